"""The stand-in for the package torch: modules made of this package's functions and classes."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any, NoReturn

from builder.core.shapes import (
    choosing,
    containers,
    creation,
    einsum,
    functional,
    indexing,
    joining,
    layers_activation,
    layers_attention,
    layers_conv,
    layers_linear,
    layers_loss,
    layers_norm,
    layers_pool,
    layers_resample,
    layout,
    limits,
    padding,
    pointwise,
    pools,
    products,
    reduction,
    resample,
    tensor,
)
from builder.core.shapes.errors import UnsupportedAttribute
from builder.core.shapes.layer import Layer
from builder.core.shapes.module import Module

OPERATIONS = (pointwise, joining, layout, reduction, products, creation, indexing, choosing)
LAYERS = (
    containers,
    layers_activation,
    layers_attention,
    layers_conv,
    layers_linear,
    layers_loss,
    layers_norm,
    layers_pool,
    layers_resample,
)


class StandIn(ModuleType):
    """A module whose missing names are unknown operations, not mistakes."""

    def __getattr__(self, name: str) -> NoReturn:
        if name.startswith("__"):
            raise AttributeError(name)
        raise UnsupportedAttribute(f"{self.__name__}.{name}")


def _module(name: str, entries: dict[str, Any]) -> StandIn:
    made = StandIn(name)
    made.__dict__.update(entries)
    return made


def _attach_methods() -> None:
    for source in OPERATIONS:
        methods: dict[str, Callable[..., Any]] = getattr(source, "METHODS", {})
        for name, function in methods.items():
            setattr(tensor.Tensor, name, function)
    for name, function in layout.PROPERTIES.items():
        setattr(tensor.Tensor, name, property(function))


class _Context:
    """torch.no_grad and its like: a context manager and a decorator that does nothing."""

    def __init__(self, *_args: Any, **_kwargs: Any) -> None:
        pass

    def __enter__(self) -> _Context:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def __call__(self, function: Any) -> Any:
        return function


def _initialize(tensor_: Any, *_args: Any, **_kwargs: Any) -> Any:
    return tensor_


_INITIALIZERS = (
    "normal_", "uniform_", "constant_", "ones_", "zeros_", "trunc_normal_", "xavier_uniform_",
    "xavier_normal_", "kaiming_uniform_", "kaiming_normal_", "orthogonal_", "eye_", "dirac_",
)  # fmt: skip
# What torch itself has of torch.nn.functional under the same name and order of arguments.
_SHORT = (
    "conv1d", "conv2d", "conv3d", "conv_transpose1d", "conv_transpose2d", "conv_transpose3d",
    "adaptive_avg_pool1d", "adaptive_max_pool1d", "max_pool1d", "max_pool2d", "max_pool3d",
    "avg_pool1d",
)  # fmt: skip
_DTYPES = {
    "float16": tensor.float16, "half": tensor.float16, "bfloat16": tensor.bfloat16,
    "float32": tensor.float32, "float": tensor.float32, "float64": tensor.float64,
    "double": tensor.float64, "int8": tensor.int8, "uint8": tensor.uint8, "int16": tensor.int16,
    "int32": tensor.int32, "int": tensor.int32, "int64": tensor.int64, "long": tensor.int64,
    "bool": tensor.boolean,
}  # fmt: skip


def _layers() -> dict[str, Any]:
    names: dict[str, Any] = {"Module": Module, "Parameter": tensor.Parameter}
    for source in LAYERS:
        for name, value in vars(source).items():
            if isinstance(value, type) and issubclass(value, Module) and not name.startswith("_"):
                names[name] = value  # noqa: PERF403 -- the nested form reads worse
    names.pop(Layer.__name__)
    names.update(layers_activation.ACTIVATIONS)
    names.update(layers_resample.PADS)
    names.update(
        dict.fromkeys(("Dropout", "Dropout1d", "Dropout2d", "Dropout3d"), layers_resample.Dropout)
    )
    return names


def _functional() -> dict[str, Any]:
    names: dict[str, Any] = {}
    for source in (pools, resample, functional):
        names.update(source.FUNCTIONS)
    names["pad"] = padding.pad
    names["glu"] = layers_activation.glu
    names["linear"] = products.linear
    for name in ("softmax", "log_softmax"):
        names[name] = reduction.softmax
    for name in ("relu", "relu6", "sigmoid", "tanh"):
        names[name] = pointwise.FUNCTIONS[name]
    for name in (
        "silu", "leaky_relu", "hardswish", "hardsigmoid", "gelu", "mish", "elu", "softplus",
        "selu", "dropout", "dropout2d", "logsigmoid", "hardtanh", "celu", "softsign",
    ):  # fmt: skip
        names[name] = pointwise.same
    return names


def build_torch() -> StandIn:
    """The whole stand-in, once per process."""
    _attach_methods()
    layers = _layers()
    namespace = _module("torch.nn.functional", _functional())
    init = _module("torch.nn.init", dict.fromkeys(_INITIALIZERS, _initialize))
    modules = _module("torch.nn.modules", dict(layers))
    parameter = _module("torch.nn.parameter", {"Parameter": tensor.Parameter})
    parts = {"functional": namespace, "init": init, "modules": modules, "parameter": parameter}
    entries: dict[str, Any] = {}
    for source in OPERATIONS:
        entries.update(source.FUNCTIONS)
    entries.update(einsum.FUNCTIONS)
    entries.update(
        {name: function for name, function in functional.FUNCTIONS.items() if name in _SHORT}
    )
    entries.update({name: function for name, function in pools.FUNCTIONS.items() if name in _SHORT})
    entries.update(_DTYPES)
    entries.update(
        Tensor=tensor.Tensor,
        Size=tuple,
        device=tensor.Device,
        dtype=tensor.Dtype,
        finfo=limits.finfo,
        iinfo=limits.iinfo,
        no_grad=_Context,
        inference_mode=_Context,
        enable_grad=_Context,
        nn=_module("torch.nn", {**layers, **parts}),
        pixel_shuffle=resample.pixel_shuffle,
        pixel_unshuffle=resample.pixel_unshuffle,
        channel_shuffle=resample.channel_shuffle,
        layer_norm=layers_norm.layer_norm,
        is_tensor=lambda value: isinstance(value, tensor.Tensor),
        manual_seed=lambda _seed: None,
        __version__="2.4.0",
    )
    return _module("torch", entries)


torch = build_torch()
