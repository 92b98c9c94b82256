"""Output sizes of transposed convolutions."""

from __future__ import annotations

from functools import lru_cache
from math import prod

from builder.core.shapes.errors import Shape, ShapeError
from builder.core.shapes.field import Field
from builder.core.shapes.sliding import (
    Sizes,
    batched_rank,
    pair_of,
    positive_steps,
    reach,
    solid_map,
)


@lru_cache(maxsize=1024)
def transposed_convolved(
    shape: Shape,
    field: Field,
    weight: Shape,
    stride: Sizes,
    padding: Sizes,
    output_padding: Sizes,
    dilation: Sizes,
    groups: int,
) -> tuple[Shape, Field, int]:
    """Output shape, field and multiply-accumulates; `weight` is `(in, out // groups, *kernel)`."""
    kernel = weight[2:]
    axes = len(kernel)
    operation = f"conv_transpose{axes}d"
    batched_rank(operation, shape, axes)
    positive_steps(operation, kernel, stride, dilation, groups)
    if any(value < 0 for value in padding):
        message = f"negative padding {list(padding)} is not supported"
        raise ShapeError(operation, (shape,), message)
    if shape[-axes - 1] != weight[0]:
        message = (
            f"given transposed=1, weight of size {list(weight)}, expected input{list(shape)} to "
            f"have {weight[0]} channels, but got {shape[-axes - 1]} channels instead"
        )
        raise ShapeError(operation, (shape, weight), message)
    outs = []
    for size, k, s, p, o, d in zip(
        shape[-axes:], kernel, stride, padding, output_padding, dilation, strict=True
    ):
        if not 0 <= o < max(s, d) and 0 not in shape:
            message = f"output padding must be smaller than either stride or dilation, got {o}"
            raise ShapeError(operation, (shape,), message)
        outs.append((size - 1) * s - 2 * p + d * (k - 1) + o + 1)
    out = (*shape[: -axes - 1], weight[1] * groups, *outs)
    solid_map(operation, shape, axes)
    if any(size < (1 if shape[0] else 0) for size in outs):
        message = f"input {list(shape)} gives output {list(out)}: output size is too small"
        raise ShapeError(operation, (shape,), message)
    macs = prod(shape) * weight[1] * prod(kernel)
    return out, _spread(field, kernel, stride, dilation), macs


def _spread(field: Field, kernel: Sizes, stride: Sizes, dilation: Sizes) -> Field:
    # An output value reads every stride-th tap: ceil(reach / stride) neighbours of the input.
    covered = reach(kernel, dilation)
    down, across = pair_of(stride)
    return (
        field[0] + covered[0] // down * field[2],
        field[1] + covered[1] // across * field[3],
        field[2] / down,
        field[3] / across,
    )
