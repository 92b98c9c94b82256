"""Sums, means and their like over dimensions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from builder.core.shapes.errors import Shape, ShapeError
from builder.core.shapes.field import Field, whole
from builder.core.shapes.sizes import dimension
from builder.core.shapes.tensor import Dtype, Tensor, boolean, float32, int64, make


def axes_of(operation: str, shape: Shape, dim: Any) -> set[int]:
    """The dimensions that `dim` names; None and () name all."""
    if dim is None or (isinstance(dim, (tuple, list)) and not dim):
        return set(range(len(shape)))
    listed = dim if isinstance(dim, (tuple, list)) else (dim,)
    axes = [dimension(operation, one, len(shape), shape) for one in listed]
    if len(set(axes)) != len(axes):
        message = f"dim {list(listed)} names a dimension twice"
        raise ShapeError(operation, (shape,), message)
    return set(axes)


def seen(field: Field, rank: int, axes: set[int]) -> Field:
    """What a reduced value sees: height and width of a 4-d map are told apart."""
    if rank == 4:
        return whole(field, 2 in axes, 3 in axes)
    return whole(field) if axes - {0} or rank < 2 else field


def reduced(operation: str, tensor: Tensor, dim: Any, keepdim: bool, dtype: Dtype) -> Tensor:
    """A tensor without (or with size 1 in) the named dimensions."""
    shape = tensor.shape
    axes = axes_of(operation, shape, dim)
    out = tuple([1 if i in axes else s for i, s in enumerate(shape) if keepdim or i not in axes])
    return make(out, seen(tensor.field, len(shape), axes), dtype)


def _summing(operation: str, floats: bool) -> Callable[..., Any]:
    def compute(
        input: Tensor,  # noqa: A002
        dim: Any = None,
        keepdim: bool = False,
        *,
        dtype: Dtype | None = None,
        **_options: Any,
    ) -> Tensor:
        kind = dtype or (input.dtype if input.dtype.rank == 2 else int64)
        if floats and kind.rank < 2:
            message = f"{operation} needs floating point numbers, not {input.dtype.name}"
            raise ShapeError(operation, (input.shape,), message)
        return reduced(operation, input, dim, keepdim, kind)

    return compute


def _extreme(operation: str) -> Callable[..., Any]:
    def compute(
        input: Tensor,  # noqa: A002
        dim: Any = None,
        keepdim: bool = False,
    ) -> Any:
        if isinstance(dim, Tensor):
            from builder.core.shapes.pointwise import combine

            return combine(operation, input, dim)
        if dim is None:
            _not_empty(operation, input.shape, set(range(len(input.shape))))
            return reduced(operation, input, None, False, input.dtype)
        axis = dimension(operation, dim, len(input.shape), input.shape)
        _not_empty(operation, input.shape, {axis})
        values = reduced(operation, input, dim, keepdim, input.dtype)
        return Extremes(values, make(values.shape, values.field, int64))

    return compute


def _greatest(operation: str) -> Callable[..., Any]:
    def compute(input: Tensor, dim: Any = (), keepdim: bool = False) -> Tensor:  # noqa: A002
        _not_empty(operation, input.shape, axes_of(operation, input.shape, dim))
        return reduced(operation, input, dim, keepdim, input.dtype)

    return compute


class Extremes(tuple[Tensor, Tensor]):
    """What `max` over a dimension returns: values and indices."""

    __slots__ = ()

    def __new__(cls, values: Tensor, indices: Tensor) -> Extremes:
        """Pair them."""
        return super().__new__(cls, (values, indices))

    @property
    def values(self) -> Tensor:
        """The values."""
        return self[0]

    @property
    def indices(self) -> Tensor:
        """Where they stood."""
        return self[1]


def _not_empty(operation: str, shape: Shape, axes: set[int]) -> None:
    if any(shape[axis] == 0 for axis in axes if shape):
        message = f"{operation} over an empty dimension of {list(shape)}"
        raise ShapeError(operation, (shape,), message)


def softmax(
    input: Tensor,  # noqa: A002
    dim: Any = None,
    _stacklevel: int = 3,
    dtype: Dtype | None = None,
) -> Tensor:
    """torch.softmax: shares along a dimension."""
    shape = input.shape
    axis = (0 if len(shape) in (0, 1, 3) else 1) if dim is None else dim
    axis = dimension("softmax", axis, len(shape), shape)
    if (dtype or input.dtype).rank < 2:
        message = f"softmax needs floating point numbers, not {input.dtype.name}"
        raise ShapeError("softmax", (shape,), message)
    field = seen(input.field, 4, {axis}) if len(shape) == 4 else input.field
    return make(shape, field, dtype or input.dtype)


def _truth(operation: str) -> Callable[..., Any]:
    def compute(input: Tensor, dim: Any = None, keepdim: bool = False) -> Tensor:  # noqa: A002
        return reduced(operation, input, dim, keepdim, boolean)

    return compute


def _position(operation: str) -> Callable[..., Any]:
    def compute(input: Tensor, dim: Any = None, keepdim: bool = False) -> Tensor:  # noqa: A002
        axes = axes_of(operation, input.shape, dim)
        _not_empty(operation, input.shape, axes)
        return reduced(operation, input, dim, keepdim, int64)

    return compute


def cumulative(input: Tensor, dim: Any, dtype: Dtype | None = None) -> Tensor:  # noqa: A002
    """torch.cumsum, torch.cumprod."""
    dimension("cumsum", dim, len(input.shape), input.shape)
    kind = dtype or (input.dtype if input.dtype.rank == 2 else int64)
    return make(input.shape, whole(input.field), kind)


def norm(
    input: Tensor,  # noqa: A002
    p: Any = "fro",  # noqa: ARG001
    dim: Any = None,
    keepdim: bool = False,
) -> Tensor:
    """torch.norm."""
    return reduced("norm", input, dim, keepdim, input.dtype if input.dtype.rank == 2 else float32)


METHODS: dict[str, Callable[..., Any]] = {
    "sum": _summing("sum", floats=False),
    "mean": _summing("mean", floats=True),
    "var": _summing("var", floats=True),
    "std": _summing("std", floats=True),
    "logsumexp": _summing("logsumexp", floats=True),
    "max": _extreme("max"),
    "min": _extreme("min"),
    "amax": _greatest("amax"),
    "amin": _greatest("amin"),
    "any": _truth("any"),
    "all": _truth("all"),
    "argmax": _position("argmax"),
    "argmin": _position("argmin"),
    "softmax": softmax,
    "log_softmax": softmax,
    "cumsum": cumulative,
    "cumprod": cumulative,
    "norm": norm,
}
FUNCTIONS = dict(METHODS)
