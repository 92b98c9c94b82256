"""Output sizes of windows that slide over a map: convolutions and pools."""

from __future__ import annotations

from functools import lru_cache
from math import prod
from typing import Any

from builder.core.shapes.errors import Shape, ShapeError
from builder.core.shapes.field import Field, windowed

Sizes = tuple[int, ...]


def each_axis(value: Any, axes: int) -> tuple[Any, ...]:
    """One value per axis, as torch's layers spread theirs."""
    if value.__class__ is int:
        return (value,) * axes
    if isinstance(value, str) or not hasattr(value, "__iter__"):
        return (value,) * axes
    return tuple(value)


def expanded(operation: str, name: str, value: Any, axes: int) -> Sizes:
    """One whole number per axis, as torch's functions require at the call."""
    values = value if isinstance(value, (tuple, list)) else (value,) * axes
    if len(values) == 1:
        values = tuple(values) * axes
    if len(values) != axes:
        message = f"{name} must be one number or {axes}, not {list(values)}"
        raise ShapeError(operation, (), message)
    for number in values:
        if not isinstance(number, int) or number.__class__ is bool:
            message = f"{name} needs whole numbers, not {number!r} ({type(number).__name__})"
            raise ShapeError(operation, (), message)
    return tuple(int(number) for number in values)


def reach(kernel: Sizes, dilation: Sizes) -> tuple[int, int]:
    """How many neighbours a window covers beyond one, down and across."""
    covered = [d * (k - 1) for k, d in zip(kernel, dilation, strict=True)][-2:]
    return (covered[0], covered[-1]) if len(covered) == 2 else (0, covered[0])


def pair_of(values: Sizes) -> tuple[int, int]:
    """The last two axes; one axis runs across."""
    return (values[-2], values[-1]) if len(values) > 1 else (1, values[0])


@lru_cache(maxsize=8192)
def convolved(
    shape: Shape,
    field: Field,
    weight: Shape,
    stride: Sizes,
    padding: Sizes | str,
    dilation: Sizes,
    groups: int,
) -> tuple[Shape, Field, int]:
    """Output shape, field and multiply-accumulates of a convolution.

    `weight` is `(out, in // groups, *kernel)`.
    """
    kernel = weight[2:]
    axes = len(kernel)
    operation = f"conv{axes}d"
    batched_rank(operation, shape, axes)
    positive_steps(operation, kernel, stride, dilation, groups)
    padded = _padding(operation, padding, axes, stride)
    channels = shape[-axes - 1]
    if weight[0] < groups or weight[0] % groups:
        message = f"{weight[0]} output channels do not divide into {groups} groups"
        raise ShapeError(operation, (shape, weight), message)
    if channels != weight[1] * groups:
        message = (
            f"given groups={groups}, weight of size {list(weight)}, expected input{list(shape)} "
            f"to have {weight[1] * groups} channels, but got {channels} channels instead"
        )
        raise ShapeError(operation, (shape, weight), message)
    spatial = shape[-axes:]
    if padded is None:
        # Padded to k - 1 more than its size, only a map without pixels is too small.
        if 0 in spatial:
            message = f"a map of {_by(spatial)} has no pixels"
            raise ShapeError(operation, (shape,), message)
        outs = spatial
    else:
        outs = tuple(
            (size + 2 * p - d * (k - 1) - 1) // s + 1
            for size, p, d, k, s in zip(spatial, padded, dilation, kernel, stride, strict=True)
        )
        _fits(operation, shape, kernel, padded, dilation)
    solid_map(operation, shape, axes)
    out = (*shape[: -axes - 1], weight[0], *outs)
    macs = prod(out) * weight[1] * prod(kernel)
    return out, windowed(field, reach(kernel, dilation), pair_of(stride)), macs


def batched_rank(operation: str, shape: Shape, axes: int) -> None:
    """Refuse what is neither one map nor a batch of maps."""
    if len(shape) not in (axes + 1, axes + 2):
        message = (
            f"expected {axes + 1}D (unbatched) or {axes + 2}D (batched) input to {operation}, "
            f"but got input of size: {list(shape)}"
        )
        raise ShapeError(operation, (shape,), message)


def solid_map(operation: str, shape: Shape, axes: int) -> None:
    """Refuse maps without height or width, unless the batch or the channels are empty too."""
    if 0 in shape[-axes:] and 0 not in shape[:-axes]:
        message = f"only zero batch or zero channel inputs are supported, but got {list(shape)}"
        raise ShapeError(operation, (shape,), message)


