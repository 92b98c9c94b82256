"""Convolutions as modules."""

from __future__ import annotations

from functools import lru_cache
from math import prod
from typing import Any, ClassVar

from builder.core.shapes.budget import state
from builder.core.shapes.counting import convolution, transposed_convolution
from builder.core.shapes.errors import EngineError, Shape, ShapeError
from builder.core.shapes.layer import Layer
from builder.core.shapes.padding import pad
from builder.core.shapes.sizes import checked, other_kind, whole_number
from builder.core.shapes.sliding import convolved, each_axis, expanded
from builder.core.shapes.tensor import Tensor, float32, make
from builder.core.shapes.transposed import transposed_convolved

MODES = ("zeros", "reflect", "replicate", "circular")


def _refuse(operation: str, message: str) -> ShapeError:
    return ShapeError(operation, (), message)


@lru_cache(maxsize=4096, typed=True)
def weight_shape(
    operation: str, inputs: Any, outputs: Any, kernel: Any, groups: Any, transposed: bool
) -> tuple[Shape, int]:
    """Shape and size of a convolution's weight, after torch's checks of its constructor."""
    for value in (inputs, outputs, groups):
        whole_number(operation, value)
    for value in kernel:
        # torch makes its empty weight with a kernel of True, and calls it 1.
        if value.__class__ is not bool:
            whole_number(operation, value)
    if groups <= 0:
        raise _refuse(operation, f"groups must be a positive integer, not {groups}")
    for name, channels in (("in", inputs), ("out", outputs)):
        if channels % groups:
            message = f"{name}_channels {channels} must be divisible by groups {groups}"
            raise _refuse(operation, message)
    shape = (inputs, outputs // groups) if transposed else (outputs, inputs // groups)
    weight = checked(operation, (*shape, *kernel))
    return weight, prod(weight)


def _steps(value: Any, axes: int) -> tuple[Any, ...]:
    """One value per axis; a list of one stands for all when torch runs."""
    values = each_axis(value, axes)
    return values * axes if len(values) == 1 else values


class _Conv(Layer):
    axes: ClassVar[int] = 2
    transposed: ClassVar[bool] = False
    leaf = True

    def __init__(
        self,
        in_channels: Any,
        out_channels: Any,
        kernel_size: Any,
        stride: Any = 1,
        padding: Any = 0,
        dilation: Any = 1,
        groups: Any = 1,
        bias: Any = True,
        padding_mode: str = "zeros",
        device: Any = None,  # noqa: ARG002
        dtype: Any = None,  # noqa: ARG002
    ) -> None:
        super().__init__()
        axes = self.axes
        self.in_channels = in_channels
        self.out_channels = out_channels
        kernel = self.kernel_size = each_axis(kernel_size, axes)
        self.stride = _steps(stride, axes)
        self.padding = padding if padding.__class__ is str else _steps(padding, axes)
        self.dilation = _steps(dilation, axes)
        self.groups = groups
        steps = (*self.stride, *self.dilation)
        if self.padding.__class__ is not str:
            steps += tuple(self.padding)
        # torch refuses other kinds only when it runs.
        self.odd_steps = any(value.__class__ is not int for value in steps)
        if padding_mode != "zeros" and padding_mode not in MODES:
            message = f"padding_mode must be one of {MODES}, but got {padding_mode!r}"
            raise _refuse(f"conv{axes}d", message)
        self.padding_mode = padding_mode
        settings = (in_channels, out_channels, kernel, groups)
        try:
            found = weight_shape(f"conv{axes}d", *settings, self.transposed)
        except TypeError:  # a list, which cannot be remembered
            for value in (in_channels, out_channels, groups, *kernel):
                whole_number(f"conv{axes}d", value)
            raise
        self.weight_shape, self.extra_params = found
        self.has_bias = bool(bias)
        if bias:
            self.extra_params += out_channels
        self._check_padding()

    def _check_padding(self) -> None:
        if isinstance(self.padding, str):
            if self.padding not in ("same", "valid"):
                message = f"padding {self.padding!r} is neither 'same' nor 'valid'"
                raise _refuse("conv", message)
            if self.padding == "same" and any(step != 1 for step in self.stride):
                message = "padding='same' is not supported for strided convolutions"
                raise _refuse("conv", message)

    def declared(self) -> dict[str, Shape | None]:
        """Weight and bias."""
        bias = (self.out_channels,) if self.has_bias else None
        return {"weight": self.weight_shape, "bias": bias}

    def extra_repr(self) -> str:
        return f"{self.in_channels}, {self.out_channels}, kernel_size={self.kernel_size}"


class _ForwardConv(_Conv):
    modern_rule = staticmethod(convolution)

    def __call__(self, *args: Any, **kwargs: Any) -> Tensor:
        try:
            before = state.macs
            result = self.forward(*args, **kwargs)
        except EngineError as error:
            error.origin = self
            raise
        count = state.macs - before
        state.modern += count
        if self.__class__ in EXACT:
            state.classic += count
        return result

    def forward(self, input: Tensor) -> Tensor:  # noqa: A002
        """Shape: `(N, in, *sizes)` to `(N, out, *sizes)`."""
        padding = self.padding
        if self.odd_steps:
            raise self._misused(input)
        weight = self.__dict__.get("weight")  # only there if somebody asked for it or set it
        if self.padding_mode != "zeros":
            input = pad(input, self._wrapped(), mode=self.padding_mode)  # noqa: A001
            padding = (0,) * self.axes
        try:
            shape, field, macs = convolved(
                input.shape,
                input.field,
                self.weight_shape if weight is None else weight.shape,
                self.stride,
                padding,
                self.dilation,
                self.groups,
            )
        except (TypeError, AttributeError, ValueError) as error:
            raise self._misused(input) from error
        if input.dtype is not float32:
            raise other_kind(f"conv{self.axes}d", input)
        state.macs += macs
        return make(shape, field)

    def _wrapped(self) -> list[int]:
        amounts: list[int] = []
        for axis in range(self.axes - 1, -1, -1):
            if self.padding == "same":
                total = self.dilation[axis] * (self.kernel_size[axis] - 1)
                amounts += [total // 2, total - total // 2]
            else:
                amounts += [0 if self.padding == "valid" else int(self.padding[axis])] * 2
        return amounts

    def _misused(self, input: Any) -> ShapeError:  # noqa: A002
        operation = f"conv{self.axes}d"
        if not isinstance(input, Tensor):
            return _refuse(operation, f"{operation} takes a tensor, not {type(input).__name__}")
        for name in ("stride", "padding", "dilation"):
            expanded(operation, name, getattr(self, name), self.axes)
        return _refuse(operation, f"{operation} cannot take {input!r}")


class Conv1d(_ForwardConv):
    """nn.Conv1d."""

    classic_rule = staticmethod(convolution)
    axes = 1
    leaf = True


class Conv2d(_ForwardConv):
    """nn.Conv2d."""

    classic_rule = staticmethod(convolution)
    leaf = True


class Conv3d(_ForwardConv):
    """nn.Conv3d."""

    classic_rule = staticmethod(convolution)
    axes = 3
    leaf = True


class _TransposedConv(_Conv):
    transposed = True
    modern_rule = staticmethod(transposed_convolution)

    def __init__(
        self,
        in_channels: Any,
        out_channels: Any,
        kernel_size: Any,
        stride: Any = 1,
        padding: Any = 0,
        output_padding: Any = 0,
        groups: Any = 1,
        bias: Any = True,
        dilation: Any = 1,
        padding_mode: str = "zeros",
        device: Any = None,
        dtype: Any = None,
    ) -> None:
        if padding_mode != "zeros":
            message = f'only "zeros" padding mode is supported for ConvTranspose{self.axes}d'
            raise _refuse(f"conv_transpose{self.axes}d", message)
        super().__init__(
            in_channels,
            out_channels,
            kernel_size,
            stride,
            padding,
            dilation,
            groups,
            bias,
            padding_mode,
            device,
            dtype,
        )
        self.output_padding = each_axis(output_padding, self.axes)

    def forward(self, input: Tensor, output_size: Any = None) -> Tensor:  # noqa: A002
        """Shape: `(N, in, *sizes)` to `(N, out, *larger sizes)`."""
        if output_size is not None:
            raise _refuse("conv_transpose", "output_size is not known here")
        shape, field, macs = transposed_convolved(
            input.shape,
            input.field,
            self.weight_shape,
            expanded("conv_transpose", "stride", self.stride, self.axes),
            expanded("conv_transpose", "padding", self.padding, self.axes),
            expanded("conv_transpose", "output_padding", self.output_padding, self.axes),
            expanded("conv_transpose", "dilation", self.dilation, self.axes),
            self.groups,
        )
        if input.dtype is not float32:
            raise other_kind("conv_transpose", input)
        state.macs += macs
        return make(shape, field)


class ConvTranspose1d(_TransposedConv):
    """nn.ConvTranspose1d."""

    classic_rule = staticmethod(convolution)
    leaf = True

    axes = 1


class ConvTranspose2d(_TransposedConv):
    """nn.ConvTranspose2d."""

    classic_rule = staticmethod(convolution)
    leaf = True


class ConvTranspose3d(_TransposedConv):
    """nn.ConvTranspose3d."""

    classic_rule = staticmethod(convolution)
    leaf = True

    axes = 3


EXACT = frozenset({Conv1d, Conv2d, Conv3d})
