"""Operations counted on real modules are those of the shape engine, which has its own proof."""

from typing import Any

import pytest

torch = pytest.importorskip("torch")

from torch import nn  # noqa: E402
from torch.nn import functional as F  # noqa: E402, N812
from torch.utils.flop_counter import FlopCounterMode  # noqa: E402

from builder.core import shapes  # noqa: E402
from builder.torch_engine.counting import UncountedError, run_and_count  # noqa: E402
from tests.core.nn.block_cases import ALL, Case, block_class, nested  # noqa: E402
from tests.core.shapes.test_counting import TABLE, build  # noqa: E402

pytestmark = pytest.mark.torch


class Given(nn.Module):
    """A block that takes the text beside its map."""

    def __init__(self, block: nn.Module, beside: list[Any]) -> None:
        super().__init__()
        self.block = block
        self.beside = beside

    def forward(self, x: Any) -> Any:
        return self.block(x, *self.beside)


def on_shapes(case: Case) -> tuple[int, int, int]:
    block: Any = shapes.build(case.source, case.args, dict(case.kwargs))
    if getattr(block, "stride", 0) is None:
        block.stride = shapes.Tensor((block.nl,))
    x = nested(shapes.Tensor, case.inputs)
    text = shapes.Tensor(case.text) if case.text else None
    run = shapes.run(block, x if case.many else x[0], False, text)
    return run.classic_ops, run.modern_ops, run.macs


def on_torch(case: Case) -> tuple[int, int, int]:
    with torch.device("meta"):
        block = block_class(case.source)(*case.args, **dict(case.kwargs)).eval()
        if getattr(block, "stride", 0) is None:
            block.stride = torch.ones(block.nl)
        x = nested(torch.empty, case.inputs)
        text = [torch.empty(case.text)] if case.text else []
        _, counted = run_and_count(Given(block, text), x if case.many else x[0])
    return counted.classic, counted.modern, counted.macs


@pytest.mark.parametrize("case", ALL, ids=str)
def test_every_block_costs_the_same_on_both_engines(case: Case) -> None:
    assert on_torch(case) == on_shapes(case)


@pytest.mark.parametrize(("source", "shape", "classic", "modern", "macs"), TABLE)
def test_table(source: str, shape: tuple[int, ...], classic: int, modern: int, macs: int) -> None:
    module = build(source, torch).eval()
    _, counted = run_and_count(module, torch.zeros(shape))
    assert (counted.classic, counted.modern, counted.macs) == (classic, modern, macs)


class Odd(nn.Module):
    """Products in the forms that the blocks do not use, and what they are called with."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self.kind = kind
        self.conv = nn.Conv2d(4, 6, 3, stride=2, groups=2)
        self.attend = nn.MultiheadAttention(4, 2, batch_first=True)

    def forward(self, x: torch.Tensor) -> Any:
        rows = x.flatten(2)[0]
        return {
            "keyword": lambda: self.conv(input=x),
            "functional": lambda: F.conv2d(input=x, weight=self.conv.weight, groups=2, stride=2),
            "transposed": lambda: F.conv_transpose2d(x, self.conv.weight.view(4, 3, 3, 3)),
            "reversed": lambda: rows.__rmatmul__(torch.ones(3, 4)),
            "addmm": lambda: torch.addmm(rows, torch.ones(4, 4), rows),
            "baddbmm": lambda: torch.baddbmm(x[0], x[0], x[0].transpose(1, 2)),
            "mv": lambda: torch.mv(rows.t(), torch.ones(4)),
            "einsum list": lambda: torch.einsum("nchw,nchw->nhw", [x, x]),
            "einsum dots": lambda: torch.einsum("...hw,...vw->...hv", x, x),
            "einsum three": lambda: torch.einsum("ij,jk,kl->il", rows, rows.t(), rows),
            "attention": lambda: self.attend(rows[None].mT, rows[None].mT, value=rows[None].mT)[0],
        }[self.kind]()


# By hand, on a (1, 4, 6, 6) map: 2x2 positions of the convolution, 36 positions as rows.
ODD: dict[str, tuple[int, int, int]] = {
    "keyword": (6 * 4 * 2 * 9,) * 3,
    "functional": (0, 0, 6 * 4 * 2 * 9),
    "transposed": (0, 0, 4 * 36 * 3 * 9),
    "reversed": (0, 0, 3 * 36 * 4),
    "addmm": (0, 0, 4 * 36 * 4),
    "baddbmm": (0, 0, 4 * 36 * 6),
    "mv": (0, 0, 36 * 4),
    "einsum list": (0, 4 * 36, 4 * 36),
    "einsum dots": (0, 4 * 36 * 6, 4 * 36 * 6),
    "einsum three": (0, 0, 0),
    "attention": (
        0,
        4 * 36 * 4 * 4 + 2 * 36 * 36 * 4 + 2 * 36 * 107,
        4 * 36 * 16 + 2 * 36 * 36 * 4,
    ),
}


@pytest.mark.parametrize("kind", ODD)
def test_odd_calls(kind: str) -> None:
    _, counted = run_and_count(Odd(kind).eval(), torch.zeros(1, 4, 6, 6))
    assert (counted.classic, counted.modern, counted.macs) == ODD[kind]


def test_macs_are_those_of_torchs_own_counter() -> None:
    net = nn.Sequential(
        nn.Conv2d(3, 8, 3, 2), nn.ConvTranspose2d(8, 8, 2, 2), nn.BatchNorm2d(8),
        nn.AdaptiveAvgPool2d(4), nn.Flatten(), nn.Linear(128, 5),
    ).eval()  # fmt: skip
    image = torch.zeros(1, 3, 32, 32)
    with FlopCounterMode(display=False) as counter:
        net(image)
    assert run_and_count(net, image)[1].macs * 2 == counter.get_total_flops()


def test_a_module_of_two_parents_counts_for_each_of_them_in_the_older_thop() -> None:
    """It is hooked twice and added up twice."""
    act = nn.PReLU()
    net = nn.ModuleList([nn.Sequential(act), nn.Sequential(act)])
    net.forward = lambda x: net[1](net[0](x))  # type: ignore[method-assign]
    _, counted = run_and_count(net.eval(), torch.zeros(1, 2, 4, 4))
    assert (counted.classic, counted.modern) == (2 * 2 * 2 * 32, 2 * 32)


def test_hooks_do_not_stay() -> None:
    conv = nn.Conv2d(3, 4, 1)
    with pytest.raises(RuntimeError):
        run_and_count(conv, torch.zeros(1, 5, 4, 4))
    assert not conv._forward_hooks
    assert not conv._forward_pre_hooks


@pytest.mark.parametrize("layer", [nn.LSTM(3, 4), nn.GRUCell(3, 4), nn.Softmin(1)])
def test_what_cannot_be_counted_is_said(layer: nn.Module) -> None:
    with pytest.raises(UncountedError, match=type(layer).__name__):
        run_and_count(nn.Sequential(layer), torch.zeros(1, 3))
