"""Pools as modules."""

from __future__ import annotations

from typing import Any, ClassVar

from builder.core.shapes.counting import (
    classic_adaptive,
    modern_adaptive,
    modern_avg_pool,
    per_output,
)
from builder.core.shapes.layer import Layer
from builder.core.shapes.pools import FUNCTIONS, avg_pool, max_pool
from builder.core.shapes.tensor import Tensor


class _MaxPool(Layer):
    axes: ClassVar[int] = 2

    def __init__(
        self,
        kernel_size: Any,
        stride: Any = None,
        padding: Any = 0,
        dilation: Any = 1,
        return_indices: bool = False,
        ceil_mode: bool = False,
    ) -> None:
        super().__init__()
        self.kernel_size = kernel_size
        self.stride = stride if stride is not None else kernel_size
        self.padding = padding
        self.dilation = dilation
        self.return_indices = return_indices
        self.ceil_mode = ceil_mode

    def forward(self, input: Tensor) -> Any:  # noqa: A002
        """Shape: `(N, C, *sizes)` to `(N, C, *smaller sizes)`."""
        return max_pool(
            self.axes,
            input,
            self.kernel_size,
            self.stride,
            self.padding,
            self.dilation,
            self.ceil_mode,
            self.return_indices,
        )


class MaxPool1d(_MaxPool):
    """nn.MaxPool1d."""

    axes = 1
    leaf = True


class MaxPool2d(_MaxPool):
    """nn.MaxPool2d."""

    leaf = True


class MaxPool3d(_MaxPool):
    """nn.MaxPool3d."""

    axes = 3
    leaf = True


class _AvgPool(Layer):
    axes: ClassVar[int] = 2
    modern_rule = staticmethod(modern_avg_pool)

    def __init__(
        self,
        kernel_size: Any,
        stride: Any = None,
        padding: Any = 0,
        ceil_mode: bool = False,
        count_include_pad: bool = True,
        divisor_override: int | None = None,
    ) -> None:
        super().__init__()
        self.kernel_size = kernel_size
        self.stride = stride if stride is not None else kernel_size
        self.padding = padding
        self.ceil_mode = ceil_mode
        self.count_include_pad = count_include_pad
        self.divisor_override = divisor_override

    def forward(self, input: Tensor) -> Tensor:  # noqa: A002
        """Shape: `(N, C, *sizes)` to `(N, C, *smaller sizes)`."""
        return avg_pool(
            self.axes,
            input,
            self.kernel_size,
            self.stride,
            self.padding,
            self.ceil_mode,
            self.count_include_pad,
            self.divisor_override,
        )


class AvgPool1d(_AvgPool):
    """nn.AvgPool1d."""

    axes = 1
    leaf = True
    classic_rule = staticmethod(per_output)


class AvgPool2d(_AvgPool):
    """nn.AvgPool2d."""

    leaf = True
    classic_rule = staticmethod(per_output)


class AvgPool3d(_AvgPool):
    """nn.AvgPool3d."""

    axes = 3
    leaf = True
    classic_rule = staticmethod(per_output)


class _Adaptive(Layer):
    axes: ClassVar[int] = 2
    kind: ClassVar[str] = "avg"

    def __init__(self, output_size: Any, return_indices: bool = False) -> None:
        super().__init__()
        self.output_size = output_size
        self.return_indices = return_indices

    def forward(self, input: Tensor) -> Any:  # noqa: A002
        """Shape: `(N, C, *sizes)` to `(N, C, *output_size)`."""
        return FUNCTIONS[f"adaptive_{self.kind}_pool{self.axes}d"](
            input, self.output_size, self.return_indices
        )


class _AdaptiveAvg(_Adaptive):
    modern_rule = staticmethod(modern_adaptive)

    def __init__(self, output_size: Any) -> None:
        super().__init__(output_size)


class AdaptiveAvgPool1d(_AdaptiveAvg):
    """nn.AdaptiveAvgPool1d."""

    axes = 1
    leaf = True
    classic_rule = staticmethod(classic_adaptive)


class AdaptiveAvgPool2d(_AdaptiveAvg):
    """nn.AdaptiveAvgPool2d."""

    leaf = True
    classic_rule = staticmethod(classic_adaptive)


class AdaptiveAvgPool3d(_AdaptiveAvg):
    """nn.AdaptiveAvgPool3d."""

    axes = 3
    leaf = True
    classic_rule = staticmethod(classic_adaptive)


class AdaptiveMaxPool1d(_Adaptive):
    """nn.AdaptiveMaxPool1d."""

    axes = 1
    kind = "max"
    leaf = True


class AdaptiveMaxPool2d(_Adaptive):
    """nn.AdaptiveMaxPool2d."""

    kind = "max"
    leaf = True


class AdaptiveMaxPool3d(_Adaptive):
    """nn.AdaptiveMaxPool3d."""

    axes = 3
    kind = "max"
    leaf = True
