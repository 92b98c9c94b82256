"""Growing, shrinking and re-ordering maps: interpolate, pixel_shuffle, the like."""

from __future__ import annotations

from typing import Any

from builder.core.shapes.errors import Shape, ShapeError
from builder.core.shapes.field import Field, rescaled
from builder.core.shapes.pools import adaptive
from builder.core.shapes.sizes import whole_number
from builder.core.shapes.tensor import Tensor, make

_RANKS = {
    "nearest": (3, 4, 5),
    "nearest-exact": (3, 4, 5),
    "area": (3, 4, 5),
    "linear": (3,),
    "bilinear": (4,),
    "bicubic": (4,),
    "trilinear": (5,),
}


def _refuse(shape: Shape, message: str) -> ShapeError:
    return ShapeError("interpolate", (shape,), message)


def _check_mode(shape: Shape, mode: str, align_corners: Any, antialias: bool) -> None:
    if mode not in _RANKS:
        raise _refuse(shape, f"interpolation mode {mode!r} is none of {', '.join(_RANKS)}")
    if align_corners is not None and mode in ("nearest", "nearest-exact", "area"):
        raise _refuse(shape, f"align_corners does not go with mode {mode!r}")
    if len(shape) not in _RANKS[mode]:
        message = f"got {len(shape)}D input, but mode {mode!r} needs {_RANKS[mode][0]}D"
        raise _refuse(shape, message)
    if antialias and mode not in ("bilinear", "bicubic"):
        raise _refuse(shape, f"antialias does not go with mode {mode!r}")


def interpolate(
    input: Tensor,  # noqa: A002
    size: Any = None,
    scale_factor: Any = None,
    mode: str = "nearest",
    align_corners: Any = None,
    recompute_scale_factor: Any = None,
    antialias: bool = False,
) -> Tensor:
    """torch.nn.functional.interpolate; sizes round down as torch's doubles do."""
    shape = input.shape
    _check_mode(shape, mode, align_corners, antialias)
    axes = len(shape) - 2
    old = shape[2:]
    if (size is None) == (scale_factor is None):
        word = "one of size or scale_factor must be given"
        raise _refuse(shape, word if size is None else "size and scale_factor exclude each other")
    if size is not None:
        if recompute_scale_factor:
            raise _refuse(shape, "recompute_scale_factor does not go with size")
        new = tuple(whole_number("interpolate", one) for one in _each(shape, size, axes))
    else:
        new = tuple(
            _scaled(shape, length, factor)
            for length, factor in zip(old, _each(shape, scale_factor, axes), strict=True)
        )
    if mode == "area":
        return adaptive(axes, "avg", input, new)
    if any(length <= 0 for length in (*new, *old)) or shape[1] == 0:
        raise _refuse(shape, f"input {list(shape)} to sizes {list(new)}: both must be positive")
    return make((*shape[:2], *new), _grown(input.field, old, new), input.dtype)


def _each(shape: Shape, value: Any, axes: int) -> tuple[Any, ...]:
    if not isinstance(value, (tuple, list)):
        return (value,) * axes
    if len(value) != axes:
        raise _refuse(shape, f"{list(value)} must have one entry for each of {axes} dimensions")
    return tuple(value)


def _scaled(shape: Shape, length: int, factor: Any) -> int:
    if not isinstance(factor, (int, float)):
        raise _refuse(shape, f"scale_factor {factor!r} is not a number")
    try:
        return int(float(length) * float(factor))
    except (OverflowError, ValueError) as error:
        raise _refuse(shape, f"scale_factor {factor} gives no size") from error


def _grown(field: Field, old: Shape, new: Shape) -> Field:
    if len(old) == 1:
        return rescaled(field, 1.0, new[0] / old[0])
    return rescaled(field, new[-2] / old[-2], new[-1] / old[-1])


def pixel_shuffle(input: Tensor, upscale_factor: Any) -> Tensor:  # noqa: A002
    """`(…, C * r², H, W)` to `(…, C, H * r, W * r)`."""
    r, shape = whole_number("pixel_shuffle", upscale_factor), input.shape
    if len(shape) < 3 or r <= 0 or shape[-3] % (r * r):
        message = f"channels of {list(shape)} must be divisible by the square of {r}"
        raise ShapeError("pixel_shuffle", (shape,), message)
    *front, channels, height, width = shape
    out = (*front, channels // (r * r), height * r, width * r)
    return make(out, rescaled(input.field, r, r), input.dtype)


def pixel_unshuffle(input: Tensor, downscale_factor: Any) -> Tensor:  # noqa: A002
    """`(…, C, H * r, W * r)` to `(…, C * r², H, W)`."""
    r, shape = whole_number("pixel_unshuffle", downscale_factor), input.shape
    if len(shape) < 3 or r <= 0 or shape[-2] % r or shape[-1] % r:
        message = f"height and width of {list(shape)} must be divisible by {r}"
        raise ShapeError("pixel_unshuffle", (shape,), message)
    *front, channels, height, width = shape
    out = (*front, channels * r * r, height // r, width // r)
    seen = (*(input.field[i] + (r - 1) * input.field[i + 2] for i in (0, 1)), *input.field[2:])
    return make(out, rescaled(seen, 1 / r, 1 / r), input.dtype)  # type: ignore[arg-type]


def channel_shuffle(input: Tensor, groups: Any) -> Tensor:  # noqa: A002
    """Channels take turns among groups."""
    number, shape = whole_number("channel_shuffle", groups), input.shape
    if len(shape) < 3 or number <= 0 or shape[1] % number:
        message = f"channels of {list(shape)} must be divisible by {number} groups"
        raise ShapeError("channel_shuffle", (shape,), message)
    return make(shape, input.field, input.dtype)


FUNCTIONS = {
    "interpolate": interpolate,
    "upsample": interpolate,
    "pixel_shuffle": pixel_shuffle,
    "pixel_unshuffle": pixel_unshuffle,
    "channel_shuffle": channel_shuffle,
}
