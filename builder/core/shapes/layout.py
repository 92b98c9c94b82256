"""Operations that move values around: view, permute, squeeze, expand, repeat and the like."""

from __future__ import annotations

from math import prod
from typing import Any

from builder.core.shapes.errors import Shape, ShapeError
from builder.core.shapes.sizes import (
    broadcast,
    checked,
    dimension,
    flat_sizes,
    viewed,
    whole_number,
)
from builder.core.shapes.tensor import Dtype, Tensor, make


def _as(tensor: Tensor, shape: Shape) -> Tensor:
    return make(shape, tensor.field, tensor.dtype)


def view(self: Tensor, *size: Any) -> Tensor:
    """Tensor.view. Memory order is not followed: a view that only strides forbid passes."""
    if len(size) == 1 and isinstance(size[0], Dtype):
        return make(self.shape, self.field, size[0])
    return _as(self, viewed("view", self.shape, flat_sizes("view", size)))


def reshape(input: Tensor, *shape: Any) -> Tensor:  # noqa: A002
    """torch.reshape."""
    return _as(input, viewed("reshape", input.shape, flat_sizes("reshape", shape)))


def view_as(self: Tensor, other: Tensor) -> Tensor:
    """The same values in another tensor's shape."""
    return view(self, other.shape)


def flatten(input: Tensor, start_dim: Any = 0, end_dim: Any = -1) -> Tensor:  # noqa: A002
    """torch.flatten: several dimensions become one."""
    shape = input.shape
    start = dimension("flatten", start_dim, len(shape), shape)
    end = dimension("flatten", end_dim, len(shape), shape)
    if start > end:
        message = f"flatten() has start_dim {start} after end_dim {end}"
        raise ShapeError("flatten", (shape,), message)
    if not shape:
        return _as(input, (1,))
    return _as(input, (*shape[:start], prod(shape[start : end + 1]), *shape[end + 1 :]))


def unflatten(input: Tensor, dim: Any, sizes: Any) -> Tensor:  # noqa: A002
    """torch.unflatten: one dimension becomes several."""
    shape = input.shape
    axis = dimension("unflatten", dim, len(shape), shape)
    wanted = flat_sizes("unflatten", (sizes,))
    if not wanted or not shape:
        raise ShapeError("unflatten", (shape,), "unflatten: sizes must be non-empty")
    if wanted.count(-1) == 0 and prod(wanted) != shape[axis]:
        message = (
            f"sizes {list(wanted)} don't multiply up to the size of dim {axis} ({shape[axis]})"
        )
        raise ShapeError("unflatten", (shape,), message)
    inner = viewed("unflatten", (shape[axis],), wanted)
    return _as(input, (*shape[:axis], *inner, *shape[axis + 1 :]))


def permute(input: Tensor, *dims: Any) -> Tensor:  # noqa: A002
    """torch.permute."""
    order = flat_sizes("permute", dims)
    shape = input.shape
    if len(order) != len(shape):
        message = f"permute lists {len(order)} dimensions of a tensor that has {len(shape)}"
        raise ShapeError("permute", (shape,), message)
    axes = [dimension("permute", dim, len(shape), shape) for dim in order]
    if len(set(axes)) != len(axes):
        raise ShapeError("permute", (shape,), f"permute repeats a dimension: {list(order)}")
    return _as(input, tuple([shape[axis] for axis in axes]))


def transpose(input: Tensor, dim0: Any, dim1: Any) -> Tensor:  # noqa: A002
    """torch.transpose: two dimensions change places."""
    shape = list(input.shape)
    first = dimension("transpose", dim0, len(shape), input.shape)
    second = dimension("transpose", dim1, len(shape), input.shape)
    if shape:
        shape[first], shape[second] = shape[second], shape[first]
    return _as(input, tuple(shape))


def matrix_transpose(input: Tensor) -> Tensor:  # noqa: A002
    """Tensor.mT: the last two dimensions change places."""
    return transpose(input, -2, -1)


