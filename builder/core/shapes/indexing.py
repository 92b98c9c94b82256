"""Indexing: numbers, slices, None, an ellipsis, tensors and lists of indices."""

from __future__ import annotations

from typing import Any

from builder.core.shapes.errors import Shape, ShapeError, Unsupported
from builder.core.shapes.sizes import broadcast, dimension, whole_number
from builder.core.shapes.tensor import Tensor, make


def _refuse(shape: Shape, message: str) -> ShapeError:
    return ShapeError("index", (shape,), message)


def get_item(self: Tensor, index: Any) -> Tensor:
    """Tensor.__getitem__."""
    parts = list(index) if isinstance(index, tuple) else [index]
    shape = self.shape
    used = sum(part is not None and part is not Ellipsis for part in parts)
    if used > len(shape):
        raise _refuse(shape, f"too many indices ({used}) for a tensor of {len(shape)} dimensions")
    # By identity: a tensor among the parts would compare itself with the ellipsis.
    dots = [number for number, part in enumerate(parts) if part is Ellipsis]
    missing: list[Any] = [slice(None)] * (len(shape) - used)
    # torch steps over as many dimensions again at a second ellipsis, mostly past the end.
    if len(dots) > 1 and missing and any(part is not Ellipsis for part in parts[dots[1] :]):
        raise _refuse(shape, "an index has more than one ellipsis")
    for number in dots[:0:-1]:
        del parts[number]
    at = dots[0] if dots else len(parts)
    parts[at : at + 1] = missing
    return make(_indexed(shape, parts), self.field, self.dtype)


def _indexed(shape: Shape, parts: list[Any]) -> Shape:
    out: list[int] = []
    picked: Shape | None = None
    places: list[int] = []
    axis = 0
    for part in parts:
        if part is None:
            out.append(1)
            continue
        size = shape[axis]
        axis += 1
        if isinstance(part, slice):
            out.append(_sliced(shape, size, part))
        elif isinstance(part, int) and not isinstance(part, bool):
            if not -size <= part < size:
                message = f"index {part} is out of bounds for dimension {axis - 1} with size {size}"
                raise _refuse(shape, message)
        else:
            chosen = _chosen(part)
            picked = chosen if picked is None else broadcast("index", picked, chosen)
            places.append(len(out))
    if picked is None:
        return tuple(out)
    # Index tensors that stand together stay in place; others move to the front. A number between
    # them is gone before torch looks.
    where = places[0] if places[0] == places[-1] else 0
    return (*out[:where], *picked, *out[where:])


def _sliced(shape: Shape, size: int, part: slice) -> int:
    for bound in (part.start, part.stop, part.step):
        if isinstance(bound, Tensor):
            operation = "a slice with a tensor's value"
            raise Unsupported(operation)
    if part.step is not None and part.step <= 0:
        raise _refuse(shape, f"slice step must be positive, not {part.step}")
    return len(range(*part.indices(size)))


def _chosen(part: Any) -> Shape:
    if isinstance(part, list):
        if part and all(isinstance(item, int) and not isinstance(item, bool) for item in part):
            return (len(part),)
        operation = "an index list of anything but whole numbers"
        raise Unsupported(operation)
    if isinstance(part, Tensor):
        if part.dtype.rank == 1:
            return part.shape
        operation = f"an index of {part.dtype.name}"
        raise Unsupported(operation)
    operation = f"an index of type {type(part).__name__}"
    raise Unsupported(operation)


def set_item(self: Tensor, index: Any, value: Any) -> None:
    """Tensor.__setitem__: the value must fit the place."""
    place = get_item(self, index)
    if isinstance(value, Tensor):
        shape = value.shape
        while len(shape) > len(place.shape) and shape[0] == 1:
            shape = shape[1:]
        if broadcast("index", place.shape, shape) != place.shape:
            message = f"value of shape {list(value.shape)} does not fit {list(place.shape)}"
            raise _refuse(self.shape, message)


def narrow(input: Tensor, dim: Any, start: Any, length: Any) -> Tensor:  # noqa: A002
    """torch.narrow: `length` indices of a dimension."""
    shape = input.shape
    if not shape:
        raise ShapeError("narrow", (shape,), "narrow() cannot be applied to a 0-dim tensor")
    axis = dimension("narrow", dim, len(shape), shape)
    begin, count = whole_number("narrow", start), whole_number("narrow", length)
    begin = begin + shape[axis] if begin < 0 else begin
    if not 0 <= begin <= shape[axis] or count < 0 or begin + count > shape[axis]:
        message = f"start ({start}) + length ({length}) exceeds dimension size ({shape[axis]})"
        raise ShapeError("narrow", (shape,), message)
    return make((*shape[:axis], count, *shape[axis + 1 :]), input.field, input.dtype)


def select(input: Tensor, dim: Any, index: Any) -> Tensor:  # noqa: A002
    """torch.select: one index of a dimension."""
    shape = input.shape
    if not shape:
        raise ShapeError("select", (shape,), "select() cannot be applied to a 0-dim tensor")
    axis = dimension("select", dim, len(shape), shape)
    number = whole_number("select", index)
    if not -shape[axis] <= number < shape[axis]:
        message = f"index {number} is out of range for dimension {axis} of size {shape[axis]}"
        raise ShapeError("select", (shape,), message)
    return make(shape[:axis] + shape[axis + 1 :], input.field, input.dtype)


def index_select(input: Tensor, dim: Any, index: Tensor) -> Tensor:  # noqa: A002
    """torch.index_select: some indices of a dimension."""
    shape = input.shape
    axis = dimension("index_select", dim, len(shape), shape)
    if len(index.shape) > 1 or index.dtype.rank != 1:
        message = f"index must be a vector of whole numbers, not {list(index.shape)}"
        raise ShapeError("index_select", (shape, index.shape), message)
    if not shape and index.shape not in ((), (1,)):
        message = f"the index of a scalar can have only 1 value, got {index.shape[0]}"
        raise ShapeError("index_select", (shape, index.shape), message)
    if not shape:
        return input
    count = index.shape[0] if index.shape else 1
    return make((*shape[:axis], count, *shape[axis + 1 :]), input.field, input.dtype)


def gather(input: Tensor, dim: Any, index: Tensor) -> Tensor:  # noqa: A002
    """torch.gather: the index's shape."""
    shape = input.shape
    axis = dimension("gather", dim, len(shape), shape)
    fits = len(shape) == len(index.shape) and all(
        wanted <= size or i == axis
        for i, (wanted, size) in enumerate(zip(index.shape, shape, strict=True))
    )
    if not fits:
        message = f"index {list(index.shape)} does not fit input {list(shape)} apart from {axis}"
        raise ShapeError("gather", (shape, index.shape), message)
    return make(index.shape, input.field, input.dtype)


SHARED = {"narrow": narrow, "select": select, "index_select": index_select, "gather": gather}
METHODS = {**SHARED, "__getitem__": get_item, "__setitem__": set_item}
FUNCTIONS = dict(SHARED)
