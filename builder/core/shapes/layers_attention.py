"""nn.MultiheadAttention and nn.TransformerEncoderLayer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from builder.core.shapes.budget import state
from builder.core.shapes.errors import Shape, ShapeError, Unsupported
from builder.core.shapes.field import join, whole
from builder.core.shapes.layer import Layer
from builder.core.shapes.layers_linear import Linear
from builder.core.shapes.layers_norm import LayerNorm
from builder.core.shapes.layers_resample import Dropout
from builder.core.shapes.module import Module
from builder.core.shapes.sizes import checked, whole_number
from builder.core.shapes.tensor import Parameter, Tensor, make


class NonDynamicallyQuantizableLinear(Linear):
    """The type of MultiheadAttention's output layer; exact-type counters pass it by."""

    leaf = True


def attention_ops(layer: Any, query: Tensor, result: Any) -> int:
    """Projections, both attention products and the softmax, as ultralytics-thop counts them."""
    del query, result
    return int(layer.last_ops)


class MultiheadAttention(Layer):
    """nn.MultiheadAttention."""

    modern_rule = staticmethod(attention_ops)

    def __init__(
        self,
        embed_dim: Any,
        num_heads: Any,
        dropout: float = 0.0,
        bias: bool = True,
        add_bias_kv: bool = False,
        add_zero_attn: bool = False,
        kdim: Any = None,
        vdim: Any = None,
        batch_first: bool = False,
        device: Any = None,  # noqa: ARG002
        dtype: Any = None,  # noqa: ARG002
    ) -> None:
        super().__init__()
        whole_number("multi_head_attention", embed_dim)
        whole_number("multi_head_attention", num_heads)
        if embed_dim <= 0 or num_heads <= 0:
            message = f"embed_dim {embed_dim} and num_heads {num_heads} must be greater than 0"
            raise ShapeError("multi_head_attention", (), message)
        if embed_dim % num_heads:
            message = f"embed_dim {embed_dim} must be divisible by num_heads {num_heads}"
            raise ShapeError("multi_head_attention", (), message)
        self.embed_dim = embed_dim
        self.num_heads = num_heads
        self.head_dim = embed_dim // num_heads
        self.dropout = dropout
        self.batch_first = batch_first
        self.kdim = embed_dim if kdim is None else kdim
        self.vdim = embed_dim if vdim is None else vdim
        self.extra_keys = int(add_bias_kv) + int(add_zero_attn)
        self.last_ops = 0
        self._make_parameters(bias, add_bias_kv)

    def _make_parameters(self, bias: bool, add_bias_kv: bool) -> None:
        size = self.embed_dim
        packed = self.kdim == self.vdim == size
        separate = {"q_proj_weight": size, "k_proj_weight": self.kdim, "v_proj_weight": self.vdim}
        for name, width in separate.items():
            self.register_parameter(name, None if packed else _parameter((size, width)))
        self.in_proj_weight = _parameter((3 * size, size)) if packed else None
        self.in_proj_bias = _parameter((3 * size,)) if bias else None
        self.out_proj = NonDynamicallyQuantizableLinear(size, size, bias)
        self.bias_k = _parameter((1, 1, size)) if add_bias_kv else None
        self.bias_v = _parameter((1, 1, size)) if add_bias_kv else None

    def forward(
        self,
        query: Tensor,
        key: Tensor,
        value: Tensor,
        key_padding_mask: Tensor | None = None,
        need_weights: bool = True,
        attn_mask: Tensor | None = None,
        average_attn_weights: bool = True,
        is_causal: bool = False,  # noqa: ARG002
    ) -> tuple[Tensor, Tensor | None]:
        """Shape: query `(L, N, E)` or `(N, L, E)`, unbatched `(L, E)`; output as the query."""
        self._check(query, key, value)
        if key_padding_mask is not None or attn_mask is not None:
            operation = "nn.MultiheadAttention with a mask"
            raise Unsupported(operation)
        batched = len(query.shape) == 3
        length_axis = 1 if self.batch_first and batched else 0
        batch = query.shape[1 - length_axis] if batched else 1
        target, keys = query.shape[length_axis], key.shape[length_axis]
        self._count(batch, target, keys)
        field = whole(join(query.field, join(key.field, value.field)))
        output = make(query.shape, field, query.dtype)
        if not need_weights:
            return output, None
        heads = () if average_attn_weights else (self.num_heads,)
        front = (batch,) if batched else ()
        return output, make((*front, *heads, target, keys + self.extra_keys), field, query.dtype)

    def _check(self, query: Tensor, key: Tensor, value: Tensor) -> None:
        shapes = (query.shape, key.shape, value.shape)
        ranks = {len(shape) for shape in shapes}
        if ranks not in ({2}, {3}):
            message = f"query, key and value must all be 2D or all 3D, not {_listed(shapes)}"
            raise ShapeError("multi_head_attention", shapes, message)
        widths = (self.embed_dim, self.kdim, self.vdim)
        for name, shape, width in zip(("query", "key", "value"), shapes, widths, strict=True):
            if shape[-1] != width:
                message = f"{name} {list(shape)} was expected to end in {width} features"
                raise ShapeError("multi_head_attention", shapes, message)
        if shapes[1][:-1] != shapes[2][:-1]:
            message = f"key {list(shapes[1])} and value {list(shapes[2])} differ in length or batch"
            raise ShapeError("multi_head_attention", shapes, message)
        axis = 0 if self.batch_first else 1
        if len(query.shape) == 3 and shapes[0][axis] != shapes[1][axis]:
            message = f"query {list(shapes[0])} and key {list(shapes[1])} differ in batch"
            raise ShapeError("multi_head_attention", shapes, message)

    def _count(self, batch: int, target: int, keys: int) -> None:
        size, attended = self.embed_dim, keys + self.extra_keys
        projections = size * (2 * target * size + keys * (self.kdim + self.vdim))
        products = 2 * target * attended * size
        softmax = batch * self.num_heads * target * max(3 * attended - 1, 0)
        state.macs += batch * (projections + products)
        self.last_ops = batch * (projections + products) + softmax


