"""Losses that a head holds while it is built; nothing in a forward pass calls them."""

from __future__ import annotations

from typing import Any

from builder.core.shapes.errors import Shape, ShapeError
from builder.core.shapes.layer import Layer
from builder.core.shapes.pointwise import combine
from builder.core.shapes.sizes import broadcast
from builder.core.shapes.tensor import Tensor, make

_REDUCTIONS = ("mean", "sum", "none")


def _reduced(operation: str, losses: Tensor, reduction: str) -> Tensor:
    if reduction not in _REDUCTIONS:
        message = f"{reduction} is not a valid value for reduction"
        raise ShapeError(operation, (losses.shape,), message)
    return losses if reduction == "none" else make((), losses.field, losses.dtype)


class MSELoss(Layer):
    """nn.MSELoss."""

    leaf = True

    def __init__(
        self,
        size_average: Any = None,  # noqa: ARG002 -- of torch's old interface
        reduce: Any = None,  # noqa: ARG002
        reduction: str = "mean",
    ) -> None:
        super().__init__()
        self.reduction = reduction

    def forward(self, input: Tensor, target: Tensor) -> Tensor:  # noqa: A002
        """A number, or one for each of both."""
        return _reduced("mse_loss", combine("mse_loss", input, target), self.reduction)


class BCEWithLogitsLoss(Layer):
    """nn.BCEWithLogitsLoss."""

    leaf = True

    def __init__(
        self,
        weight: Tensor | None = None,
        size_average: Any = None,  # noqa: ARG002 -- of torch's old interface
        reduce: Any = None,  # noqa: ARG002
        reduction: str = "mean",
        pos_weight: Tensor | None = None,
    ) -> None:
        super().__init__()
        self.register_buffer("weight", weight)
        self.register_buffer("pos_weight", pos_weight)
        self.reduction = reduction

    def forward(self, input: Tensor, target: Tensor) -> Tensor:  # noqa: A002
        """A number, or one for each of both, which must be of one shape."""
        if input.shape != target.shape:
            message = f"target {list(target.shape)} must be the same as input {list(input.shape)}"
            raise ShapeError("binary_cross_entropy_with_logits", (input.shape,), message)
        for factor in (self.weight, self.pos_weight):
            if factor is not None:
                _check_factor(input.shape, factor.shape)
        return _reduced("binary_cross_entropy_with_logits", input, self.reduction)


def _check_factor(shape: Shape, factor: Shape) -> None:
    # torch multiplies in place: what makes the losses more is refused.
    operation = "binary_cross_entropy_with_logits"
    if broadcast(operation, shape, factor) != shape:
        message = f"output with shape {list(shape)} doesn't match the factor's {list(factor)}"
        raise ShapeError(operation, (shape, factor), message)
