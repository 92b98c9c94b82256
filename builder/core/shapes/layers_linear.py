"""nn.Linear, nn.Embedding."""

from __future__ import annotations

from math import prod
from typing import Any

from builder.core.shapes.budget import state
from builder.core.shapes.counting import linear as rule
from builder.core.shapes.errors import Shape, ShapeError
from builder.core.shapes.field import whole
from builder.core.shapes.layer import Layer
from builder.core.shapes.sizes import checked, other_kind, whole_number
from builder.core.shapes.tensor import Tensor, float32, make


class Linear(Layer):
    """nn.Linear."""

    classic_rule = staticmethod(rule)
    modern_rule = staticmethod(rule)
    leaf = True

    def __init__(
        self,
        in_features: Any,
        out_features: Any,
        bias: bool = True,
        device: Any = None,  # noqa: ARG002
        dtype: Any = None,  # noqa: ARG002
    ) -> None:
        super().__init__()
        sizes = (whole_number("linear", out_features), whole_number("linear", in_features))
        self.weight_shape = checked("linear", sizes)
        self.in_features = in_features
        self.out_features = out_features
        self.has_bias = bool(bias)
        self.extra_params = prod(sizes) + (out_features if bias else 0)

    def declared(self) -> dict[str, Shape | None]:
        """Weight and bias."""
        bias = (self.out_features,) if self.has_bias else None
        return {"weight": self.weight_shape, "bias": bias}

    def forward(self, input: Tensor) -> Tensor:  # noqa: A002
        """Shape: `(*, in)` to `(*, out)`."""
        shape = input.shape
        if not shape or shape[-1] != self.in_features:
            message = (
                f"mat1 and mat2 shapes cannot be multiplied: input {list(shape)} does not end in "
                f"{self.in_features} features"
            )
            raise ShapeError("linear", (shape, self.weight_shape), message)
        if input.dtype is not float32:
            raise other_kind("linear", input)
        out = (*shape[:-1], self.out_features)
        state.macs += prod(out) * self.in_features
        # One row of features per image means that the map went into those features.
        field = whole(input.field) if len(shape) < 3 else input.field
        return make(out, field, input.dtype)


class Embedding(Layer):
    """nn.Embedding."""

    leaf = True

    def __init__(self, num_embeddings: Any, embedding_dim: Any, padding_idx: Any = None) -> None:
        super().__init__()
        self.num_embeddings = whole_number("embedding", num_embeddings)
        self.embedding_dim = whole_number("embedding", embedding_dim)
        checked("embedding", (num_embeddings, embedding_dim))
        if padding_idx is not None and not -num_embeddings <= padding_idx < num_embeddings:
            message = f"padding_idx {padding_idx} must be within num_embeddings {num_embeddings}"
            raise ShapeError("embedding", (), message)
        self.extra_params = num_embeddings * embedding_dim

    def declared(self) -> dict[str, Shape | None]:
        """Weight and bias."""
        return {"weight": (self.num_embeddings, self.embedding_dim)}

    def forward(self, input: Tensor) -> Tensor:  # noqa: A002
        """Shape: `(*)` of whole numbers to `(*, embedding_dim)`."""
        if input.dtype.rank != 1:
            message = f"indices must be whole numbers, not {input.dtype.name}"
            raise ShapeError("embedding", (input.shape,), message)
        return make((*input.shape, self.embedding_dim), input.field, float32)
