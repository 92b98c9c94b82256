"""Swin transformer layers of the second version: cosine attention, normalisation afterwards."""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 -- everybody's name for it

from builder.core.nn.yolov7.swin import SwinTransformerBlock, SwinTransformerLayer, masked
from builder.core.nn.yolov7.windows import relative_positions


class WindowAttention2(nn.Module):
    """Cosine attention of a window's pixels; a small network gives the bias for each offset.

    Args:
        dim: Channels.
        window: Side of the window.
        num_heads: Attention heads; must divide dim.

    Shape:
        `(windows, window * window, dim)` -> the same.

    Source:
        Swin Transformer V2, https://arxiv.org/abs/2111.09883, as in YOLOv7
        (there WindowAttention_v2).
    """

    relative_coords_table: Tensor
    relative_position_index: Tensor

    def __init__(self, dim: int, window: int, num_heads: int) -> None:
        super().__init__()
        self.num_heads = num_heads
        self.logit_scale = nn.Parameter(torch.log(10 * torch.ones(num_heads, 1, 1)))
        self.cpb_mlp = nn.Sequential(
            nn.Linear(2, 512), nn.ReLU(inplace=True), nn.Linear(512, num_heads, bias=False)
        )
        self.register_buffer("relative_coords_table", log_offsets(window))
        self.register_buffer("relative_position_index", relative_positions(window))
        self.qkv = nn.Linear(dim, dim * 3, bias=False)
        self.q_bias = nn.Parameter(torch.zeros(dim))
        self.v_bias = nn.Parameter(torch.zeros(dim))
        self.attn_drop = nn.Dropout(0.0)
        self.proj = nn.Linear(dim, dim)
        self.proj_drop = nn.Dropout(0.0)
        self.softmax = nn.Softmax(dim=-1)

    def forward(self, x: Tensor, mask: Tensor | None = None) -> Tensor:
        """Attend, then mix the heads."""
        windows, pixels, dim = x.shape
        bias = torch.cat((self.q_bias, torch.zeros_like(self.v_bias), self.v_bias))
        parts = F.linear(x, self.qkv.weight, bias)
        q, k, v = parts.reshape(windows, pixels, 3, self.num_heads, -1).permute(2, 0, 3, 1, 4)
        attention = F.normalize(q, dim=-1) @ F.normalize(k, dim=-1).transpose(-2, -1)
        attention = attention * self.logit_scale.clamp(max=math.log(100)).exp()
        attention = self.softmax(masked(attention + self.position_bias(), mask))
        attended = self.attn_drop(attention) @ v
        y: Tensor = self.proj(attended.transpose(1, 2).reshape(windows, pixels, dim))
        return self.proj_drop(y)  # type: ignore[no-any-return]

    def position_bias(self) -> Tensor:
        """Between 0 and 16 for each two pixels, `(heads, pixels, pixels)`."""
        table = self.cpb_mlp(self.relative_coords_table).view(-1, self.num_heads)
        bias = table[self.relative_position_index].permute(2, 0, 1)
        return 16 * torch.sigmoid(bias)


def log_offsets(window: int) -> Tensor:
    """Offsets between two pixels, down and across, on a logarithmic scale from -1.06 to 1.06.

    Returns:
        `(1, 2 * window - 1, 2 * window - 1, 2)`.
    """
    axis = torch.arange(1 - window, window, dtype=torch.float32)
    grid = torch.stack(torch.meshgrid(axis, axis, indexing="ij"), -1).unsqueeze(0)
    far = grid / (window - 1) * 8
    return torch.sign(far) * torch.log2(torch.abs(far) + 1) / math.log2(8)


class SwinTransformer2Layer(SwinTransformerLayer):
    """Window attention and an MLP, each with normalisation after it and a shortcut around.

    Args:
        dim: Channels.
        num_heads: Attention heads; must divide dim.
        window_size: Side of the windows.
        shift_size: Pixels by which the map is rolled before it is cut; less than the side.

    Shape:
        `(N, dim, H, W)` -> `(N, dim, H, W)`; maps are padded with zeros until windows fit.

    Source:
        Swin Transformer V2, https://arxiv.org/abs/2111.09883, as in YOLOv7
        (there SwinTransformerLayer_v2).
    """

    def attention(self, dim: int, window: int, num_heads: int) -> nn.Module:
        """The kind of attention."""
        return WindowAttention2(dim, window, num_heads)

    def mix(self, x: Tensor) -> Tensor:
        """Both parts on `(N, H, W, dim)`."""
        x = x + self.drop_path(self.norm1(self.attend(x)))
        y: Tensor = x + self.drop_path(self.norm2(self.mlp(x)))
        return y


class SwinTransformer2Block(SwinTransformerBlock):
    """Swin transformer layers of the second version, every other one with shifted windows.

    Args:
        c1: Input channels.
        c2: Output channels; a `Conv` adapts them where they differ.
        num_heads: Attention heads; must divide c2.
        num_layers: Layers in a row.
        window_size: Side of the windows.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        Swin Transformer V2, https://arxiv.org/abs/2111.09883, as in YOLOv7.
    """

    def __init__(
        self, c1: int, c2: int, num_heads: int, num_layers: int, window_size: int = 7
    ) -> None:
        super().__init__(c1, c2, num_heads, num_layers, window_size)

    def layer(self, dim: int, num_heads: int, window: int, shift: int) -> nn.Module:
        """The kind of layer."""
        return SwinTransformer2Layer(dim, num_heads, window, shift)
