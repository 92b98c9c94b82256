"""Joining tensors and taking them apart: cat, stack, chunk, split, unbind."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from builder.core.shapes.errors import Shape, ShapeError
from builder.core.shapes.field import Field, join
from builder.core.shapes.sizes import dimension, whole_number
from builder.core.shapes.tensor import Dtype, Tensor, make

Tensors = tuple[Tensor, ...]


def _listed(operation: str, tensors: Any) -> list[Tensor]:
    if isinstance(tensors, Tensor) or not isinstance(tensors, (list, tuple)):
        message = f"{operation} takes a list of tensors, not {type(tensors).__name__}"
        raise ShapeError(operation, (), message)
    for position, tensor in enumerate(tensors):
        if not isinstance(tensor, Tensor):
            message = f"expected a tensor as element {position}, but got {type(tensor).__name__}"
            raise ShapeError(operation, (), message)
    if not tensors:
        raise ShapeError(operation, (), f"{operation} expects a non-empty list of tensors")
    return list(tensors)


@lru_cache(maxsize=4096)
def _joined(shapes: tuple[Shape, ...], dim: int) -> Shape:
    # An empty 1-d tensor joins with anything, for old times' sake.
    counted = [(i, shape) for i, shape in enumerate(shapes) if shape != (0,)]
    if not counted:
        return (0,)
    if any(not shape for shape in shapes):
        message = "zero-dimensional tensor cannot be concatenated"
        raise ShapeError("cat", shapes, message)
    _, first = counted[0]
    axis = dimension("cat", dim, len(first), first)
    total = 0
    for number, shape in counted:
        if len(shape) != len(first):
            message = (
                f"tensors must have the same number of dimensions: got {len(first)} and "
                f"{len(shape)}"
            )
            raise ShapeError("cat", shapes, message)
        for position, (expected, size) in enumerate(zip(first, shape, strict=True)):
            if position != axis and expected != size:
                message = (
                    f"sizes of tensors must match except in dimension {axis}: expected size "
                    f"{expected} but got size {size} for tensor number {number} in the list"
                )
                raise ShapeError("cat", shapes, message)
        total += shape[axis]
    return (*first[:axis], total, *first[axis + 1 :])


def cat(tensors: Any, dim: Any = 0, *, out: None = None) -> Tensor:  # noqa: ARG001
    """torch.cat: one after another along a dimension."""
    listed = _listed("cat", tensors)
    shape = _joined(tuple([tensor.shape for tensor in listed]), whole_number("cat", dim))
    return make(shape, _fields(listed), _kind(listed))


def _fields(tensors: list[Tensor]) -> Field:
    field = tensors[0].field
    for tensor in tensors:
        if tensor.field is not field:
            field = join(field, tensor.field)
    return field


def _kind(tensors: list[Tensor]) -> Dtype:
    dtype = tensors[0].dtype
    for tensor in tensors:
        other = tensor.dtype
        if other is not dtype and (other.rank, other.itemsize) > (dtype.rank, dtype.itemsize):
            dtype = other
    return dtype


def stack(tensors: Any, dim: Any = 0) -> Tensor:
    """torch.stack: along a new dimension."""
    listed = _listed("stack", tensors)
    first = listed[0].shape
    axis = dimension("stack", dim, len(first) + 1, first)
    for number, tensor in enumerate(listed):
        if tensor.shape != first:
            message = (
                f"stack expects each tensor to be equal size, but got {list(first)} at entry 0 "
                f"and {list(tensor.shape)} at entry {number}"
            )
            raise ShapeError("stack", tuple(t.shape for t in listed), message)
    shape = (*first[:axis], len(listed), *first[axis:])
    return make(shape, _fields(listed), _kind(listed))


def _pieces(tensor: Tensor, axis: int, sizes: list[int]) -> Tensors:
    before, after = tensor.shape[:axis], tensor.shape[axis + 1 :]
    field, dtype = tensor.field, tensor.dtype
    return tuple([make((*before, size, *after), field, dtype) for size in sizes])


def _with_axis(operation: str, tensor: Tensor, dim: Any) -> int:
    if not tensor.shape:
        message = f"{operation} expects at least a 1-dimensional tensor"
        raise ShapeError(operation, (tensor.shape,), message)
    return dimension(operation, dim, len(tensor.shape), tensor.shape)


def split(tensor: Tensor, split_size_or_sections: Any, dim: Any = 0) -> Tensors:
    """torch.split: pieces of a size (the last may be smaller), or of listed sizes."""
    sizes = split_size_or_sections
    axis = _with_axis("split", tensor, dim)
    length = tensor.shape[axis]
    if isinstance(sizes, (list, tuple)):
        listed = [whole_number("split", size) for size in sizes]
        if any(size < 0 for size in listed) or sum(listed) != length:
            message = (
                f"split sizes {listed} must be positive and sum to {length}, the size of "
                f"dimension {axis}"
            )
            raise ShapeError("split", (tensor.shape,), message)
        return _pieces(tensor, axis, listed)
    size = whole_number("split", sizes)
    if size < 0 or (size == 0 and length):
        message = f"split size {size} must be positive for dimension {axis} of size {length}"
        raise ShapeError("split", (tensor.shape,), message)
    return _pieces(tensor, axis, _even(length, size))


def _even(length: int, size: int) -> list[int]:
    if length == 0 or size == 0:
        return [length]
    full, rest = divmod(length, size)
    return [size] * full + [rest] * (rest > 0)


def chunk(input: Tensor, chunks: Any, dim: Any = 0) -> Tensors:  # noqa: A002
    """torch.chunk: at most that many pieces, each the rounded-up share."""
    axis = _with_axis("chunk", input, dim)
    number = whole_number("chunk", chunks)
    if number <= 0:
        message = f"chunk expects `chunks` to be greater than 0, got: {number}"
        raise ShapeError("chunk", (input.shape,), message)
    length = input.shape[axis]
    if length == 0:  # only here torch gives as many pieces as were asked for
        return _pieces(input, axis, [0] * number)
    return _pieces(input, axis, _even(length, -(-length // number)))


def tensor_split(input: Tensor, indices_or_sections: Any, dim: Any = 0) -> Tensors:  # noqa: A002
    """torch.tensor_split: exactly that many pieces, the first ones one larger."""
    axis = _with_axis("tensor_split", input, dim)
    length = input.shape[axis]
    if isinstance(indices_or_sections, (list, tuple)):
        ends = [*indices_or_sections, length]
        starts = [0, *indices_or_sections]
        return _pieces(
            input, axis, [len(range(length)[a:b]) for a, b in zip(starts, ends, strict=True)]
        )
    number = whole_number("tensor_split", indices_or_sections)
    if number <= 0:
        message = f"number of sections must be larger than 0, got {number}"
        raise ShapeError("tensor_split", (input.shape,), message)
    share, extra = divmod(length, number)
    return _pieces(input, axis, [share + (i < extra) for i in range(number)])


def unbind(input: Tensor, dim: Any = 0) -> Tensors:  # noqa: A002
    """torch.unbind: one tensor for each index of a dimension."""
    if not input.shape:
        dimension("unbind", dim, 0)
        message = "dimension specified as 0 but tensor has no dimensions"
        raise ShapeError("unbind", (input.shape,), message)
    axis = dimension("unbind", dim, len(input.shape), input.shape)
    shape = input.shape[:axis] + input.shape[axis + 1 :]
    return tuple([make(shape, input.field, input.dtype) for _ in range(input.shape[axis])])


METHODS = {
    "split": split,
    "chunk": chunk,
    "tensor_split": tensor_split,
    "unbind": unbind,
}
FUNCTIONS = {
    **METHODS,
    "cat": cat,
    "concat": cat,
    "concatenate": cat,
    "stack": stack,
}
