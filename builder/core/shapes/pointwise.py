"""Operations on values one by one: arithmetic with broadcasting, comparisons, activations."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from builder.core.shapes.errors import ShapeError
from builder.core.shapes.field import join
from builder.core.shapes.sizes import broadcast
from builder.core.shapes.tensor import (
    Dtype,
    Tensor,
    boolean,
    float32,
    int64,
    make,
)

Function = Callable[..., Any]


def promoted(first: Tensor, second: Tensor) -> Dtype:
    """The kind of number that two tensors give."""
    a, b = first.dtype, second.dtype
    if a is b:
        return a
    if a.rank != b.rank:
        # A 0-d tensor changes the category only, as a Python number does.
        high, low = (first, second) if a.rank > b.rank else (second, first)
        if not high.shape and low.shape:
            return high.dtype if high.dtype.rank > low.dtype.rank else low.dtype
        return high.dtype
    if bool(first.shape) != bool(second.shape):
        return a if first.shape else b
    if {a.name, b.name} == {"float16", "bfloat16"}:
        return float32
    return a if a.itemsize >= b.itemsize else b


def with_number(tensor: Tensor, number: Any) -> Dtype:
    """The kind of number that a tensor and a Python number give."""
    if isinstance(number, bool):
        return tensor.dtype
    if isinstance(number, int):
        return int64 if tensor.dtype.rank == 0 else tensor.dtype
    return float32 if tensor.dtype.rank < 2 else tensor.dtype


def combine(operation: str, first: Any, second: Any) -> Tensor:
    """Two operands of which at least one is a tensor."""
    if not isinstance(first, Tensor):
        first, second = second, first
    if not isinstance(second, Tensor):
        _number(operation, second)
        dtype = with_number(first, second)
        return first if dtype is first.dtype else make(first.shape, first.field, dtype)
    if first.shape == second.shape and first.field == second.field and first.dtype is second.dtype:
        return make(first.shape, first.field, first.dtype)
    shape = broadcast(operation, first.shape, second.shape)
    return make(shape, join(first.field, second.field), promoted(first, second))


def _number(operation: str, value: Any) -> None:
    if not isinstance(value, (int, float)):
        message = f"{operation} takes tensors and numbers, not {type(value).__name__}"
        raise ShapeError(operation, (), message)


def arithmetic(operation: str, division: bool = False) -> Function:
    """torch.add and its like; division of whole numbers gives floats."""

    def compute(input: Any, other: Any, **_options: Any) -> Tensor:  # noqa: A002
        if not isinstance(input, Tensor) and not isinstance(other, Tensor):
            message = f"{operation} takes a tensor, not {type(input).__name__}"
            raise ShapeError(operation, (), message)
        result = combine(operation, input, other)
        if division and result.dtype.rank < 2 and _options.get("rounding_mode") is None:
            return make(result.shape, result.field, float32)
        return result

    return compute


def comparison(operation: str) -> Function:
    """Gives true or false for each value."""

    def compute(input: Any, other: Any) -> Tensor:  # noqa: A002
        result = combine(operation, input, other)
        return make(result.shape, result.field, boolean)

    return compute


def in_place(operation: str, function: Function) -> Function:
    """`x.add_(y)`: the result must have the shape of `x`."""

    def compute(input: Tensor, *args: Any, **kwargs: Any) -> Tensor:  # noqa: A002
        result: Tensor = function(input, *args, **kwargs)
        if result.shape != input.shape:
            message = (
                f"output with shape {list(input.shape)} doesn't match the broadcast shape "
                f"{list(result.shape)}"
            )
            raise ShapeError(operation, (input.shape,), message)
        if result.dtype.rank > input.dtype.rank:
            message = (
                f"result type {result.dtype.name} can't be cast to the desired output type "
                f"{input.dtype.name}"
            )
            raise ShapeError(operation, (input.shape,), message)
        if result.field != input.field:
            input.field = result.field
        return input

    return compute


def same(input: Tensor, *_args: Any, **_kwargs: Any) -> Tensor:  # noqa: A002
    """Changes values only."""
    return input


def floating(input: Tensor, *_args: Any, **_kwargs: Any) -> Tensor:  # noqa: A002
    """Changes values only; whole numbers become floats."""
    if input.dtype.rank < 2:
        return make(input.shape, input.field, float32)
    return input


_ARITHMETIC = {
    "add": "add",
    "sub": "sub",
    "subtract": "sub",
    "mul": "mul",
    "multiply": "mul",
    "pow": "pow",
    "remainder": "remainder",
    "fmod": "fmod",
    "floor_divide": "floor_divide",
    "maximum": "maximum",
    "minimum": "minimum",
}
_COMPARISONS = ("eq", "ne", "lt", "le", "gt", "ge", "logical_and", "logical_or", "logical_xor")
_SAME = (
    "abs", "neg", "sign", "floor", "ceil", "round", "trunc", "clamp", "clip", "relu", "detach",
    "clone", "contiguous", "cpu", "cuda", "square", "nan_to_num", "hardtanh", "relu6", "clamp_min",
    "clamp_max", "fill", "requires_grad_",
)  # fmt: skip
_FLOATING = (
    "exp", "log", "log2", "log10", "log1p", "expm1", "sqrt", "rsqrt", "sin", "cos", "tan", "tanh",
    "sigmoid", "erf", "reciprocal", "atan", "asin", "acos", "sinh", "cosh", "exp2",
)  # fmt: skip

FUNCTIONS: dict[str, Function] = {
    **{name: arithmetic(operation) for name, operation in _ARITHMETIC.items()},
    **{name: arithmetic("div", division=True) for name in ("div", "divide", "true_divide")},
    **{name: comparison(name) for name in _COMPARISONS},
    **dict.fromkeys(_SAME, same),
    **dict.fromkeys(_FLOATING, floating),
    "atan2": arithmetic("atan2", division=True),
    "logical_not": lambda input: make(input.shape, input.field, boolean),  # noqa: A006
}

_OPERATORS = {
    "__add__": "add", "__sub__": "sub", "__mul__": "mul", "__truediv__": "div",
    "__floordiv__": "floor_divide", "__mod__": "remainder", "__pow__": "pow", "__eq__": "eq",
    "__ne__": "ne", "__lt__": "lt", "__le__": "le", "__gt__": "gt", "__ge__": "ge",
    "__and__": "logical_and", "__or__": "logical_or", "__xor__": "logical_xor",
    "__radd__": "add", "__rsub__": "sub", "__rmul__": "mul", "__rtruediv__": "div",
    "__rfloordiv__": "floor_divide", "__rmod__": "remainder", "__rpow__": "pow",
}  # fmt: skip
_IN_PLACE_OPERATORS = {
    "__iadd__": "add", "__isub__": "sub", "__imul__": "mul", "__itruediv__": "div",
}  # fmt: skip

METHODS: dict[str, Function] = {
    **FUNCTIONS,
    **{f"{name}_": in_place(name, function) for name, function in FUNCTIONS.items()
       if not name.endswith("_")},
    **{name: FUNCTIONS[function] for name, function in _OPERATORS.items()},
    **{name: in_place(f, FUNCTIONS[f]) for name, f in _IN_PLACE_OPERATORS.items()},
    "__neg__": same, "__abs__": same, "__invert__": same,
    "__hash__": id,
    "zero_": same, "copy_": in_place("copy", arithmetic("copy")), "normal_": same, "uniform_": same,
}  # fmt: skip
