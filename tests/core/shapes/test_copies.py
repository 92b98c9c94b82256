"""`copy.deepcopy` of modules and tensors, as torch does it; limits of kinds of number."""

from copy import deepcopy

import pytest

from builder.core.shapes import BudgetExceeded, Module, Tensor, budget, build, run, take_inventory
from builder.core.shapes.namespace import torch as stand_in
from builder.core.shapes.tensor import Parameter
from tests.core.shapes.agreement import agree

nn = stand_in.nn
COPY = "__import__('copy').deepcopy"


class Shared(Module):
    """Two convolutions with one activation and one weight of their own."""

    def __init__(self) -> None:
        super().__init__()
        self.act = nn.SiLU()
        self.first = nn.Sequential(nn.Conv2d(4, 4, 1), self.act)
        self.second = nn.Sequential(nn.Conv2d(4, 4, 3), self.act)
        self.scale = Parameter(Tensor((4, 1, 1)), requires_grad=False)
        self.register_buffer("mask", stand_in.ones(3))
        self.sizes = [(1, 2), {"three": 3}]

    def forward(self, x: Tensor) -> Tensor:
        return self.second(self.first(x)) * self.scale  # type: ignore[no-any-return]


def test_a_copy_holds_the_same_and_shares_nothing() -> None:
    original = Shared()
    twin = deepcopy(original)
    found = take_inventory(twin)
    assert found == take_inventory(original)
    assert (found.params, found.trainable) == (20 + 148 + 4, 20 + 148)
    assert not set(twin.modules()) & set(original.modules())
    assert twin.first[1] is twin.second[1] is twin.act  # shared inside stays shared inside
    assert run(twin, Tensor((1, 4, 5, 5))).outputs.shape == (1, 4, 3, 3)
    assert [name for name, _ in twin.named_buffers()] == ["mask"]
    assert twin.scale is not original.scale
    twin.scale.requires_grad = True
    assert not original.scale.requires_grad
    twin.sizes.append(1)
    assert original.sizes == [(1, 2), {"three": 3}]


def test_copies_count_against_the_budget() -> None:
    module = build("torch.nn:Sequential", [nn.ReLU() for _ in range(10)])
    with budget(modules=25):
        deepcopy(module)
        deepcopy(module)
        with pytest.raises(BudgetExceeded):
            deepcopy(module)


def test_kinds_of_number_stay_themselves() -> None:
    twin = deepcopy(Tensor((2, 3), 5.0, 2.0, stand_in.float16))
    assert twin.dtype is stand_in.float16
    assert (twin.shape, twin.receptive_field, twin.jump) == ((2, 3), 5.0, 2.0)


@pytest.mark.torch
@pytest.mark.parametrize(
    "expression",
    [
        f"{COPY}(nn.Conv2d(4, 8, 3))(x)",
        f"{COPY}(nn.Sequential(nn.BatchNorm2d(4), nn.Conv2d(4, 2, 1)))(x)",
        f"{COPY}(nn.Conv2d(4, 8, 3).requires_grad_(False)).weight.requires_grad",
        f"{COPY}(nn.ModuleList([nn.Conv2d(4, 8, 3)]))[0](x)",
        f"{COPY}(x) + x",
        f"len(set({COPY}(nn.ModuleList([nn.ReLU()] * 2))))",
    ],
)
def test_copies_agree(expression: str) -> None:
    agree(expression, x=(1, 4, 6, 6))


@pytest.mark.torch
@pytest.mark.parametrize("kind", ["float16", "bfloat16", "float32", "float64", "int64", "bool"])
def test_limits_of_floats(kind: str) -> None:
    for name in ("min", "max", "eps", "tiny", "smallest_normal", "bits", "dtype"):
        agree(f"torch.finfo(torch.{kind}).{name}")
    agree("torch.finfo().max")


@pytest.mark.torch
@pytest.mark.parametrize("kind", ["int8", "uint8", "int16", "int32", "int64", "float32", "bool"])
def test_limits_of_whole_numbers(kind: str) -> None:
    for name in ("min", "max", "bits", "dtype"):
        agree(f"torch.iinfo(torch.{kind}).{name}")
