"""torch.nn.functional.pad."""

from __future__ import annotations

from typing import Any

from builder.core.shapes.errors import ShapeError
from builder.core.shapes.sizes import whole_number
from builder.core.shapes.tensor import Tensor, make


def pad(input: Tensor, pad: Any, mode: str = "constant", value: Any = None) -> Tensor:  # noqa: A002
    """Margins, last dimension first: `(left, right, top, bottom, …)`; negative ones crop."""
    amounts = [whole_number("pad", amount) for amount in pad]
    shape = input.shape
    if len(amounts) % 2 or len(amounts) > 2 * len(shape):
        message = f"{len(amounts)} amounts do not pad {len(shape)} dimensions in pairs"
        raise ShapeError("pad", (shape,), message)
    if mode != "constant":
        _check_mode(mode, value, shape, amounts)
    sizes = list(shape)
    for axis, (before, after) in enumerate(zip(amounts[::2], amounts[1::2], strict=True)):
        position = len(shape) - 1 - axis
        size = shape[position]
        if mode == "reflect" and (before >= size or after >= size):
            message = f"reflection padding ({before}, {after}) must be less than the size {size}"
            raise ShapeError("pad", (shape,), message)
        if mode == "circular" and (before > size or after > size):
            message = f"circular padding ({before}, {after}) wraps more than once round {size}"
            raise ShapeError("pad", (shape,), message)
        sizes[position] = size + before + after
        # Constant padding crops first: what is cut off must have been there.
        cropped = mode == "constant" and size + min(before, 0) + min(after, 0) < 0
        if sizes[position] < 0 or cropped:
            message = f"padding ({before}, {after}) of size {size} leaves {sizes[position]}"
            raise ShapeError("pad", (shape,), message)
    padded = sizes[len(shape) - len(amounts) // 2 :]
    if mode in ("reflect", "replicate") and not any(padded):
        message = f"padding {amounts} of {list(shape)} leaves nothing"
        raise ShapeError("pad", (shape,), message)
    return make(tuple(sizes), input.field, input.dtype)


def _check_mode(mode: str, value: Any, shape: tuple[int, ...], amounts: list[int]) -> None:
    if mode not in ("reflect", "replicate", "circular"):
        raise ShapeError("pad", (shape,), f"unrecognised padding mode {mode!r}")
    if value is not None and value != 0:
        message = f"padding mode {mode!r} doesn't take in value argument"
        raise ShapeError("pad", (shape,), message)
    axes = len(amounts) // 2
    if axes not in (1, 2, 3) or len(shape) - axes not in (1, 2):
        message = f"padding mode {mode!r} cannot pad {axes} of {len(shape)} dimensions"
        raise ShapeError("pad", (shape,), message)
    if mode != "circular" and 0 in shape[-axes - 1 :]:
        raise ShapeError("pad", (shape,), f"expected a non-empty tensor, got {list(shape)}")
