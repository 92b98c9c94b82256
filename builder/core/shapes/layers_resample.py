"""Layers that grow, shrink, pad and re-order maps."""

from __future__ import annotations

from typing import Any, ClassVar

from builder.core.shapes.counting import classic_upsample, modern_upsample
from builder.core.shapes.functional import fold, unfold
from builder.core.shapes.layer import Layer
from builder.core.shapes.layout import flatten, unflatten
from builder.core.shapes.padding import pad
from builder.core.shapes.resample import (
    channel_shuffle,
    interpolate,
    pixel_shuffle,
    pixel_unshuffle,
)
from builder.core.shapes.tensor import Tensor


class Upsample(Layer):
    """nn.Upsample."""

    classic_rule = staticmethod(classic_upsample)
    modern_rule = staticmethod(modern_upsample)
    leaf = True

    def __init__(
        self,
        size: Any = None,
        scale_factor: Any = None,
        mode: str = "nearest",
        align_corners: Any = None,
        recompute_scale_factor: Any = None,
    ) -> None:
        super().__init__()
        self.size = size
        if isinstance(scale_factor, tuple):
            scale_factor = tuple(float(factor) for factor in scale_factor)
        else:  # 0 means "not given", as in torch
            scale_factor = float(scale_factor) if scale_factor else None
        self.scale_factor = scale_factor
        self.mode = mode
        self.align_corners = align_corners
        self.recompute_scale_factor = recompute_scale_factor

    def forward(self, input: Tensor) -> Tensor:  # noqa: A002
        """Shape: `(N, C, *sizes)` to `(N, C, *sizes * scale_factor)`."""
        return interpolate(
            input,
            self.size,
            self.scale_factor,
            self.mode,
            self.align_corners,
            self.recompute_scale_factor,
        )


class _Pad(Layer):
    mode: ClassVar[str] = "constant"
    axes: ClassVar[int] = 2

    def __init__(self, padding: Any) -> None:
        super().__init__()
        self.padding = padding if isinstance(padding, (tuple, list)) else (padding,) * 2 * self.axes

    def forward(self, input: Tensor) -> Tensor:  # noqa: A002
        """Shape: `(N, C, *sizes)` to `(N, C, *larger sizes)`."""
        return pad(input, self.padding, self.mode, None)


class _ConstantPad(_Pad):
    def __init__(self, padding: Any, value: Any) -> None:
        super().__init__(padding)
        self.value = value


def _pads() -> dict[str, type[_Pad]]:
    kinds = {"Zero": "constant", "Constant": "constant", "Reflection": "reflect"}
    kinds |= {"Replication": "replicate", "Circular": "circular"}
    made = {}
    for word, mode in kinds.items():
        for axes in (1, 2, 3):
            name = f"{word}Pad{axes}d"
            members = {"mode": mode, "axes": axes, "leaf": True, "__doc__": f"nn.{name}."}
            made[name] = type(name, (_ConstantPad if word == "Constant" else _Pad,), members)
    return made


PADS = _pads()


class Flatten(Layer):
    """nn.Flatten."""

    def __init__(self, start_dim: int = 1, end_dim: int = -1) -> None:
        super().__init__()
        self.start_dim = start_dim
        self.end_dim = end_dim

    def forward(self, input: Tensor) -> Tensor:  # noqa: A002
        """Shape: the dimensions from start to end become one."""
        return flatten(input, self.start_dim, self.end_dim)


class Unflatten(Layer):
    """nn.Unflatten."""

    def __init__(self, dim: Any, unflattened_size: Any) -> None:
        super().__init__()
        self.dim = dim
        self.unflattened_size = unflattened_size

    def forward(self, input: Tensor) -> Tensor:  # noqa: A002
        """Shape: one dimension becomes several."""
        return unflatten(input, self.dim, self.unflattened_size)


class PixelShuffle(Layer):
    """nn.PixelShuffle."""

    def __init__(self, upscale_factor: int) -> None:
        super().__init__()
        self.upscale_factor = upscale_factor

    def forward(self, input: Tensor) -> Tensor:  # noqa: A002
        """Shape: `(…, C * r², H, W)` to `(…, C, H * r, W * r)`."""
        return pixel_shuffle(input, self.upscale_factor)


class PixelUnshuffle(Layer):
    """nn.PixelUnshuffle."""

    def __init__(self, downscale_factor: int) -> None:
        super().__init__()
        self.downscale_factor = downscale_factor

    def forward(self, input: Tensor) -> Tensor:  # noqa: A002
        """Shape: `(…, C, H * r, W * r)` to `(…, C * r², H, W)`."""
        return pixel_unshuffle(input, self.downscale_factor)


class ChannelShuffle(Layer):
    """nn.ChannelShuffle."""

    def __init__(self, groups: int) -> None:
        super().__init__()
        self.groups = groups

    def forward(self, input: Tensor) -> Tensor:  # noqa: A002
        """Same shape."""
        return channel_shuffle(input, self.groups)


class Dropout(Layer):
    """nn.Dropout and its like: the shape stays."""

    def __init__(self, p: Any = 0.5, inplace: bool = False) -> None:
        super().__init__()
        if not 0 <= p <= 1:
            message = f"dropout probability has to be between 0 and 1, but got {p}"
            raise ValueError(message)
        self.p = p
        self.inplace = inplace

    def forward(self, input: Tensor) -> Tensor:  # noqa: A002
        """Same shape."""
        return input


class UpsamplingNearest2d(Upsample):
    """nn.UpsamplingNearest2d."""

    leaf = True
    classic_rule = staticmethod(classic_upsample)

    def __init__(self, size: Any = None, scale_factor: Any = None) -> None:
        super().__init__(size, scale_factor, mode="nearest")


class UpsamplingBilinear2d(Upsample):
    """nn.UpsamplingBilinear2d."""

    leaf = True
    classic_rule = staticmethod(classic_upsample)

    def __init__(self, size: Any = None, scale_factor: Any = None) -> None:
        super().__init__(size, scale_factor, mode="bilinear", align_corners=True)


class Unfold(Layer):
    """nn.Unfold."""

    def __init__(
        self, kernel_size: Any, dilation: Any = 1, padding: Any = 0, stride: Any = 1
    ) -> None:
        super().__init__()
        self.kernel_size = kernel_size
        self.dilation = dilation
        self.padding = padding
        self.stride = stride

    def forward(self, input: Tensor) -> Tensor:  # noqa: A002
        """Shape: `(N, C, H, W)` to `(N, C * kernel, blocks)`."""
        return unfold(input, self.kernel_size, self.dilation, self.padding, self.stride)


class Fold(Layer):
    """nn.Fold."""

    def __init__(
        self,
        output_size: Any,
        kernel_size: Any,
        dilation: Any = 1,
        padding: Any = 0,
        stride: Any = 1,
    ) -> None:
        super().__init__()
        self.output_size = output_size
        self.kernel_size = kernel_size
        self.dilation = dilation
        self.padding = padding
        self.stride = stride

    def forward(self, input: Tensor) -> Tensor:  # noqa: A002
        """Shape: `(N, C * kernel, blocks)` to `(N, C, H, W)`."""
        return fold(
            input, self.output_size, self.kernel_size, self.dilation, self.padding, self.stride
        )
