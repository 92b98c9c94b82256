"""torch.nn.functional, as far as it is not in the files by theme."""

from __future__ import annotations

from collections.abc import Callable
from math import prod
from typing import Any

from builder.core.shapes.budget import state
from builder.core.shapes.errors import Shape, ShapeError, Unsupported
from builder.core.shapes.field import join, rescaled, whole, windowed
from builder.core.shapes.layers_norm import group_norm, layer_norm, several_values
from builder.core.shapes.reduction import axes_of
from builder.core.shapes.sizes import broadcast, whole_number
from builder.core.shapes.sliding import convolved, expanded, reach
from builder.core.shapes.tensor import Tensor, make
from builder.core.shapes.transposed import transposed_convolved


def _bias_fits(operation: str, bias: Tensor | None, channels: int) -> None:
    if bias is not None and bias.shape != (channels,):
        message = f"bias {list(bias.shape)} must be a vector of {channels} output channels"
        raise ShapeError(operation, (bias.shape,), message)


def _convolution(axes: int) -> Callable[..., Tensor]:
    operation = f"conv{axes}d"

    def compute(
        input: Tensor,  # noqa: A002
        weight: Tensor,
        bias: Tensor | None = None,
        stride: Any = 1,
        padding: Any = 0,
        dilation: Any = 1,
        groups: int = 1,
    ) -> Tensor:
        if len(weight.shape) != axes + 2:
            message = f"{operation} needs a weight of {axes + 2} dimensions, not {weight.shape}"
            raise ShapeError(operation, (input.shape, weight.shape), message)
        margins = (
            padding if isinstance(padding, str) else expanded(operation, "padding", padding, axes)
        )
        shape, field, macs = convolved(
            input.shape,
            input.field,
            weight.shape,
            expanded(operation, "stride", stride, axes),
            margins,
            expanded(operation, "dilation", dilation, axes),
            whole_number(operation, groups),
        )
        _bias_fits(operation, bias, weight.shape[0])
        state.macs += macs
        return make(shape, join(field, weight.field), input.dtype)

    return compute


def _transposed(axes: int) -> Callable[..., Tensor]:
    operation = f"conv_transpose{axes}d"

    def compute(
        input: Tensor,  # noqa: A002
        weight: Tensor,
        bias: Tensor | None = None,
        stride: Any = 1,
        padding: Any = 0,
        output_padding: Any = 0,
        groups: int = 1,
        dilation: Any = 1,
    ) -> Tensor:
        if len(weight.shape) != axes + 2 or groups <= 0 or weight.shape[0] % groups:
            message = f"{operation} cannot take the weight {list(weight.shape)} in {groups} groups"
            raise ShapeError(operation, (input.shape, weight.shape), message)
        shape, field, macs = transposed_convolved(
            input.shape,
            input.field,
            weight.shape,
            expanded(operation, "stride", stride, axes),
            expanded(operation, "padding", padding, axes),
            expanded(operation, "output_padding", output_padding, axes),
            expanded(operation, "dilation", dilation, axes),
            groups,
        )
        _bias_fits(operation, bias, weight.shape[1] * groups)
        state.macs += macs
        return make(shape, join(field, weight.field), input.dtype)

    return compute


def batch_norm(
    input: Tensor,  # noqa: A002
    running_mean: Tensor | None,
    running_var: Tensor | None,
    weight: Tensor | None = None,
    bias: Tensor | None = None,
    training: bool = False,
    momentum: float = 0.1,  # noqa: ARG001
    eps: float = 1e-5,  # noqa: ARG001
) -> Tensor:
    """torch.nn.functional.batch_norm."""
    shape = input.shape
    if len(shape) < 2:
        message = f"batch_norm needs at least 2 dimensions, got {list(shape)}"
        raise ShapeError("batch_norm", (shape,), message)
    if training:
        several_values(shape)
    elif running_mean is None or running_var is None:
        message = "running_mean and running_var must be given in evaluation mode"
        raise ShapeError("batch_norm", (shape,), message)
    for tensor in (running_mean, running_var, weight, bias):
        if tensor is not None and 0 not in shape and tensor.shape != (shape[1],):
            message = f"{list(tensor.shape)} should contain {shape[1]} elements, one per channel"
            raise ShapeError("batch_norm", (shape, tensor.shape), message)
    return input


