"""Arithmetic on shapes, as torch does it. Pure, so results are remembered."""

from __future__ import annotations

from functools import lru_cache
from math import prod
from typing import Any

from builder.core.shapes.errors import Shape, ShapeError

LARGEST = 2**63 - 1


def dimension(operation: str, dim: Any, rank: int, shape: Shape = ()) -> int:
    """A dimension as an index from the front; rank 0 counts as rank 1."""
    if dim.__class__ is not int:
        dim = whole_number(operation, dim)
    bound = rank or 1
    if not -bound <= dim < bound:
        message = (
            f"dimension out of range (expected to be in range of [{-bound}, {bound - 1}], "
            f"but got {dim})"
        )
        raise ShapeError(operation, (shape,), message)
    return int(dim % bound)


def whole_number(operation: str, value: Any) -> int:
    """An integer, as torch's argument parser takes it (no floats, no booleans, no text)."""
    if isinstance(value, int) and value.__class__ is not bool:
        return int(value)
    message = f"{operation} needs whole numbers, not {value!r} ({type(value).__name__})"
    raise ShapeError(operation, (), message)


@lru_cache(maxsize=4096)
def broadcast(operation: str, first: Shape, second: Shape) -> Shape:
    """The common shape of two."""
    short, long = (first, second) if len(first) <= len(second) else (second, first)
    result = list(long)
    offset = len(long) - len(short)
    for position, size in enumerate(short, offset):
        other = long[position]
        if size in (1, other):
            continue
        if other != 1:
            mine = first[position - (len(long) - len(first))]
            theirs = second[position - (len(long) - len(second))]
            message = (
                f"the size of tensor a ({mine}) must match the size of tensor b ({theirs}) "
                f"at non-singleton dimension {position}"
            )
            raise ShapeError(operation, (first, second), message)
        result[position] = size
    return tuple(result)


def other_kind(operation: str, given: Any) -> ShapeError:
    """The refusal of a layer with float32 weights to take another kind of number."""
    message = f"{operation} has weights of float32, but the input is {given.dtype.name}"
    return ShapeError(operation, (given.shape,), message)


def flat_sizes(operation: str, sizes: tuple[Any, ...]) -> Shape:
    """Sizes given as `f(1, 2)` or `f((1, 2))`."""
    if len(sizes) == 1 and isinstance(sizes[0], (tuple, list)):
        sizes = tuple(sizes[0])
    for size in sizes:
        if size.__class__ is not int:
            return tuple(whole_number(operation, value) for value in sizes)
    return sizes


@lru_cache(maxsize=4096)
def viewed(operation: str, shape: Shape, wanted: Shape) -> Shape:
    """The shape that `view(*wanted)` gives."""
    total = prod(shape)
    if -1 in wanted:
        known = 1
        for size in wanted:
            if size < -1:
                raise ShapeError(operation, (shape,), f"invalid shape dimension {size}")
            known *= size if size != -1 else 1
        if wanted.count(-1) > 1:
            raise ShapeError(operation, (shape,), "only one dimension can be inferred")
        if known == 0:
            message = (
                f"cannot reshape tensor of {total} elements into shape {list(wanted)} because "
                "the unspecified dimension size -1 can be any value and is ambiguous"
                if total == 0
                else _invalid(wanted, total)
            )
            raise ShapeError(operation, (shape,), message)
        if total % known:
            raise ShapeError(operation, (shape,), _invalid(wanted, total))
        position = wanted.index(-1)
        return (*wanted[:position], total // known, *wanted[position + 1 :])
    if any(size < 0 for size in wanted):
        raise ShapeError(operation, (shape,), f"invalid shape dimension {min(wanted)}")
    if prod(wanted) != total:
        raise ShapeError(operation, (shape,), _invalid(wanted, total))
    return wanted


def _invalid(wanted: Shape, total: int) -> str:
    return f"shape {list(wanted)} is invalid for input of size {total}"


def checked(operation: str, shape: Shape) -> Shape:
    """A shape that a new tensor may have."""
    if any(size < 0 for size in shape):
        message = f"trying to create tensor with negative dimension {min(shape)}: {list(shape)}"
        raise ShapeError(operation, (shape,), message)
    if prod(shape) > LARGEST // 8:
        message = f"a tensor of shape {list(shape)} does not fit into memory"
        raise ShapeError(operation, (shape,), message)
    return shape
