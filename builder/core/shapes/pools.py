"""Pools as functions."""

from __future__ import annotations

from typing import Any

from builder.core.shapes.errors import ShapeError
from builder.core.shapes.field import rescaled, whole
from builder.core.shapes.sizes import whole_number
from builder.core.shapes.sliding import batched_rank, expanded, pooled
from builder.core.shapes.tensor import Tensor, int64, make


def flag(operation: str, name: str, value: Any) -> bool:
    """A truth value, which torch does not take as a number."""
    if value.__class__ is not bool:
        message = f"{name} must be True or False, not {value!r}"
        raise ShapeError(operation, (), message)
    return bool(value)


def max_pool(
    axes: int,
    input: Tensor,  # noqa: A002
    kernel_size: Any,
    stride: Any = None,
    padding: Any = 0,
    dilation: Any = 1,
    ceil_mode: bool = False,
    return_indices: bool = False,
) -> Any:
    """The largest value of each window; with indices a pair."""
    operation = f"max_pool{axes}d"
    kernel = expanded(operation, "kernel_size", kernel_size, axes)
    shape, field = pooled(
        operation,
        input.shape,
        input.field,
        kernel,
        kernel if stride is None or stride == () else expanded(operation, "stride", stride, axes),
        expanded(operation, "padding", padding, axes),
        expanded(operation, "dilation", dilation, axes),
        flag(operation, "ceil_mode", ceil_mode),
    )
    result = make(shape, field, input.dtype)
    return (result, make(shape, field, int64)) if return_indices else result


def avg_pool(
    axes: int,
    input: Tensor,  # noqa: A002
    kernel_size: Any,
    stride: Any = None,
    padding: Any = 0,
    ceil_mode: bool = False,
    count_include_pad: bool = True,
    divisor_override: int | None = None,
) -> Tensor:
    """The mean of each window."""
    operation = f"avg_pool{axes}d"
    if divisor_override == 0:
        raise ShapeError(operation, (input.shape,), "divisor must be not zero")
    flag(operation, "count_include_pad", count_include_pad)
    kernel = expanded(operation, "kernel_size", kernel_size, axes)
    shape, field = pooled(
        operation,
        input.shape,
        input.field,
        kernel,
        kernel if stride is None or stride == () else expanded(operation, "stride", stride, axes),
        expanded(operation, "padding", padding, axes),
        (1,) * axes,
        flag(operation, "ceil_mode", ceil_mode),
    )
    return make(shape, field, input.dtype)


def adaptive(axes: int, kind: str, input: Tensor, output_size: Any) -> Tensor:  # noqa: A002
    """Pools to a fixed size; None keeps that axis."""
    operation = f"adaptive_{kind}_pool{axes}d"
    shape = input.shape
    listed = isinstance(output_size, (tuple, list))
    sizes = output_size if listed else (output_size,) * axes
    if len(sizes) != axes:
        message = f"output_size {list(sizes)} must have {axes} entries"
        raise ShapeError(operation, (shape,), message)
    # For size 1 torch takes a mean instead, which any rank and an empty map has too.
    resolved = [old if new is None else new for new, old in zip(sizes, shape[-axes:], strict=False)]
    averaged = kind == "avg" and all(size == 1 for size in resolved)
    if not averaged or axes == 1 or len(shape) < axes + listed:
        batched_rank(operation, shape, axes)
    spatial = shape[-axes:]
    outs = tuple(
        old if new is None else whole_number(operation, new)
        for new, old in zip(sizes, spatial, strict=True)
    )
    if any(size < 0 for size in outs):
        message = f"output_size {list(outs)} must not be negative"
        raise ShapeError(operation, (shape,), message)
    if not averaged and 0 in shape[-axes - (kind == "max") :]:
        message = f"expected non-zero sizes for the pooled dimensions, got {list(shape)}"
        raise ShapeError(operation, (shape,), message)
    field = _averaged(input, spatial[-2:], outs[-2:])
    return make((*shape[:-axes], *outs), field, input.dtype)


def _averaged(tensor: Tensor, old: tuple[int, ...], new: tuple[int, ...]) -> Any:
    """A window of an adaptive pool is ceil(old / new) wide, or one more where that is uneven."""
    if len(old) == 1:
        return whole(tensor.field) if old != new else tensor.field
    field = tensor.field
    pairs = list(zip(old, new, strict=True))
    windows = [-(-a // b) + (a % b != 0) if b else a for a, b in pairs]
    seen = tuple(field[i] + (window - 1) * field[i + 2] for i, window in enumerate(windows))
    every = [b == 1 and a > 1 for a, b in pairs]
    grown = (*seen, field[2], field[3])
    scaled = rescaled(grown, *(b / a if a and b else 1.0 for a, b in pairs))  # type: ignore[arg-type]
    return whole(scaled, *every)


def _for_axes(function: Any, axes: int) -> Any:
    def compute(input: Tensor, *args: Any, **kwargs: Any) -> Any:  # noqa: A002
        return function(axes, input, *args, **kwargs)

    return compute


def _adaptive(axes: int, kind: str) -> Any:
    def compute(input: Tensor, output_size: Any, return_indices: bool = False) -> Any:  # noqa: A002
        result = adaptive(axes, kind, input, output_size)
        return (result, make(result.shape, result.field, int64)) if return_indices else result

    return compute


FUNCTIONS = {
    **{f"max_pool{axes}d": _for_axes(max_pool, axes) for axes in (1, 2, 3)},
    **{f"avg_pool{axes}d": _for_axes(avg_pool, axes) for axes in (1, 2, 3)},
    **{
        f"adaptive_{kind}_pool{axes}d": _adaptive(axes, kind)
        for axes in (1, 2, 3)
        for kind in ("avg", "max")
    },
}
