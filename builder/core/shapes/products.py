"""Matrix products: they count multiply-accumulates and, outside ruled layers, operations."""

from __future__ import annotations

from functools import lru_cache
from math import prod

from builder.core.shapes.budget import state
from builder.core.shapes.errors import Shape, ShapeError
from builder.core.shapes.field import CONSTANT, Field, join, whole
from builder.core.shapes.pointwise import promoted
from builder.core.shapes.sizes import broadcast
from builder.core.shapes.tensor import Tensor, make


def count(macs: int) -> None:
    """Add a product of a kind that ultralytics-thop sees outside layers with a rule."""
    state.macs += macs
    if not state.ruled:
        state.modern += macs


def mixed(first: Field, second: Field) -> Field:
    """Two maps in a product mix all positions; a weight mixes only features."""
    if CONSTANT in (first, second):
        return join(first, second)
    return whole(join(first, second))


@lru_cache(maxsize=2048)
def _product(first: Shape, second: Shape) -> tuple[Shape, int]:
    """Shape of a matrix product and the length of its sums."""
    if not first or not second:
        message = "both arguments to matmul need to be at least 1D"
        raise ShapeError("matmul", (first, second), message)
    left = first if len(first) > 1 else (1, *first)
    right = second if len(second) > 1 else (*second, 1)
    if left[-1] != right[-2]:
        message = (
            f"{list(first)} and {list(second)} cannot be multiplied: the first has {left[-1]} "
            f"columns and the second {right[-2]} rows"
        )
        raise ShapeError("matmul", (first, second), message)
    out: Shape = broadcast("matmul", left[:-2], right[:-2])
    if len(first) > 1:
        out = (*out, left[-2])
    if len(second) > 1:
        out = (*out, right[-1])
    return out, left[-1]


def _multiply(first: Tensor, second: Tensor, seen: bool = True) -> Tensor:
    shape, length = _product(first.shape, second.shape)
    if seen:
        count(prod(shape) * length)
    else:
        state.macs += prod(shape) * length
    return make(shape, mixed(first.field, second.field), promoted(first, second))


def matmul(input: Tensor, other: Tensor) -> Tensor:  # noqa: A002
    """torch.matmul, `@`: vectors, matrices and batches of them."""
    _same_kind("matmul", input, other)
    return _multiply(input, other)


def _same_kind(operation: str, first: Tensor, second: Tensor) -> None:
    if not isinstance(second, Tensor):
        message = f"{operation} takes tensors, not {type(second).__name__}"
        raise ShapeError(operation, (), message)
    if first.dtype is not second.dtype:
        message = (
            f"{operation} expects both to have the same kind of number, but got "
            f"{first.dtype.name} and {second.dtype.name}"
        )
        raise ShapeError(operation, (first.shape, second.shape), message)


def bmm(input: Tensor, mat2: Tensor) -> Tensor:  # noqa: A002
    """torch.bmm: batches of matrices, no broadcasting."""
    _same_kind("bmm", input, mat2)
    shapes = (input.shape, mat2.shape)
    if len(input.shape) != 3 or len(mat2.shape) != 3 or input.shape[0] != mat2.shape[0]:
        message = f"bmm takes two batches of matrices, not {list(shapes[0])} and {list(shapes[1])}"
        raise ShapeError("bmm", shapes, message)
    return _multiply(input, mat2)


def mm(input: Tensor, mat2: Tensor) -> Tensor:  # noqa: A002
    """torch.mm: two matrices."""
    _same_kind("mm", input, mat2)
    shapes = (input.shape, mat2.shape)
    if len(input.shape) != 2 or len(mat2.shape) != 2:
        message = f"mm takes two matrices, not {list(shapes[0])} and {list(shapes[1])}"
        raise ShapeError("mm", shapes, message)
    return _multiply(input, mat2, seen=False)


def linear(input: Tensor, weight: Tensor, bias: Tensor | None = None) -> Tensor:  # noqa: A002
    """torch.nn.functional.linear: `weight` is `(out, in)`."""
    shape, size = input.shape, weight.shape
    if len(size) not in (1, 2) or not shape or shape[-1] != size[-1]:
        message = f"input {list(shape)} does not end in the {size[-1:]} features of {list(size)}"
        raise ShapeError("linear", (shape, size), message)
    out = (*shape[:-1], *size[:-1])
    if bias is not None and broadcast("linear", out, bias.shape) != out:
        message = f"bias {list(bias.shape)} does not fit output {list(out)}"
        raise ShapeError("linear", (shape, size), message)
    count(prod(out) * size[-1])
    # One row of features per image means that the map went into those features.
    field = whole(input.field) if len(shape) < 3 else input.field
    return make(out, field, input.dtype)


SHARED = {"matmul": matmul, "bmm": bmm, "mm": mm}
METHODS = {**SHARED, "__matmul__": matmul, "__rmatmul__": lambda self, other: matmul(other, self)}
FUNCTIONS = {**SHARED}