def t(input: Tensor) -> Tensor:  # noqa: A002
    """torch.t: a matrix on its side."""
    if len(input.shape) > 2:
        message = f"t() expects a tensor with at most 2 dimensions, but it has {len(input.shape)}"
        raise ShapeError("t", (input.shape,), message)
    return _as(input, input.shape[::-1])


def squeeze(input: Tensor, dim: Any = None) -> Tensor:  # noqa: A002
    """torch.squeeze: without dimensions of size 1."""
    shape = input.shape
    if dim is None:
        return _as(input, tuple([size for size in shape if size != 1]))
    dims = dim if isinstance(dim, (tuple, list)) else (dim,)
    axes = [dimension("squeeze", one, len(shape), shape) for one in dims]
    if len(set(axes)) != len(axes):
        raise ShapeError("squeeze", (shape,), f"squeeze names a dimension twice: {list(dims)}")
    return _as(input, tuple([s for i, s in enumerate(shape) if s != 1 or i not in axes]))


def unsqueeze(input: Tensor, dim: Any) -> Tensor:  # noqa: A002
    """torch.unsqueeze: with a new dimension of size 1."""
    axis = dimension("unsqueeze", dim, len(input.shape) + 1, input.shape)
    return _as(input, (*input.shape[:axis], 1, *input.shape[axis:]))


def expand(self: Tensor, *size: Any) -> Tensor:
    """Tensor.expand: dimensions of size 1 become larger; -1 keeps one."""
    wanted = flat_sizes("expand", size)
    shape = self.shape
    offset = len(wanted) - len(shape)
    message = f"expand({list(wanted)}) does not fit a tensor of size {list(shape)}"
    if offset < 0:
        raise ShapeError("expand", (shape,), message)
    result = []
    for position, size_ in enumerate(wanted):
        mine = shape[position - offset] if position >= offset else None
        if size_ < -1 or (size_ == -1 and mine is None):
            raise ShapeError("expand", (shape,), message)
        if mine is not None and size_ not in (-1, mine) and mine != 1:
            raise ShapeError("expand", (shape,), message)
        result.append(mine if size_ == -1 and mine is not None else size_)
    return _as(self, tuple(result))


def expand_as(self: Tensor, other: Tensor) -> Tensor:
    """Expanded to another tensor's shape."""
    return expand(self, other.shape)


def broadcast_to(input: Tensor, size: Any) -> Tensor:  # noqa: A002
    """torch.broadcast_to."""
    return expand(input, size)


def broadcast_tensors(*tensors: Tensor) -> tuple[Tensor, ...]:
    """torch.broadcast_tensors: all in their common shape."""
    shape: Shape = ()
    for tensor in tensors:
        shape = broadcast("broadcast_tensors", shape, tensor.shape)
    return tuple([_as(tensor, shape) for tensor in tensors])


def repeat(self: Tensor, *repeats: Any) -> Tensor:
    """Tensor.repeat: copies along each dimension."""
    counts = flat_sizes("repeat", repeats)
    shape = self.shape
    if len(counts) < len(shape):
        message = (
            f"number of dimensions of repeat ({len(counts)}) can not be smaller than that of "
            f"the tensor ({len(shape)})"
        )
        raise ShapeError("repeat", (shape,), message)
    padded = (1,) * (len(counts) - len(shape)) + shape
    sizes = tuple([size * count for size, count in zip(padded, counts, strict=True)])
    return _as(self, checked("repeat", sizes))


def tile(input: Tensor, *dims: Any) -> Tensor:  # noqa: A002
    """torch.tile: like repeat, with missing counts of 1 in front."""
    counts = flat_sizes("tile", dims)
    return repeat(input, (1,) * (len(input.shape) - len(counts)) + counts)


