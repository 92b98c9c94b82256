"""Normalisation layers."""

from __future__ import annotations

from math import prod
from typing import Any, ClassVar

from builder.core.shapes.budget import state
from builder.core.shapes.counting import normalisation
from builder.core.shapes.errors import EngineError, Shape, ShapeError
from builder.core.shapes.field import CONSTANT
from builder.core.shapes.layer import Layer
from builder.core.shapes.sizes import checked, whole_number
from builder.core.shapes.tensor import Tensor, int64, make


class _BatchNorm(Layer):
    ranks: ClassVar[tuple[int, ...]] = (4,)
    modern_rule = staticmethod(normalisation)

    def __init__(
        self,
        num_features: Any,
        eps: float = 1e-5,
        momentum: float | None = 0.1,
        affine: bool = True,
        track_running_stats: bool = True,
        device: Any = None,  # noqa: ARG002
        dtype: Any = None,  # noqa: ARG002
    ) -> None:
        super().__init__()
        if num_features.__class__ is not int or num_features < 0:
            checked("batch_norm", (whole_number("batch_norm", num_features),))
        self.num_features = num_features
        self.eps = eps
        self.momentum = momentum
        self.affine = affine
        self.track_running_stats = track_running_stats
        self.extra_params = 2 * num_features if affine else 0

    def declared(self) -> dict[str, Shape | None]:
        """Weight and bias."""
        shape = (self.num_features,) if self.affine else None
        return {"weight": shape, "bias": shape}

    def __getattr__(self, name: str) -> Any:
        if name in ("running_mean", "running_var", "num_batches_tracked"):
            if not self.__dict__.get("track_running_stats", True):
                return None
            counter = name == "num_batches_tracked"
            return make((), CONSTANT, int64) if counter else make((self.num_features,))
        return super().__getattr__(name)

    def __call__(self, input: Tensor) -> Tensor:  # noqa: A002
        try:
            result = self.forward(input)
        except EngineError as error:
            error.origin = self
            raise
        count = prod(input.shape) * (4 if self.affine else 2)
        state.modern += count
        if self.__class__ in EXACT:
            state.classic += count
        return result

    def forward(self, input: Tensor) -> Tensor:  # noqa: A002
        """Same shape."""
        shape = input.shape
        if len(shape) not in self.ranks:
            message = (
                f"expected {' or '.join(f'{r}D' for r in self.ranks)} input, got {len(shape)}D"
            )
            raise ShapeError("batch_norm", (shape,), message)
        if 0 in shape:
            return input
        if shape[1] != self.num_features and (self.affine or self.track_running_stats):
            message = (
                f"running_mean should contain {shape[1]} elements not {self.num_features}: the "
                f"input has {shape[1]} channels"
            )
            raise ShapeError("batch_norm", (shape,), message)
        if self.training or not self.track_running_stats:
            several_values(shape)
        return input

    def extra_repr(self) -> str:
        return str(self.num_features)


def several_values(shape: Shape) -> None:
    """Refuse statistics over one value per channel, as torch does in training."""
    if prod(shape) // (shape[1] or 1) == 1:
        message = (
            f"expected more than 1 value per channel when training, got input size {list(shape)}"
        )
        raise ShapeError("batch_norm", (shape,), message)


class BatchNorm1d(_BatchNorm):
    """nn.BatchNorm1d."""

    ranks = (2, 3)
    leaf = True
    classic_rule = staticmethod(normalisation)


class BatchNorm2d(_BatchNorm):
    """nn.BatchNorm2d."""

    leaf = True
    classic_rule = staticmethod(normalisation)


class BatchNorm3d(_BatchNorm):
    """nn.BatchNorm3d."""

    ranks = (5,)
    leaf = True
    classic_rule = staticmethod(normalisation)


class LayerNorm(Layer):
    """nn.LayerNorm."""

    leaf = True
    classic_rule = staticmethod(normalisation)
    modern_rule = staticmethod(normalisation)

    def __init__(
        self,
        normalized_shape: Any,
        eps: float = 1e-5,
        elementwise_affine: bool = True,
        bias: bool = True,
        device: Any = None,  # noqa: ARG002
        dtype: Any = None,  # noqa: ARG002
    ) -> None:
        super().__init__()
        listed = (
            normalized_shape if isinstance(normalized_shape, (tuple, list)) else (normalized_shape,)
        )
        self.normalized_shape = checked(
            "layer_norm", tuple(whole_number("layer_norm", size) for size in listed)
        )
        self.eps = eps
        self.elementwise_affine = elementwise_affine
        self.has_bias = elementwise_affine and bool(bias)
        size = prod(self.normalized_shape)
        self.extra_params = size * (bool(elementwise_affine) + self.has_bias)

    def declared(self) -> dict[str, Shape | None]:
        """Weight and bias."""
        return {
            "weight": self.normalized_shape if self.elementwise_affine else None,
            "bias": self.normalized_shape if self.has_bias else None,
        }

    def forward(self, input: Tensor) -> Tensor:  # noqa: A002
        """Same shape."""
        return layer_norm(input, self.normalized_shape)


