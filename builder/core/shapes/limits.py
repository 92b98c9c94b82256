"""torch.finfo and torch.iinfo: the limits of a kind of number."""

from __future__ import annotations

from builder.core.shapes.tensor import Dtype, bfloat16, float16, float32, float64

# Bits of the fraction, and the largest exponent.
_FORMATS = {float16: (10, 15), bfloat16: (7, 127), float32: (23, 127), float64: (52, 1023)}


class finfo:  # noqa: N801 -- torch's name
    """Limits of floating point numbers."""

    def __init__(self, dtype: Dtype = float32) -> None:
        if dtype not in _FORMATS:
            message = f"torch.finfo() requires a floating point kind of number, not {dtype.name}"
            raise TypeError(message)
        fraction, exponent = _FORMATS[dtype]
        self.dtype = dtype.name
        self.bits = 8 * dtype.itemsize
        self.eps = 2.0**-fraction
        self.max = (2.0 - self.eps) * 2.0**exponent
        self.min = -self.max
        self.tiny = self.smallest_normal = 2.0 ** (1 - exponent)


class iinfo:  # noqa: N801 -- torch's name
    """Limits of whole numbers."""

    def __init__(self, dtype: Dtype) -> None:
        if dtype.rank != 1:
            message = f"torch.iinfo() requires a kind of whole number, not {dtype.name}"
            raise TypeError(message)
        self.dtype = dtype.name
        self.bits = 8 * dtype.itemsize
        signed = not dtype.name.startswith("u")
        self.min = -(2 ** (self.bits - 1)) if signed else 0
        self.max = 2 ** (self.bits - signed) - 1