def repeat_interleave(input: Tensor, repeats: Any, dim: Any = None) -> Tensor:  # noqa: A002
    """torch.repeat_interleave with one count for all."""
    count = whole_number("repeat_interleave", repeats)
    shape = (prod(input.shape),) if dim is None else input.shape
    if not shape:
        message = "repeat_interleave along a dimension of a tensor that has none"
        raise ShapeError("repeat_interleave", (shape,), message)
    axis = dimension("repeat_interleave", 0 if dim is None else dim, len(shape), shape)
    if count < 0:
        message = f"repeats must be non-negative, not {count}"
        raise ShapeError("repeat_interleave", (shape,), message)
    return _as(input, (*shape[:axis], shape[axis] * count, *shape[axis + 1 :]))


def roll(input: Tensor, shifts: Any, dims: Any = None) -> Tensor:  # noqa: A002
    """torch.roll: shifted round the edge."""
    if dims is not None:
        listed = dims if isinstance(dims, (tuple, list)) else (dims,)
        amounts = shifts if isinstance(shifts, (tuple, list)) else (shifts,)
        if len(listed) != len(amounts):
            message = f"shifts {list(amounts)} and dims {list(listed)} must align"
            raise ShapeError("roll", (input.shape,), message)
        for dim in listed:
            if not input.shape:
                message = f"dimension specified as {dim} but tensor has no dimensions"
                raise ShapeError("roll", (input.shape,), message)
            dimension("roll", dim, len(input.shape), input.shape)
    return _as(input, input.shape)


def flip(input: Tensor, *dims: Any) -> Tensor:  # noqa: A002
    """torch.flip: reversed along dimensions."""
    axes = [dimension("flip", d, len(input.shape), input.shape) for d in flat_sizes("flip", dims)]
    if len(set(axes)) != len(axes):
        raise ShapeError("flip", (input.shape,), "a dimension appears twice in flip")
    return _as(input, input.shape)


def movedim(input: Tensor, source: Any, destination: Any) -> Tensor:  # noqa: A002
    """torch.movedim with one or several dimensions."""
    rank, shape = len(input.shape), input.shape
    sources = source if isinstance(source, (tuple, list)) else (source,)
    targets = destination if isinstance(destination, (tuple, list)) else (destination,)
    if len(sources) != len(targets):
        raise ShapeError("movedim", (shape,), f"movedim: {list(sources)} to {list(targets)}")
    start = [dimension("movedim", dim, rank, shape) for dim in sources]
    end = [dimension("movedim", dim, rank, shape) for dim in targets]
    if len(set(start)) != len(start) or len(set(end)) != len(end):
        raise ShapeError("movedim", (shape,), "movedim: a dimension appears twice")
    rest = iter([axis for axis in range(rank) if axis not in start])
    moved = dict(zip(end, start, strict=True))
    return _as(input, tuple([shape[moved[i] if i in moved else next(rest)] for i in range(rank)]))


def size(self: Tensor, dim: Any = None) -> Any:
    """Tensor.size."""
    if dim is None:
        return self.shape
    return self.shape[_real_axis("size", self, dim)]


def _real_axis(operation: str, tensor: Tensor, dim: Any) -> int:
    if not tensor.shape:
        message = f"dimension {dim} of a tensor that has no dimensions"
        raise ShapeError(operation, (tensor.shape,), message)
    return dimension(operation, dim, len(tensor.shape), tensor.shape)


SHARED = {
    "reshape": reshape,
    "flatten": flatten,
    "ravel": flatten,
    "unflatten": unflatten,
    "permute": permute,
    "transpose": transpose,
    "swapaxes": transpose,
    "swapdims": transpose,
    "t": t,
    "squeeze": squeeze,
    "unsqueeze": unsqueeze,
    "broadcast_to": broadcast_to,
    "repeat_interleave": repeat_interleave,
    "roll": roll,
    "flip": flip,
    "tile": tile,
    "movedim": movedim,
    "moveaxis": movedim,
}
METHODS = {
    **SHARED,
    "view": view,
    "view_as": view_as,
    "reshape_as": lambda self, other: reshape(self, other.shape),
    "expand": expand,
    "expand_as": expand_as,
    "repeat": repeat,
    "size": size,
}
FUNCTIONS = {**SHARED, "broadcast_tensors": broadcast_tensors}
PROPERTIES = {"mT": matrix_transpose, "T": t}
