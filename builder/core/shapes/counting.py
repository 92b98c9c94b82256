"""Counting rules: operations of a layer as the two generations of thop count them.

A rule takes the layer, its first input and its output. FLOPs are twice these operations.
Source: the measured behaviour of thop 0.1.1.post2209072238 and ultralytics-thop 2.2.3.
"""

from __future__ import annotations

from math import prod
from typing import Any

from builder.core.shapes.tensor import Tensor


def convolution(layer: Any, taken: Tensor, given: Tensor) -> int:
    """Output values times what each sums; also thop 0.1.1's rule for transposed ones."""
    axes: int = layer.axes
    return int(
        prod(given.shape) * (taken.shape[-axes - 1] // layer.groups) * prod(layer.weight_shape[2:])
    )


def transposed_convolution(layer: Any, taken: Tensor, given: Tensor) -> int:
    """Input values times what each spreads to."""
    axes: int = layer.axes
    return int(
        prod(taken.shape) * (given.shape[-axes - 1] // layer.groups) * prod(layer.weight_shape[2:])
    )


def normalisation(layer: Any, taken: Tensor, _given: Tensor) -> int:
    """Two per value, four with weights."""
    affine = getattr(layer, "affine", False) or getattr(layer, "elementwise_affine", False)
    return prod(taken.shape) * (4 if affine else 2)


def linear(layer: Any, _taken: Tensor, given: Tensor) -> int:
    """Output values times input features."""
    return int(layer.in_features) * prod(given.shape)


def evaluated(_layer: Any, taken: Tensor, _given: Tensor) -> int:
    """One per input value (thop counts in evaluation mode)."""
    return prod(taken.shape)


def per_output(_layer: Any, _taken: Tensor, given: Tensor) -> int:
    """One per output value."""
    return prod(given.shape)


_UPSAMPLE = {"linear": 5, "bilinear": 11, "bicubic": 259}


def classic_upsample(layer: Any, _taken: Tensor, given: Tensor) -> int:
    """Even copying a value costs one here."""
    return (1 if layer.mode == "nearest" else _UPSAMPLE.get(layer.mode, 0)) * prod(given.shape)


def modern_upsample(layer: Any, _taken: Tensor, given: Tensor) -> int:
    """Copying is free."""
    return (31 if layer.mode == "trilinear" else _UPSAMPLE.get(layer.mode, 0)) * prod(given.shape)


def _axes_after(tensor: Tensor, dim: int | None) -> tuple[int, int]:
    """Number of softmaxes and length of each."""
    if dim is None:  # torch's old guess
        dim = 0 if len(tensor.shape) in (0, 1, 3) else 1
    length = tensor.shape[dim] if tensor.shape else 1
    return (prod(tensor.shape) // length if length else 0), length


def softmax(layer: Any, taken: Tensor, _given: Tensor) -> int:
    """Each of n values: one exponential, one division, and n - 1 additions together."""
    number, length = _axes_after(taken, layer.dim)
    return number * max(3 * length - 1, 0)


def log_softmax(layer: Any, taken: Tensor, given: Tensor) -> int:
    """One more logarithm for each softmax."""
    return softmax(layer, taken, given) + _axes_after(taken, layer.dim)[0]


def classic_adaptive(_layer: Any, taken: Tensor, given: Tensor) -> int:
    """The mean window, a fraction where sizes don't divide, plus a division per output."""
    if 0 in given.shape:
        return 0
    window = 1.0
    for old, new in zip(taken.shape[2:], given.shape[2:], strict=True):
        window *= old / new
    return int((window + 1) * prod(given.shape))


def modern_adaptive(_layer: Any, taken: Tensor, given: Tensor) -> int:
    """All windows as torch cuts them, plus a division per output."""
    added = prod(
        new if old == new else sum(-(-(j + 1) * old // new) - j * old // new for j in range(new))
        for old, new in zip(taken.shape, given.shape, strict=True)
    )
    return added + prod(given.shape)


def modern_avg_pool(layer: Any, taken: Tensor, given: Tensor) -> int:
    """All windows, cut at the edge of what counts, plus a division per output."""
    axes = layer.axes
    sizes, outs = taken.shape[-axes:], given.shape[-axes:]
    settings = [
        value if isinstance(value, (tuple, list)) else (value,) * axes
        for value in (layer.kernel_size, layer.stride, layer.padding)
    ]
    windows = 1
    for size, out, kernel, stride, padding in zip(sizes, outs, *settings, strict=True):
        low, high = (-padding, size + padding) if layer.count_include_pad else (0, size)
        starts = [i * stride - padding for i in range(out)]
        windows *= sum(max(min(start + kernel, high) - max(start, low), 0) for start in starts)
    return prod(taken.shape[:-axes]) * windows + prod(given.shape)
