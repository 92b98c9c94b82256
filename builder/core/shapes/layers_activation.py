"""Activations: the shape stays."""

from __future__ import annotations

from typing import Any, ClassVar

from builder.core.shapes.counting import evaluated, log_softmax
from builder.core.shapes.counting import softmax as softmax_rule
from builder.core.shapes.errors import Shape, ShapeError
from builder.core.shapes.layer import Layer
from builder.core.shapes.reduction import softmax
from builder.core.shapes.sizes import dimension, whole_number
from builder.core.shapes.tensor import Tensor, make


class _Activation(Layer):
    """Changes values only."""

    names: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__()
        if args or kwargs:
            self._take(args, kwargs)

    def _take(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
        name = type(self).__name__
        names = self.names
        if len(args) > len(names):
            message = (
                f"{name}.__init__() takes from 1 to {len(names) + 1} positional arguments but "
                f"{len(args) + 1} were given"
            )
            raise TypeError(message)
        for key in kwargs:
            if key not in names:
                message = f"{name}.__init__() got an unexpected keyword argument {key!r}"
                raise TypeError(message)
        self.__dict__.update(zip(names, args, strict=False))
        self.__dict__.update(kwargs)

    def __call__(self, input: Tensor) -> Tensor:  # noqa: A002
        if input.__class__ is not Tensor and not isinstance(input, Tensor):
            error = ShapeError(
                type(self).__name__, (), f"it takes a tensor, not {type(input).__name__}"
            )
            error.origin = self
            raise error
        return input

    def forward(self, input: Tensor) -> Tensor:  # noqa: A002
        """Same shape."""
        return self(input)


_INPLACE = ("inplace",)
_KINDS: dict[str, tuple[str, ...]] = {
    "SiLU": _INPLACE,
    "ReLU": _INPLACE,
    "ReLU6": _INPLACE,
    "Mish": _INPLACE,
    "SELU": _INPLACE,
    "Hardswish": _INPLACE,
    "Hardsigmoid": _INPLACE,
    "LeakyReLU": ("negative_slope", "inplace"),
    "ELU": ("alpha", "inplace"),
    "CELU": ("alpha", "inplace"),
    "Hardtanh": ("min_val", "max_val", "inplace"),
    "Threshold": ("threshold", "value", "inplace"),
    "RReLU": ("lower", "upper", "inplace"),
    "Sigmoid": (),
    "Tanh": (),
    "LogSigmoid": (),
    "Softsign": (),
    "Tanhshrink": (),
    "GELU": ("approximate",),
    "Softplus": ("beta", "threshold"),
    "Softshrink": ("lambd",),
    "Hardshrink": ("lambd",),
}


def _kind(name: str, names: tuple[str, ...]) -> type[_Activation]:
    return type(name, (_Activation,), {"names": names, "leaf": True, "__doc__": f"nn.{name}."})


ACTIVATIONS = {name: _kind(name, names) for name, names in _KINDS.items()}
SiLU = ACTIVATIONS["SiLU"]


class Identity(Layer):
    """nn.Identity: takes any arguments and anything to pass on."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ARG002
        super().__init__()

    def forward(self, input: Any) -> Any:  # noqa: A002
        """What came in."""
        return input


class PReLU(Layer):
    """nn.PReLU: the slope is learned."""

    leaf = True
    classic_rule = staticmethod(evaluated)
    modern_rule = staticmethod(evaluated)

    def __init__(self, num_parameters: int = 1, init: float = 0.25) -> None:
        super().__init__()
        self.num_parameters = whole_number("prelu", num_parameters)
        self.init = init
        self.extra_params = self.num_parameters

    def declared(self) -> dict[str, Shape | None]:
        """Weight and bias."""
        return {"weight": (self.num_parameters,)}

    def forward(self, input: Tensor) -> Tensor:  # noqa: A002
        """Same shape."""
        shape = input.shape
        channels = shape[1] if len(shape) > 1 else 1
        if self.num_parameters not in (1, channels):
            message = (
                f"{self.num_parameters} slopes do not fit the {channels} channels of {list(shape)}"
            )
            raise ShapeError("prelu", (shape,), message)
        return input


class Softmax(Layer):
    """nn.Softmax."""

    leaf = True
    classic_rule: ClassVar[Any] = staticmethod(softmax_rule)
    modern_rule: ClassVar[Any] = staticmethod(softmax_rule)

    def __init__(self, dim: int | None = None) -> None:
        super().__init__()
        self.dim = dim

    def forward(self, input: Tensor) -> Tensor:  # noqa: A002
        """Same shape."""
        return softmax(input, self.dim)


class LogSoftmax(Softmax):
    """nn.LogSoftmax."""

    leaf = True
    modern_rule = staticmethod(log_softmax)


class Softmax2d(Layer):
    """nn.Softmax2d: over the channels."""

    dim = -3
    modern_rule = staticmethod(softmax_rule)

    def forward(self, input: Tensor) -> Tensor:  # noqa: A002
        """Same shape."""
        if len(input.shape) not in (3, 4):
            message = f"Softmax2d expects 3D or 4D input, got {list(input.shape)}"
            raise ShapeError("softmax", (input.shape,), message)
        return softmax(input, -3)


class GLU(Layer):
    """nn.GLU: one half gates the other."""

    def __init__(self, dim: int = -1) -> None:
        super().__init__()
        self.dim = dim

    def forward(self, input: Tensor) -> Tensor:  # noqa: A002
        """Half the size along one dimension."""
        return glu(input, self.dim)


def glu(input: Tensor, dim: int = -1) -> Tensor:  # noqa: A002
    """torch.nn.functional.glu."""
    shape = input.shape
    if not shape:
        raise ShapeError("glu", (shape,), "glu does not support 0-dimensional tensors")
    axis = dimension("glu", dim, len(shape), shape)
    if shape[axis] % 2:
        message = f"halving dimension must be even, but dimension {axis} is size {shape[axis]}"
        raise ShapeError("glu", (shape,), message)
    return make((*shape[:axis], shape[axis] // 2, *shape[axis + 1 :]), input.field, input.dtype)