def normalize(input: Tensor, p: float = 2.0, dim: Any = 1, eps: float = 1e-12) -> Tensor:  # noqa: A002, ARG001
    """torch.nn.functional.normalize: divided by the norm along a dimension."""
    axes = axes_of("normalize", input.shape, dim)
    spatial = len(input.shape) == 4 and bool(axes & {2, 3})
    field = whole(input.field, 2 in axes, 3 in axes) if spatial else input.field
    return make(input.shape, field, input.dtype)


def scaled_dot_product_attention(
    query: Tensor,
    key: Tensor,
    value: Tensor,
    attn_mask: Tensor | None = None,
    dropout_p: float = 0.0,  # noqa: ARG001
    is_causal: bool = False,
    scale: float | None = None,  # noqa: ARG001
    enable_gqa: bool = False,
) -> Tensor:
    """torch.nn.functional.scaled_dot_product_attention: `(…, L, E)`, `(…, S, E)`, `(…, S, V)`."""
    if enable_gqa:
        operation = "scaled_dot_product_attention with enable_gqa"
        raise Unsupported(operation)
    shapes = (query.shape, key.shape, value.shape)
    message = f"query {list(shapes[0])}, key {list(shapes[1])}, value {list(shapes[2])} don't fit"
    if min(len(shape) for shape in shapes) < 2:
        raise ShapeError("scaled_dot_product_attention", shapes, message)
    same_width = query.shape[-1] == key.shape[-1]
    if not same_width or key.shape[-2] != value.shape[-2] or (attn_mask is not None and is_causal):
        raise ShapeError("scaled_dot_product_attention", shapes, message)
    operation = "scaled_dot_product_attention"
    front = broadcast(operation, query.shape[:-2], key.shape[:-2])
    if attn_mask is not None:
        weights = (*front, query.shape[-2], key.shape[-2])
        broadcast(operation, weights, attn_mask.shape)
    shape = (*broadcast(operation, front, value.shape[:-2]), query.shape[-2], value.shape[-1])
    macs = prod(shape[:-1]) * key.shape[-2] * (query.shape[-1] + value.shape[-1])
    state.macs += macs
    if not state.ruled:
        state.modern += macs
    field = whole(join(query.field, join(key.field, value.field)))
    return make(shape, field, query.dtype)


def _blocks(shape: Shape, sizes: list[tuple[int, ...]]) -> tuple[int, ...]:
    kernel, dilation, padding, stride = sizes
    if any(k <= 0 for k in kernel) or any(d <= 0 for d in dilation) or any(s <= 0 for s in stride):
        message = f"kernel {kernel}, dilation {dilation} and stride {stride} must be positive"
        raise ShapeError("unfold", (shape,), message)
    if any(p < 0 for p in padding):
        raise ShapeError("unfold", (shape,), f"padding {padding} must not be negative")
    counts = tuple(
        (size + 2 * p - d * (k - 1) - 1) // s + 1
        for size, k, d, p, s in zip(shape, kernel, dilation, padding, stride, strict=True)
    )
    if any(count < 1 for count in counts):
        message = f"blocks of {kernel} over {list(shape)} give {counts}: they must be positive"
        raise ShapeError("unfold", (shape,), message)
    return counts


def _block_sizes(operation: str, *values: Any) -> list[tuple[int, ...]]:
    names = ("kernel_size", "dilation", "padding", "stride")
    return [expanded(operation, n, v, 2) for n, v in zip(names, values, strict=True)]