def _listed(shapes: tuple[Shape, ...]) -> str:
    return ", ".join(str(list(shape)) for shape in shapes)


def _parameter(shape: Shape) -> Parameter:
    return Parameter(Tensor(checked("multi_head_attention", shape)))


class TransformerEncoderLayer(Module):
    """nn.TransformerEncoderLayer."""

    def __init__(
        self,
        d_model: Any,
        nhead: Any,
        dim_feedforward: Any = 2048,
        dropout: float = 0.1,
        activation: str | Callable[[Tensor], Tensor] = "relu",
        layer_norm_eps: float = 1e-5,
        batch_first: bool = False,
        norm_first: bool = False,
        bias: bool = True,
    ) -> None:
        super().__init__()
        if isinstance(activation, str) and activation not in ("relu", "gelu"):
            message = f"activation should be relu/gelu, not {activation}"
            raise ShapeError("transformer_encoder_layer", (), message)
        self.self_attn = MultiheadAttention(d_model, nhead, dropout, bias, batch_first=batch_first)
        self.linear1 = Linear(d_model, dim_feedforward, bias)
        self.dropout = Dropout(dropout)
        self.linear2 = Linear(dim_feedforward, d_model, bias)
        self.norm_first = norm_first
        self.norm1 = LayerNorm(d_model, layer_norm_eps, bias=bias)
        self.norm2 = LayerNorm(d_model, layer_norm_eps, bias=bias)
        self.dropout1 = Dropout(dropout)
        self.dropout2 = Dropout(dropout)

    def forward(self, src: Tensor) -> Tensor:
        """Shape: `(L, N, E)` or `(N, L, E)`, the same out."""
        attended = self.self_attn(src, src, src, need_weights=False)[0]
        x = self.norm1(attended)
        return self.norm2(self.linear2(self.linear1(x)))  # type: ignore[no-any-return]