def positive_steps(
    operation: str, kernel: Sizes, stride: Sizes, dilation: Sizes, groups: int
) -> None:
    """Refuse kernels and steps of zero and less."""
    if min(kernel) <= 0:
        raise ShapeError(operation, (), f"kernel {list(kernel)} must be greater than zero")
    if groups <= 0:
        raise ShapeError(operation, (), "groups must be greater than zero")
    if min(stride) <= 0:
        raise ShapeError(operation, (), f"stride {list(stride)} must be greater than zero")
    if min(dilation) <= 0:
        raise ShapeError(operation, (), f"dilation {list(dilation)} must be greater than zero")


def _padding(operation: str, padding: Sizes | str, axes: int, stride: Sizes) -> Sizes | None:
    """The padding of each axis; None where the size stays ("same")."""
    if padding == "valid":
        return (0,) * axes
    if padding == "same":
        if any(value != 1 for value in stride):
            message = "padding='same' is not supported for strided convolutions"
            raise ShapeError(operation, (), message)
        return None
    if isinstance(padding, str):
        raise ShapeError(operation, (), f"padding {padding!r} is neither 'same' nor 'valid'")
    if min(padding) < 0:
        raise ShapeError(operation, (), f"negative padding {list(padding)} is not supported")
    return padding


def _fits(operation: str, shape: Shape, kernel: Sizes, padding: Sizes, dilation: Sizes) -> None:
    spatial = shape[-len(kernel) :]
    padded = [size + 2 * p for size, p in zip(spatial, padding, strict=True)]
    covered = [d * (k - 1) + 1 for k, d in zip(kernel, dilation, strict=True)]
    if any(k > size for k, size in zip(covered, padded, strict=True)):
        message = (
            f"padded input is {_by(padded)} and the kernel {_by(covered)}: "
            "the kernel can't be greater than the input"
        )
        raise ShapeError(operation, (shape,), message)


def _by(sizes: Any) -> str:
    return "x".join(str(size) for size in sizes)


@lru_cache(maxsize=4096)
def pooled(
    operation: str,
    shape: Shape,
    field: Field,
    kernel: Sizes,
    stride: Sizes,
    padding: Sizes,
    dilation: Sizes,
    ceil_mode: bool,
) -> tuple[Shape, Field]:
    """Output shape and field of a pool."""
    axes = len(kernel)
    _check_pool(operation, shape, kernel, stride, padding, dilation)
    outs = []
    for size, k, s, p, d in zip(shape[-axes:], kernel, stride, padding, dilation, strict=True):
        room = size + 2 * p - d * (k - 1) - 1
        out = (room + (s - 1 if ceil_mode else 0)) // s + 1
        # The last window must start inside the map or its left padding.
        if ceil_mode and (out - 1) * s >= size + p:
            out -= 1
        outs.append(out)
    out_shape = (*shape[:-axes], *outs)
    if any(out < 1 for out in outs):
        message = f"input {list(shape)} gives output {list(out_shape)}: output size is too small"
        raise ShapeError(operation, (shape,), message)
    return out_shape, windowed(field, reach(kernel, dilation), pair_of(stride))


def _check_pool(
    operation: str, shape: Shape, kernel: Sizes, stride: Sizes, padding: Sizes, dilation: Sizes
) -> None:
    axes = len(kernel)
    if any(k <= 0 for k in kernel) or any(s <= 0 for s in stride):
        message = f"kernel {list(kernel)} and stride {list(stride)} must be greater than zero"
        raise ShapeError(operation, (shape,), message)
    if any(d <= 0 for d in dilation):
        message = f"dilation {list(dilation)} must be greater than zero"
        raise ShapeError(operation, (shape,), message)
    if any(not 0 <= p <= k // 2 for p, k in zip(padding, kernel, strict=True)):
        message = f"padding {list(padding)} must be at most half of the kernel {list(kernel)}"
        raise ShapeError(operation, (shape,), message)
    batched_rank(operation, shape, axes)
    if any(size == 0 for size in shape[-axes - 1 :]):
        message = f"expected a non-empty {axes + 1}D or {axes + 2}D input, got {list(shape)}"
        raise ShapeError(operation, (shape,), message)