def unfold(
    input: Tensor,  # noqa: A002
    kernel_size: Any,
    dilation: Any = 1,
    padding: Any = 0,
    stride: Any = 1,
) -> Tensor:
    """torch.nn.functional.unfold: `(N, C, H, W)` to `(N, C * kernel, blocks)`."""
    shape = input.shape
    sizes = _block_sizes("unfold", kernel_size, dilation, padding, stride)
    if len(shape) not in (3, 4) or 0 in shape[-3:]:
        message = f"expected non-empty 3D or 4D input, got {list(shape)}"
        raise ShapeError("unfold", (shape,), message)
    counts = _blocks(shape[-2:], sizes)
    field = windowed(input.field, reach(sizes[0], sizes[1]), (sizes[3][0], sizes[3][1]))
    out = (*shape[:-3], shape[-3] * prod(sizes[0]), prod(counts))
    return make(out, field, input.dtype)


def fold(
    input: Tensor,  # noqa: A002
    output_size: Any,
    kernel_size: Any,
    dilation: Any = 1,
    padding: Any = 0,
    stride: Any = 1,
) -> Tensor:
    """torch.nn.functional.fold: `(N, C * kernel, blocks)` to `(N, C, H, W)`, blocks added."""
    shape = input.shape
    outs = expanded("fold", "output_size", output_size, 2)
    sizes = _block_sizes("fold", kernel_size, dilation, padding, stride)
    if len(shape) not in (2, 3) or 0 in shape[-2:]:
        message = f"expected non-empty 2D or 3D input, got {list(shape)}"
        raise ShapeError("fold", (shape,), message)
    if any(size < 1 for size in outs):
        raise ShapeError("fold", (shape,), f"output_size {outs} must be positive")
    if any(k <= 0 for k in sizes[0]) or shape[-2] % prod(sizes[0]):
        message = f"{shape[-2]} channels are not divisible by the kernel {sizes[0]}"
        raise ShapeError("fold", (shape,), message)
    counts = _blocks(outs, sizes)
    if prod(counts) != shape[-1]:
        message = f"output {outs} has {prod(counts)} blocks, but the input has {shape[-1]}"
        raise ShapeError("fold", (shape,), message)
    field = rescaled(input.field, *sizes[3])
    return make((*shape[:-2], shape[-2] // prod(sizes[0]), *outs), field, input.dtype)


def grid_sample(
    input: Tensor,  # noqa: A002
    grid: Tensor,
    mode: str = "bilinear",
    padding_mode: str = "zeros",
    align_corners: bool | None = None,  # noqa: ARG001
) -> Tensor:
    """torch.nn.functional.grid_sample: values of a map at places that a grid names."""
    shapes = (input.shape, grid.shape)
    rank = len(input.shape)
    if mode not in ("bilinear", "nearest", "bicubic") or (mode == "bicubic" and rank == 5):
        raise ShapeError("grid_sample", shapes, f"mode {mode!r} does not go with {rank} dimensions")
    if padding_mode not in ("zeros", "border", "reflection"):
        raise ShapeError("grid_sample", shapes, f"padding_mode {padding_mode!r} is not known")
    fits = rank in (4, 5) and len(grid.shape) == rank and input.shape[0] == grid.shape[0]
    if not fits or grid.shape[-1] != rank - 2 or 0 in input.shape[2:]:
        message = f"input {list(shapes[0])} and grid {list(shapes[1])} do not fit"
        raise ShapeError("grid_sample", shapes, message)
    out = (*input.shape[:2], *grid.shape[1:-1])
    return make(out, whole(join(input.field, grid.field)), input.dtype)


FUNCTIONS: dict[str, Callable[..., Any]] = {
    **{f"conv{axes}d": _convolution(axes) for axes in (1, 2, 3)},
    **{f"conv_transpose{axes}d": _transposed(axes) for axes in (1, 2, 3)},
    "batch_norm": batch_norm,
    "layer_norm": layer_norm,
    "group_norm": group_norm,
    "normalize": normalize,
    "scaled_dot_product_attention": scaled_dot_product_attention,
    "unfold": unfold,
    "fold": fold,
    "grid_sample": grid_sample,
}
