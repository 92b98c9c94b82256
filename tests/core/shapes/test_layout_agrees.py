"""Operations that join, cut and re-arrange: shapes and refusals are torch's."""

import math
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.core.shapes.agreement import agree

pytestmark = pytest.mark.torch

SIZES = st.sampled_from([1, 1, 2, 2, 3, 4, 5, 6, 0])
SHAPES = st.lists(SIZES, min_size=0, max_size=5).map(tuple)
DIMS = st.integers(-6, 5)
NUMBERS = st.integers(-2, 7)


@given(x=SHAPES, y=SHAPES, operator=st.sampled_from("+ - * / // % ** == < @".split()))
def test_operators(x: Any, y: Any, operator: str) -> None:
    agree(f"x {operator} y", x=x, y=y)


@given(data=st.data(), x=SHAPES)
def test_broadcasting_of_shapes_that_nearly_fit(data: Any, x: Any) -> None:
    y = tuple(data.draw(st.sampled_from([size, size, size, 1, size + 1])) for size in x)
    y = y[data.draw(st.integers(0, len(y))) :]
    agree("x * y", x=x, y=y)
    agree("y.add_(x)", x=x, y=y)
    agree("x.add_(y)", x=x, y=y)
    agree("torch.maximum(y, x)", x=x, y=y)
    agree("torch.where(x > 0, y, x)", x=x, y=y)
    agree("x.masked_fill(y > 0, 1.0)", x=x, y=y)


@given(data=st.data(), x=SHAPES, dim=DIMS)
def test_cat_and_stack(data: Any, x: Any, dim: int) -> None:
    y = list(x)
    for _ in range(data.draw(st.integers(0, 2))):
        if y:
            y[data.draw(st.integers(0, len(y) - 1))] = data.draw(SIZES)
    if data.draw(st.booleans()):
        y = y[1:]
    agree(f"torch.cat((x, y), {dim})", x=x, y=tuple(y))
    agree(f"torch.cat([x, y, x], dim={dim})", x=x, y=tuple(y))
    agree(f"torch.stack([x, y], {dim})", x=x, y=tuple(y))


@given(x=SHAPES, dim=DIMS, number=NUMBERS)
def test_cutting(x: Any, dim: int, number: int) -> None:
    agree(f"x.chunk({number}, {dim})", x=x)
    agree(f"torch.split(x, {number}, {dim})", x=x)
    agree(f"x.tensor_split({number}, {dim})", x=x)
    agree(f"x.unbind({dim})", x=x)
    agree(f"x.narrow({dim}, {number}, 2)", x=x)
    agree(f"x.select({dim}, {number})", x=x)
    agree(f"x.split([{number}, 2], {dim})", x=x)


@given(data=st.data(), x=SHAPES)
def test_view(data: Any, x: Any) -> None:
    total = math.prod(x)
    divisors = [d for d in range(1, total + 1) if total % d == 0] or [0, 1]
    wanted = data.draw(st.lists(st.sampled_from([*divisors, -1, 0, 2]), max_size=4))
    agree(f"x.view({tuple(wanted)})", x=x)
    agree(f"x.reshape({tuple(wanted)})", x=x)
    if wanted:
        agree(f"x.reshape(*{wanted})", x=x)
        agree(f"x.unflatten(-1, {tuple(wanted)})", x=x)


@given(x=SHAPES, a=DIMS, b=DIMS)
def test_moving_dimensions(x: Any, a: int, b: int) -> None:
    agree(f"x.transpose({a}, {b})", x=x)
    agree(f"x.flatten({a}, {b})", x=x)
    agree(f"x.squeeze({a})", x=x)
    agree(f"x.squeeze(({a}, {b}))", x=x)
    agree("x.squeeze()", x=x)
    agree(f"x.unsqueeze({a})", x=x)
    agree(f"x.movedim({a}, {b})", x=x)
    agree(f"x.flip({a}, {b})", x=x)
    agree(f"x.roll({b}, {a})", x=x)
    agree(f"x.roll(({a}, {b}), ({b}, {a}))", x=x)
    agree(f"x.size({a})", x=x)
    agree(f"x.repeat_interleave({b}, {a})", x=x)


@given(data=st.data(), x=SHAPES)
def test_permute_expand_repeat(data: Any, x: Any) -> None:
    order = data.draw(st.permutations(range(len(x))))
    agree(f"x.permute({tuple(order)})", x=x)
    if order:
        agree(f"x.permute(*{list(order)})", x=x)
        agree(f"x.permute({(order[0], *order[:-1])})", x=x)
    wanted = [data.draw(st.sampled_from([size, -1, 3, 1])) for size in x]
    front = data.draw(st.lists(st.sampled_from([2, 0, -1, 1]), max_size=2))
    agree(f"x.expand({(*front, *wanted)})", x=x)
    agree(f"x.repeat({(*front, *wanted)})", x=x)
    agree(f"x.tile({tuple(wanted[1:])})", x=x)


INDEX = st.one_of(
    st.integers(-4, 4).map(str),
    st.sampled_from([":", "::2", "1:", ":-1", "None", "...", "1:0", "-2:", "::3", "[0, 0]"]),
    st.sampled_from(["torch.arange(1)", "torch.zeros(2, 1, dtype=torch.long)", "::-1", "5:9"]),
)


@example(x=(5, 4, 3, 2), parts=[":", "torch.arange(1)", "0", "torch.zeros(2, 1, dtype=torch.long)"])
@example(x=(5, 4, 3, 2), parts=["0", "torch.arange(1)", ":", "[0, 0]"])
@given(x=SHAPES, parts=st.lists(INDEX, min_size=1, max_size=5))
def test_indexing(x: Any, parts: list[str]) -> None:
    agree(f"x[{', '.join(parts)}]", x=x)


