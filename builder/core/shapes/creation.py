"""New tensors: zeros, ones, arange, meshgrid and the like."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil
from typing import Any

from builder.core.shapes.errors import Shape, ShapeError, Unsupported
from builder.core.shapes.field import CONSTANT
from builder.core.shapes.sizes import checked, flat_sizes, whole_number
from builder.core.shapes.tensor import Dtype, Tensor, boolean, float32, int64, make

Maker = Callable[..., Tensor]


def _sized(operation: str) -> Maker:
    def compute(*size: Any, dtype: Dtype | None = None, **options: Any) -> Tensor:
        sizes = (options["size"],) if "size" in options else size
        return make(checked(operation, flat_sizes(operation, sizes)), CONSTANT, dtype or float32)

    return compute


def full(size: Any, fill_value: Any, *, dtype: Dtype | None = None, **_options: Any) -> Tensor:
    """torch.full."""
    shape = checked("full", flat_sizes("full", (size,)))
    return make(shape, CONSTANT, dtype or _kind_of(fill_value))


def _kind_of(value: Any) -> Dtype:
    if isinstance(value, Tensor):
        return value.dtype
    if isinstance(value, bool):
        return boolean
    if isinstance(value, int):
        return int64
    if isinstance(value, float):
        return float32
    message = f"a tensor holds numbers, not {type(value).__name__}"
    raise ShapeError("tensor", (), message)


def tensor(data: Any, *, dtype: Dtype | None = None, **_options: Any) -> Tensor:
    """torch.tensor of nested lists of numbers; the numbers themselves are forgotten."""
    shape, kind = _measured(data)
    return make(shape, CONSTANT, dtype or kind)


def _measured(data: Any) -> tuple[Shape, Dtype]:
    if isinstance(data, Tensor):
        return data.shape, data.dtype
    if not isinstance(data, (list, tuple, range)):
        return (), _kind_of(data)
    inner = [_measured(item) for item in data]
    if not inner:
        return (0,), float32
    shape = inner[0][0]
    for other, _ in inner:
        if other != shape:
            message = f"lists of different lengths: {list(shape)} and {list(other)}"
            raise ShapeError("tensor", (), message)
    kind = max((dtype for _, dtype in inner), key=lambda dtype: dtype.rank)
    return (len(inner), *shape), kind


def arange(start: Any, end: Any = None, step: Any = 1, **options: Any) -> Tensor:
    """torch.arange."""
    dtype = options.get("dtype")
    if end is None:
        start, end = 0, start
    for value in (start, end, step):
        if isinstance(value, Tensor):
            operation = "arange with a tensor's value"
            raise Unsupported(operation)
        if not isinstance(value, (int, float)):
            raise ShapeError("arange", (), f"arange takes numbers, not {value!r}")
    if step == 0:
        raise ShapeError("arange", (), "step must be nonzero")
    if (end - start) * step < 0:
        message = f"bounds {start} and {end} do not agree with the sign of step {step}"
        raise ShapeError("arange", (), message)
    whole = all(isinstance(value, int) for value in (start, end, step))
    length = -((start - end) // step) if whole else ceil((end - start) / step)
    return make(checked("arange", (length,)), CONSTANT, dtype or (int64 if whole else float32))


def linspace(start: Any, end: Any, steps: Any, **options: Any) -> Tensor:  # noqa: ARG001
    """torch.linspace, torch.logspace."""
    length = whole_number("linspace", steps)
    if length < 0:
        raise ShapeError("linspace", (), f"number of steps must be non-negative, not {length}")
    return make((length,), CONSTANT, options.get("dtype") or float32)


def eye(n: Any, m: Any = None, **options: Any) -> Tensor:
    """torch.eye."""
    shape = (whole_number("eye", n), whole_number("eye", n if m is None else m))
    return make(checked("eye", shape), CONSTANT, options.get("dtype") or float32)


def meshgrid(*tensors: Any, indexing: str | None = None) -> tuple[Tensor, ...]:
    """torch.meshgrid: one grid for each vector."""
    listed = tensors[0] if len(tensors) == 1 and isinstance(tensors[0], (list, tuple)) else tensors
    for vector in listed:
        if len(vector.shape) > 1:
            message = f"meshgrid takes vectors, not {list(vector.shape)}"
            raise ShapeError("meshgrid", (vector.shape,), message)
    if indexing not in (None, "ij", "xy"):
        raise ShapeError("meshgrid", (), f"indexing must be 'ij' or 'xy', not {indexing!r}")
    sizes = [vector.shape[0] if vector.shape else 1 for vector in listed]
    if indexing == "xy" and len(sizes) > 1:
        sizes[0], sizes[1] = sizes[1], sizes[0]
    return tuple([make(tuple(sizes), vector.field, vector.dtype) for vector in listed])


def _like(input: Tensor, *_args: Any, dtype: Dtype | None = None, **_options: Any) -> Tensor:  # noqa: A002
    return make(input.shape, CONSTANT, dtype or input.dtype)


def _new(operation: str) -> Maker:
    def compute(self: Tensor, *size: Any, dtype: Dtype | None = None, **_options: Any) -> Tensor:
        return make(checked(operation, flat_sizes(operation, size)), CONSTANT, dtype or self.dtype)

    return compute


def _new_full(self: Tensor, size: Any, fill_value: Any, dtype: Dtype | None = None) -> Tensor:
    return full(size, fill_value, dtype=dtype or self.dtype)


def _new_tensor(self: Tensor, data: Any, dtype: Dtype | None = None) -> Tensor:
    return tensor(data, dtype=dtype or self.dtype)


_NAMES = ("zeros", "ones", "empty", "randn", "rand")
FUNCTIONS: dict[str, Callable[..., Any]] = {
    **{name: _sized(name) for name in _NAMES},
    **{f"{name}_like": _like for name in (*_NAMES, "full")},
    "full": full,
    "tensor": tensor,
    "as_tensor": tensor,
    "arange": arange,
    "linspace": linspace,
    "logspace": linspace,
    "eye": eye,
    "meshgrid": meshgrid,
}
METHODS: dict[str, Callable[..., Any]] = {
    **{f"new_{name}": _new(f"new_{name}") for name in ("zeros", "ones", "empty")},
    "new_full": _new_full,
    "new_tensor": _new_tensor,
}
