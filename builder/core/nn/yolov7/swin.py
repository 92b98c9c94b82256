"""Swin transformer layers: self-attention inside windows that shift from layer to layer."""

import torch
from torch import Tensor, nn

from builder.core.nn.yolov7.conv import Conv
from builder.core.nn.yolov7.windows import merge, padded, partition, relative_positions, shift_mask


class WindowAttention(nn.Module):
    """Self-attention of a window's pixels, with a learnt bias for each offset between two.

    Args:
        dim: Channels.
        window: Side of the window.
        num_heads: Attention heads; must divide dim.

    Shape:
        `(windows, window * window, dim)` -> the same.

    Source:
        Swin Transformer, https://arxiv.org/abs/2103.14030, as in YOLOv7.
    """

    relative_position_index: Tensor

    def __init__(self, dim: int, window: int, num_heads: int) -> None:
        super().__init__()
        self.num_heads = num_heads
        self.scale = (dim // num_heads) ** -0.5
        offsets = (2 * window - 1) ** 2
        self.relative_position_bias_table = nn.Parameter(torch.zeros(offsets, num_heads))
        self.register_buffer("relative_position_index", relative_positions(window))
        self.qkv = nn.Linear(dim, dim * 3)
        self.attn_drop = nn.Dropout(0.0)
        self.proj = nn.Linear(dim, dim)
        self.proj_drop = nn.Dropout(0.0)
        nn.init.normal_(self.relative_position_bias_table, std=0.02)
        self.softmax = nn.Softmax(dim=-1)

    def forward(self, x: Tensor, mask: Tensor | None = None) -> Tensor:
        """Attend, then mix the heads."""
        windows, pixels, dim = x.shape
        parts = self.qkv(x).reshape(windows, pixels, 3, self.num_heads, dim // self.num_heads)
        q, k, v = parts.permute(2, 0, 3, 1, 4)
        attention = (q * self.scale) @ k.transpose(-2, -1)
        bias = self.relative_position_bias_table[self.relative_position_index]
        attention = masked(attention + bias.permute(2, 0, 1), mask)
        attention = self.attn_drop(self.softmax(attention))
        y: Tensor = self.proj((attention @ v).transpose(1, 2).reshape(windows, pixels, dim))
        return self.proj_drop(y)  # type: ignore[no-any-return]


def masked(attention: Tensor, mask: Tensor | None) -> Tensor:
    """The attention with the mask of its window added.

    Args:
        attention: `(N * windows, heads, pixels, pixels)`.
        mask: `(windows, pixels, pixels)`; None adds nothing.
    """
    if mask is None:
        return attention
    _, heads, pixels, _ = attention.shape
    images = attention.view(-1, mask.shape[0], heads, pixels, pixels)
    return (images + mask.unsqueeze(1)).view(-1, heads, pixels, pixels)


class Mlp(nn.Module):
    """Two linear layers with SiLU between them.

    Args:
        dim: Channels.
        hidden: Channels between.

    Shape:
        `(…, dim)` -> `(…, dim)`.

    Source:
        Swin Transformer, as in YOLOv7, which has SiLU in the place of GELU.
    """

    def __init__(self, dim: int, hidden: int) -> None:
        super().__init__()
        self.fc1 = nn.Linear(dim, hidden)
        self.act = nn.SiLU()
        self.fc2 = nn.Linear(hidden, dim)
        self.drop = nn.Dropout(0.0)

    def forward(self, x: Tensor) -> Tensor:
        """Widen, activate, narrow."""
        y: Tensor = self.drop(self.fc2(self.drop(self.act(self.fc1(x)))))
        return y


class SwinTransformerLayer(nn.Module):
    """Window attention and an MLP, each with normalisation before and a shortcut around.

    Args:
        dim: Channels.
        num_heads: Attention heads; must divide dim.
        window_size: Side of the windows.
        shift_size: Pixels by which the map is rolled before it is cut; less than the side.

    Shape:
        `(N, dim, H, W)` -> `(N, dim, H, W)`; maps are padded with zeros until windows fit.

    Source:
        Swin Transformer, https://arxiv.org/abs/2103.14030, as in YOLOv7.
    """

    def __init__(self, dim: int, num_heads: int, window_size: int = 8, shift_size: int = 0) -> None:
        super().__init__()
        assert 0 <= shift_size < window_size, "the shift must be less than the window"
        self.window_size = window_size
        self.shift_size = shift_size
        self.norm1 = nn.LayerNorm(dim)
        self.attn = self.attention(dim, window_size, num_heads)
        self.drop_path = nn.Identity()
        self.norm2 = nn.LayerNorm(dim)
        self.mlp = Mlp(dim, 4 * dim)

    def attention(self, dim: int, window: int, num_heads: int) -> nn.Module:
        """The kind of attention."""
        return WindowAttention(dim, window, num_heads)

    def forward(self, x: Tensor) -> Tensor:
        """Channels last, through both parts, back to a map of the old size."""
        height, width = x.shape[-2:]
        pixels = padded(x, self.window_size).permute(0, 2, 3, 1)
        y = self.mix(pixels).permute(0, 3, 1, 2).contiguous()
        return y[:, :, :height, :width]

    def mix(self, x: Tensor) -> Tensor:
        """Both parts on `(N, H, W, dim)`."""
        x = x + self.drop_path(self.attend(self.norm1(x)))
        y: Tensor = x + self.drop_path(self.mlp(self.norm2(x)))
        return y

    def attend(self, x: Tensor) -> Tensor:
        """Attention in the windows of `(N, H, W, dim)`, rolled there and back if asked."""
        batch, height, width, _ = x.shape
        window, shift = self.window_size, self.shift_size
        mask = shift_mask(x, window, shift) if shift else None
        if shift:
            x = torch.roll(x, (-shift, -shift), (1, 2))
        y = merge(self.attn(partition(x, window), mask), window, batch, height, width)
        return torch.roll(y, (shift, shift), (1, 2)) if shift else y


class SwinTransformerBlock(nn.Module):
    """Swin transformer layers on a map, every other one with shifted windows.

    Args:
        c1: Input channels.
        c2: Output channels; a `Conv` adapts them where they differ.
        num_heads: Attention heads; must divide c2.
        num_layers: Layers in a row.
        window_size: Side of the windows.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        Swin Transformer, https://arxiv.org/abs/2103.14030, as in YOLOv7.
    """

    def __init__(
        self, c1: int, c2: int, num_heads: int, num_layers: int, window_size: int = 8
    ) -> None:
        super().__init__()
        self.conv = Conv(c1, c2) if c1 != c2 else None
        self.blocks = nn.Sequential(
            *(
                self.layer(c2, num_heads, window_size, window_size // 2 if i % 2 else 0)
                for i in range(num_layers)
            )
        )

    def layer(self, dim: int, num_heads: int, window: int, shift: int) -> nn.Module:
        """The kind of layer."""
        return SwinTransformerLayer(dim, num_heads, window, shift)

    def forward(self, x: Tensor) -> Tensor:
        """Adapt the channels, then all layers."""
        y: Tensor = self.blocks(x if self.conv is None else self.conv(x))
        return y