@given(x=SHAPES, dim=st.one_of(DIMS, st.tuples(DIMS, DIMS), st.none()), keep=st.booleans())
def test_reductions(x: Any, dim: Any, keep: bool) -> None:
    for name in ("sum", "mean", "amax"):
        if dim is None and name == "amax":
            continue
        agree(f"x.{name}({dim}, keepdim={keep})", x=x)
    if isinstance(dim, int):
        for name in ("max", "argmax", "any", "std"):
            agree(f"x.{name}({dim}, {keep})" if name != "std" else f"x.std({dim})", x=x)
        for name in ("softmax", "cumsum", "sort", "logsumexp"):
            agree(f"x.{name}({dim})", x=x)
    agree("x.max()", x=x)
    agree("x.sum() / x.mean()", x=x)


@given(x=SHAPES, dim=DIMS, k=NUMBERS)
def test_choosing(x: Any, dim: int, k: int) -> None:
    agree(f"x.topk({k}, {dim})", x=x)
    agree(f"torch.index_select(x, {dim}, torch.zeros(3, dtype=torch.long))", x=x)
    agree("x.triu()", x=x)


@given(start=st.integers(-5, 9), end=st.integers(-5, 9), step=st.sampled_from([1, 2, -1, 0.5, 0]))
def test_creation(start: int, end: int, step: float) -> None:
    agree(f"torch.arange({start}, {end}, {step})")
    agree(f"torch.arange({end})")
    agree(f"torch.zeros({start}, {end})")
    agree(f"torch.linspace(0, 1, {start})")
    agree(f"torch.full(({start}, 2), {step})")
    agree(f"torch.eye({start}, {end})")
    agree(f"torch.meshgrid(torch.arange(3), torch.arange(abs({end})), indexing='xy')")
    agree(f"torch.tensor([[{start}, {end}], [1, {step}]])")


@given(x=SHAPES, y=SHAPES)
def test_products(x: Any, y: Any) -> None:
    agree("torch.bmm(x, y)", x=x, y=y)
    agree("torch.mm(x, y)", x=x, y=y)
    agree("x @ y.transpose(-1, -2)", x=x, y=y)
    agree("x @ x.transpose(-1, -2)", x=x)
    agree("x.expand_as(y)", x=x, y=y)


@given(sizes=st.lists(SIZES, min_size=6, max_size=6))
def test_einsum(sizes: list[int]) -> None:
    a, b, c, d, e, f = sizes
    agree("torch.einsum('bchw,bcx->bhwx', x, y)", x=(a, b, c, d), y=(a, b, e))
    agree("torch.einsum('bchw,bcx->bhwx', x, y)", x=(a, b, c, d), y=(f, b, e))
    agree("torch.einsum('...ij,...jk->...ik', x, y)", x=(a, b, c), y=(b, c, d))
    agree("torch.einsum('ij,jk', x, y)", x=(a, b), y=(b, c))
    agree("torch.einsum('ii->i', x)", x=(a, b))
    agree("torch.einsum('ij->ji', x)", x=(a, b))
    agree("torch.einsum('bnc,bmc->bnm', [x, y])", x=(a, b, c), y=(a, e, d))


@pytest.mark.parametrize(
    "expression",
    [
        "x + 1", "x.long() + 1.5", "(x > 0) + 1", "x.half() + x", "x.half() + x.bfloat16()",
        "x.int() / 2", "x.int() // 2", "x.long() * x.int()", "x.long() + torch.tensor(1.5)",
        "x.long().softmax(0)", "x.long().mean()", "(x > 0).sum()", "x.long().add_(1.5)",
        "torch.cat([x, x.long()])", "x @ x.half().transpose(0, 1)", "x + 'a'", "x.to(torch.half)",
        "x.to('cpu')", "x.type_as(x.long())", "x.long().sigmoid()", "torch.where(x, x, x)",
        "torch.where(x > 0, 1.0, x)", "x.new_zeros(2, 3)", "x.long().new_ones((1,))",
        "torch.zeros_like(x, dtype=torch.long)", "[row for row in x]", "len(x)", "x.numel()",
        "list(x.shape)", "x.dim()", "x.mT", "x.T", "x.t()", "-x", "abs(x)", "1 - x", "2 / x",
        "x.clamp(0, 1)", "x.clamp_(min=0)", "x.pow(2)", "x ** 0.5", "x.sqrt_()", "x.exp().log()",
        "torch.relu(x)", "torch.sigmoid(x)", "x.norm()", "x.var(0)", "x.std(dim=(0, 1))",
        "torch.max(x, x)", "x.max(1).values", "x.min(0)[1]", "x.detach().clone().contiguous()",
        "torch.broadcast_tensors(x, x[0])[1]", "torch.randn(2, 3).shape", "torch.rand((2, 3))",
        "x.view(torch.int32)", "x.is_floating_point()", "torch.logical_not(x)", "~(x > 0)",
        "(x > 0) & (x < 1)", "x.argmax()", "x.gather(1, torch.zeros(2, 2, dtype=torch.long))",
        "nn.Linear(6, 2)(x.half())", "nn.Conv1d(2, 2, 1)(x.long())", "nn.Linear(6, 2)(x.long())",
        "nn.Conv1d(2, 2, 1).to('cpu')(x.data)", "len(nn.Linear(6, 2)._parameters)",
        "list(nn.Sequential(nn.ReLU(), nn.ReLU())._modules)",
        "x.gather(1, torch.zeros(4, 2, dtype=torch.long))",
    ],
)  # fmt: skip
def test_kinds_of_number_and_small_change(expression: str) -> None:
    agree(expression, x=(2, 6))
