"""The calls that the rest of the program makes: load, build, run, counts, errors, budgets."""

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from builder.core.shapes import (
    BudgetExceeded,
    ConstructionError,
    Module,
    ShapeError,
    Tensor,
    Unsupported,
    budget,
    build,
    count_modules,
    default_activation,
    image,
    load,
    loader,
    run,
)
from builder.core.shapes.budget import state
from builder.core.shapes.namespace import torch
from builder.core.shapes.refusals import words

nn: Any = torch.nn

BLOCKS = '''
"""Blocks for the tests."""
import math
import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.nn import Conv2d


class Conv(nn.Module):
    default_act = nn.SiLU()

    def __init__(self, c1: int, c2: int, k: int = 1):
        super().__init__()
        self.conv = Conv2d(c1, c2, k, padding=k // 2)
        self.bn = nn.BatchNorm2d(c2)
        self.act = self.default_act

    def forward(self, x: Tensor) -> Tensor:
        return self.act(self.bn(self.conv(x)))


class Deep(nn.Module):
    def __init__(self, c1, c2, n=1, wrong=0):
        super().__init__()
        self.cv1 = Conv(c1, c2)
        self.m = nn.ModuleList(nn.Sequential(Conv(c2, c2), Conv(c2 + wrong, c2)) for _ in range(n))

    def forward(self, x):
        x = self.cv1(x)
        for m in self.m:
            x = x + m(x)
        return x


class Odd(nn.Module):
    def __init__(self, kind):
        super().__init__()
        self.kind = kind
        if kind == "zero":
            1 / 0

    def forward(self, x):
        if self.kind == "assert":
            assert x.shape[1] == 5, "five channels"
        if self.kind == "unpack":
            a, b = x.shape
        if self.kind == "attribute":
            return self.nothing
        if self.kind == "value" and x.sum():
            return x
        if self.kind == "fft":
            return torch.fft.fft2(x)
        if self.kind == "method":
            return x.lu()
        if self.kind == "numel":
            return x.view(x.shape.numel())
        if self.kind == "recursion":
            return self(x)
        if self.kind == "loop":
            while True:
                x = x + x
        if self.kind == "import":
            from torch.nn import Nothing
        if self.kind == "catch":
            try:
                return torch.cat((x, x[:, :, 1:]), 1)
            except RuntimeError:
                return x
        return self.training
'''


USER = """
from __future__ import annotations
from dataclasses import dataclass
from builder.core.nn import conv
from builder.core.nn.conv import Conv

@dataclass
class Setting:
    width: int = 8

class Two(Conv):
    def __init__(self):
        super().__init__(3, Setting().width)
        assert isinstance(self, conv.Conv)
"""


@pytest.fixture(scope="module", autouse=True)
def _blocks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    folder: Path = tmp_path_factory.mktemp("nn")
    (folder / "conv.py").write_text(BLOCKS, encoding="utf-8")
    (folder / "user.py").write_text(USER, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loader, "FOLDER", folder)
        patch.setattr(loader, "_loaded", {})
        yield


def test_load() -> None:
    assert load("conv:Deep").__name__ == "Deep"
    assert load("torch.nn:Upsample") is nn.Upsample
    assert issubclass(load("user:Two"), load("conv:Conv"))
    assert build("user:Two").parameter_count == 3 * 8 + 8 + 16
    for missing in (
        "conv:Missing",
        "missing:Conv",
        "conv:math",
        "torch.nn:functional",
        "../x:Y",
        "",
    ):
        with pytest.raises(LookupError):
            load(missing)
        with pytest.raises(LookupError):
            build(missing)


def test_build_and_run() -> None:
    block = build("conv:Deep", (3, 8), {"n": 2})
    result = run(block, image(16, 24))
    assert result.outputs.shape == (1, 8, 16, 24)
    assert result.macs == 384 * (3 * 8 + 4 * 8 * 8)
    assert result.classic_ops == result.macs + 5 * 4 * 8 * 384 == result.modern_ops
    assert block.parameter_count == (3 * 8 + 8 + 16) + 4 * (64 + 8 + 16) == block.trainable_count


def test_copies_are_a_sequential_of_separate_modules() -> None:
    block = build("conv:Conv", (4, 4), copies=3)
    assert type(block) is nn.Sequential
    assert len({id(child) for child in block.children()}) == 3
    assert run(block, image(4, 4, 4)).outputs.shape == (1, 4, 4, 4)
    with pytest.raises(ShapeError, match="to have 2 channels, but got 4"):
        run(build("conv:Conv", (2, 4), copies=2), image(4, 4, 2))