def layer_norm(
    input: Tensor,  # noqa: A002
    normalized_shape: Any,
    weight: Tensor | None = None,
    bias: Tensor | None = None,
    eps: float = 1e-5,  # noqa: ARG001
) -> Tensor:
    """torch.nn.functional.layer_norm."""
    shape, wanted = input.shape, tuple(normalized_shape)
    if not wanted or shape[-len(wanted) :] != wanted:
        message = (
            f"expected input with shape [*, {list(wanted)}], but got input of size {list(shape)}"
        )
        raise ShapeError("layer_norm", (shape,), message)
    for tensor in (weight, bias):
        if tensor is not None and tensor.shape != wanted:
            message = f"weight {list(tensor.shape)} must have the shape {list(wanted)}"
            raise ShapeError("layer_norm", (shape, tensor.shape), message)
    return input


class GroupNorm(Layer):
    """nn.GroupNorm."""

    leaf = True
    modern_rule = staticmethod(normalisation)

    def __init__(
        self,
        num_groups: Any,
        num_channels: Any,
        eps: float = 1e-5,
        affine: bool = True,
        device: Any = None,  # noqa: ARG002
        dtype: Any = None,  # noqa: ARG002
    ) -> None:
        super().__init__()
        self.num_groups = whole_number("group_norm", num_groups)
        self.num_channels = whole_number("group_norm", num_channels)
        checked("group_norm", (num_channels,))
        if num_groups <= 0 or num_channels % num_groups:
            message = f"num_channels {num_channels} must be divisible by num_groups {num_groups}"
            raise ShapeError("group_norm", (), message)
        self.eps = eps
        self.affine = affine
        self.extra_params = 2 * num_channels if affine else 0

    def declared(self) -> dict[str, Shape | None]:
        """Weight and bias."""
        shape = (self.num_channels,) if self.affine else None
        return {"weight": shape, "bias": shape}

    def forward(self, input: Tensor) -> Tensor:  # noqa: A002
        """Same shape."""
        shape = input.shape
        if self.affine and len(shape) > 1 and shape[1] != self.num_channels:
            message = f"expected {self.num_channels} channels, but got input of size {list(shape)}"
            raise ShapeError("group_norm", (shape,), message)
        return group_norm(input, self.num_groups)


def group_norm(
    input: Tensor,  # noqa: A002
    num_groups: Any,
    weight: Tensor | None = None,
    bias: Tensor | None = None,
    eps: float = 1e-5,  # noqa: ARG001
) -> Tensor:
    """torch.nn.functional.group_norm."""
    shape = input.shape
    if len(shape) < 2 or num_groups <= 0 or shape[1] % num_groups:
        message = f"channels of {list(shape)} must be divisible by {num_groups} groups"
        raise ShapeError("group_norm", (shape,), message)
    for tensor in (weight, bias):
        if tensor is not None and tensor.shape != (shape[1],):
            message = f"weight {list(tensor.shape)} must be a vector of {shape[1]} channels"
            raise ShapeError("group_norm", (shape, tensor.shape), message)
    if shape[0] * shape[1] // num_groups * prod(shape[2:]) == 1:
        message = (
            f"expected more than 1 value per channel when training, got input size {list(shape)}"
        )
        raise ShapeError("group_norm", (shape,), message)
    return input


class _InstanceNorm(_BatchNorm):
    """Statistics of each map by itself; other channel counts pass where nothing is learned."""

    def __init__(
        self,
        num_features: Any,
        eps: float = 1e-5,
        momentum: float | None = 0.1,
        affine: bool = False,
        track_running_stats: bool = False,
        device: Any = None,
        dtype: Any = None,
    ) -> None:
        super().__init__(num_features, eps, momentum, affine, track_running_stats, device, dtype)

    def forward(self, input: Tensor) -> Tensor:  # noqa: A002
        """Same shape."""
        shape = input.shape
        rank = self.ranks[0]
        if len(shape) not in (rank, rank - 1):
            message = f"expected {rank - 1}D or {rank}D input, got {len(shape)}D"
            raise ShapeError("instance_norm", (shape,), message)
        if shape[1 - rank] != self.num_features and (self.affine or self.track_running_stats):
            message = f"expected {self.num_features} channels, but got input of size {list(shape)}"
            raise ShapeError("instance_norm", (shape,), message)
        if (self.training or not self.track_running_stats) and prod(shape[2 - rank :]) == 1:
            message = (
                f"expected more than 1 spatial element when training, got input size {list(shape)}"
            )
            raise ShapeError("instance_norm", (shape,), message)
        return input


class InstanceNorm1d(_InstanceNorm):
    """nn.InstanceNorm1d."""

    ranks = (3,)
    leaf = True
    classic_rule = staticmethod(normalisation)


class InstanceNorm2d(_InstanceNorm):
    """nn.InstanceNorm2d."""

    leaf = True
    classic_rule = staticmethod(normalisation)


class InstanceNorm3d(_InstanceNorm):
    """nn.InstanceNorm3d."""

    ranks = (5,)
    leaf = True
    classic_rule = staticmethod(normalisation)


EXACT = frozenset({BatchNorm1d, BatchNorm2d, BatchNorm3d})
