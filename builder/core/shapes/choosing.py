"""Choosing values and changing their kind: where, masked_fill, sort, topk, casts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from builder.core.shapes.errors import ShapeError, Unsupported
from builder.core.shapes.field import join
from builder.core.shapes.pointwise import combine
from builder.core.shapes.reduction import Extremes
from builder.core.shapes.sizes import broadcast, dimension, whole_number
from builder.core.shapes.tensor import (
    Device,
    Dtype,
    Tensor,
    bfloat16,
    boolean,
    float16,
    float32,
    float64,
    int32,
    int64,
    make,
)


def where(condition: Tensor, input: Any = None, other: Any = None) -> Tensor:  # noqa: A002
    """torch.where with three arguments."""
    if input is None or other is None:
        operation = "torch.where with one argument"
        raise Unsupported(operation)
    if condition.dtype is not boolean:
        message = f"where expects a condition of true and false, not {condition.dtype.name}"
        raise ShapeError("where", (condition.shape,), message)
    if not isinstance(input, Tensor) and not isinstance(other, Tensor):
        kind = float32 if isinstance(input, float) or isinstance(other, float) else int64
        return make(condition.shape, condition.field, kind)
    chosen = combine("where", input, other)
    shape = broadcast("where", condition.shape, chosen.shape)
    return make(shape, join(condition.field, chosen.field), chosen.dtype)


def masked_fill(self: Tensor, mask: Tensor, value: Any) -> Tensor:  # noqa: ARG001
    """Tensor.masked_fill."""
    if mask.dtype is not boolean:
        message = f"masked_fill expects a mask of true and false, not {mask.dtype.name}"
        raise ShapeError("masked_fill", (self.shape, mask.shape), message)
    shape = broadcast("masked_fill", self.shape, mask.shape)
    return make(shape, join(self.field, mask.field), self.dtype)


def sort(input: Tensor, dim: Any = -1, descending: bool = False, stable: bool = False) -> Extremes:  # noqa: A002, ARG001
    """torch.sort: values and indices."""
    dimension("sort", dim, len(input.shape), input.shape)
    return Extremes(
        make(input.shape, input.field, input.dtype), make(input.shape, input.field, int64)
    )


def topk(
    input: Tensor,  # noqa: A002
    k: Any,
    dim: Any = -1,
    largest: bool = True,  # noqa: ARG001
    sorted: bool = True,  # noqa: A002, ARG001
) -> Extremes:
    """torch.topk: values and indices."""
    shape = input.shape
    axis = dimension("topk", dim, len(shape), shape)
    count = whole_number("topk", k)
    if not 0 <= count <= (shape[axis] if shape else 1):
        message = f"k {count} is out of range for dimension {axis} of {list(shape)}"
        raise ShapeError("topk", (shape,), message)
    out = (*shape[:axis], count, *shape[axis + 1 :]) if shape else ()
    return Extremes(make(out, input.field, input.dtype), make(out, input.field, int64))


def triangle(input: Tensor, diagonal: int = 0) -> Tensor:  # noqa: A002, ARG001
    """torch.triu, torch.tril."""
    if len(input.shape) < 2:
        message = f"tril and triu need at least 2 dimensions, got {list(input.shape)}"
        raise ShapeError("triu", (input.shape,), message)
    return input


def to(self: Tensor, *args: Any, **kwargs: Any) -> Tensor:
    """Tensor.to, Tensor.type: another kind of number; devices change nothing."""
    for value in (*args, *kwargs.values()):
        if isinstance(value, Dtype):
            return make(self.shape, self.field, value)
        if isinstance(value, Tensor):
            return make(self.shape, self.field, value.dtype)
        if not isinstance(value, (str, bool, int, Device)) and value is not None:
            message = f"to() takes a device, a kind of number or a tensor, not {value!r}"
            raise ShapeError("to", (self.shape,), message)
    return self


def _cast(dtype: Dtype) -> Callable[[Tensor], Tensor]:
    def compute(self: Tensor) -> Tensor:
        return self if self.dtype is dtype else make(self.shape, self.field, dtype)

    return compute


SHARED: dict[str, Callable[..., Any]] = {
    "where": where,
    "masked_fill": masked_fill,
    "sort": sort,
    "topk": topk,
    "triu": triangle,
    "tril": triangle,
}
FUNCTIONS = dict(SHARED)
METHODS: dict[str, Callable[..., Any]] = {
    **{name: function for name, function in SHARED.items() if name != "where"},
    # x.where(condition, y) has its arguments in another order.
    "where": lambda self, condition, other: where(condition, self, other),
    "to": to,
    "type": to,
    "type_as": to,
    "float": _cast(float32),
    "double": _cast(float64),
    "half": _cast(float16),
    "bfloat16": _cast(bfloat16),
    "long": _cast(int64),
    "int": _cast(int32),
    "bool": _cast(boolean),
    "is_floating_point": lambda self: self.dtype.is_floating_point,
    "is_contiguous": lambda _self: True,
    "element_size": lambda self: self.dtype.itemsize,
}