def test_module_count_leaves_the_shared_activation_out() -> None:
    shared = load("conv:Conv").default_act  # type: ignore[attr-defined]
    count = count_modules(build("conv:Deep", (3, 8), {"n": 2}), [shared])
    assert (count.own, count.leaves) == (1 + 5 * 3 + 1 + 2, 5 * 2)
    assert count.shared == {id(shared)}
    assert count_modules(build("conv:Conv", (3, 8))).own == 4


def test_default_activation_comes_back() -> None:
    conv: Any = load("conv:Conv")
    before = conv.default_act
    relu = build("torch.nn:ReLU")
    with default_activation({"conv:Conv": relu}):
        assert build("conv:Conv", (1, 1)).act is relu
    with pytest.raises(ConstructionError), default_activation({"conv:Conv": relu}):
        build("conv:Conv", ())
    with default_activation({}):
        assert build("conv:Conv", (1, 1)).act is before
    assert conv.default_act is before


def test_error_names_operation_shapes_and_path() -> None:
    with pytest.raises(ShapeError) as caught:
        run(build("conv:Deep", (3, 8, 2, 1)), image(16, 16))
    error = caught.value
    assert (error.operation, error.path) == ("conv2d", "m.0.1.conv")
    assert error.shapes == ((1, 8, 16, 16), (8, 9, 1, 1))
    assert "to have 9 channels, but got 8 channels" in error.message


@pytest.mark.parametrize(
    ("kind", "error", "message"),
    [
        ("assert", ShapeError, "five channels"),
        ("unpack", ShapeError, "too many values to unpack"),
        ("attribute", ShapeError, "'Odd' object has no attribute 'nothing'"),
        ("value", Unsupported, "a tensor's value"),
        ("fft", Unsupported, "torch.fft"),
        ("method", Unsupported, "Tensor.lu"),
        ("numel", Unsupported, "torch.Size"),
        ("import", Unsupported, "Nothing"),
        ("recursion", BudgetExceeded, "inside each other"),
        ("loop", BudgetExceeded, "tensor operations"),
    ],
)
def test_callers_see_only_the_engines_errors(kind: str, error: type, message: str) -> None:
    with pytest.raises(error, match=message) as caught:
        run(build("conv:Odd", (kind,)), image(8, 8))
    assert type(caught.value) is error or error is Unsupported
    assert run(build("conv:Conv", (3, 4)), image(8, 8)).outputs.shape == (1, 4, 8, 8)


def test_a_block_may_catch_a_refusal() -> None:
    assert run(build("conv:Odd", ("catch",)), image(8, 8)).outputs.shape == (1, 3, 8, 8)


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ((1,), "Conv lacks 1 argument.s.: 'c2'"),
        ((1, 2, 3, 4), "Conv takes 2 to 3 arguments, not 4"),
        ((1, "a"), "whole numbers, not 'a'"),
        ((1, 2, "3"), "unsupported operand"),
        ((1, 2.0), "whole numbers, not 2.0"),
        ((1, -2), "negative dimension"),
    ],
)
def test_constructor_refusals(args: tuple[Any, ...], message: str) -> None:
    with pytest.raises((ConstructionError, ShapeError), match=message):
        build("conv:Conv", args)


def test_division_by_zero_in_a_constructor() -> None:
    with pytest.raises(ConstructionError, match="division by zero"):
        build("conv:Odd", ("zero",))


@pytest.mark.parametrize(
    ("call", "refusal"),
    [
        (lambda: build("conv:Conv", (4, 4), copies=10**9), "more than 1,000 repeats"),
        (lambda: build("conv:Deep", (4, 4, 10**9)), "more than 10,000,000 in an argument"),
        (lambda: build("conv:Deep", (4, 4, 10**6)), "more than 1,000 repeats"),
        (lambda: build("conv:Deep", (4, 4), {"n": [10**30]}), "in an argument"),
    ],
)
def test_absurd_numbers_stop_before_much_is_built(call: Any, refusal: str) -> None:
    with pytest.raises(BudgetExceeded, match=refusal):
        call()
    assert state.modules < 10


def test_budget_is_restored() -> None:
    with budget(modules=3):
        build("conv:Conv", (4, 4))
        with pytest.raises(BudgetExceeded, match="more than 3 modules"):
            build("conv:Deep", (4, 4))
    with budget(operations=2), pytest.raises(BudgetExceeded):
        run(build("conv:Deep", (3, 4, 5)), image(4, 4))
    build("conv:Deep", (4, 4))


def test_training_mode_wants_several_values_per_channel() -> None:
    block = build("conv:Conv", (3, 4))
    assert run(block, image(1, 1)).outputs.shape == (1, 4, 1, 1)
    with pytest.raises(ShapeError, match="more than 1 value per channel") as caught:
        run(block, image(1, 1), training=True)
    assert caught.value.path == "bn"
    run(block, image(1, 1, batch=2), training=True)
    mode = build("conv:Odd", ("",))
    assert (run(mode, image(1, 1)).outputs, run(mode, image(1, 1), True).outputs) == (False, True)
    mode.eval()
    assert run(mode, image(1, 1), True).outputs is True


def seen(source: str, x: Tensor) -> tuple[float, float]:
    result = eval(source, {"nn": nn, "torch": torch, "x": x})
    return result.receptive_field, result.jump


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("x", (1, 1)),
        ("nn.Conv2d(3, 4, 6, 2, 2)(x)", (6, 2)),
        ("nn.Conv2d(4, 4, 3, 2, 1)(nn.Conv2d(3, 4, 6, 2, 2)(x))", (10, 4)),
        ("nn.Conv2d(3, 4, 3, dilation=5)(x)", (11, 1)),
        # A row and a column kernel see a square, not twice as far.
        ("nn.Conv2d(4, 4, (3, 1))(nn.Conv2d(3, 4, (1, 3))(x))", (3, 1)),
        ("nn.MaxPool2d(2)(x)", (2, 2)),
        ("nn.Upsample(scale_factor=2)(nn.MaxPool2d(2)(x))", (2, 1)),
        ("torch.cat((x, nn.Conv2d(3, 3, 5, padding=2)(x)), 1)", (5, 1)),
        ("x + nn.Conv2d(3, 3, 5, padding=2)(x) * torch.ones(1)", (5, 1)),
        ("nn.AdaptiveAvgPool2d(1)(x)", (math.inf, 16)),
        ("x * nn.AdaptiveAvgPool2d(1)(x)", (math.inf, 16)),
        ("x.mean(1, keepdim=True)", (1, 1)),
        ("x.mean((2, 3))", (math.inf, 1)),
        ("nn.Linear(3 * 256, 4)(x.flatten(1))", (math.inf, 1)),
        ("x.flatten(2) @ x.flatten(2).transpose(1, 2)", (math.inf, 1)),
        ("nn.Linear(3, 4)(x.flatten(2).transpose(1, 2))", (1, 1)),
        ("nn.ConvTranspose2d(3, 4, 2, 2)(nn.MaxPool2d(4)(x))", (4, 2)),
        ("nn.PixelUnshuffle(2)(x)", (2, 2)),
    ],
)
def test_receptive_fields(source: str, expected: tuple[float, float]) -> None:
    assert seen(source, image(16, 16)) == expected


def test_container_manners() -> None:
    chain = nn.Sequential(nn.Conv2d(3, 4, 1), nn.ReLU())
    chain.append(nn.Conv2d(4, 5, 1))
    assert len(chain) == 3
    assert type(chain[:2]) is nn.Sequential
    assert chain[-1].out_channels == 5
    assert [name for name, _ in chain.named_children()] == ["0", "1", "2"]
    chain[1] = nn.Identity()
    assert isinstance(chain[1], nn.Identity)
    with pytest.raises(IndexError):
        chain[3]
    with pytest.raises(TypeError):
        nn.Sequential(3)
    for parameter in chain[0].parameters():
        parameter.requires_grad = False
    assert (chain.parameter_count, chain.trainable_count) == (16 + 25, 25)
    names: list[str] = []
    chain.apply(lambda module: names.append(type(module).__name__))
    assert names == ["Conv2d", "Identity", "Conv2d", "Sequential"]


def test_a_replaced_parameter_counts_and_shapes() -> None:
    conv = nn.Conv2d(4, 8, 1)
    conv.bias = None
    assert conv.parameter_count == 32
    conv.weight = nn.Parameter(torch.zeros(2, 4, 3, 3))
    assert conv(image(8, 8, 4)).shape == (1, 2, 6, 6)
    assert conv.parameter_count == 72
    wide: Any = type("Wide", (nn.Conv2d,), {})(4, 8, 1)
    assert wide.parameter_count == 40
    shared: Module = nn.Linear(4, 4, bias=False)
    other = nn.Linear(4, 4, bias=False)
    other.weight = shared.weight
    assert nn.ModuleList([shared, other]).parameter_count == 16


def test_unpacking_a_buffer() -> None:
    block: Module = nn.Module()
    block.register_buffer("grid", torch.zeros(3))
    assert [name for name, _ in block.named_buffers()] == ["grid"]
    assert block.parameter_count == 0


def test_what_a_cell_says_is_cut_in_a_refusal() -> None:
    assert words(ValueError("1:" * 5_000)) == "1:" * 250 + "..."
    assert words(TypeError("Conv.__init__() got an unexpected keyword argument 'x'")) == (
        "Conv has no argument 'x'"
    )
