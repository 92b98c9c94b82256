"""Attention within areas of the map, the workhorse of YOLO12."""

import torch
from torch import Tensor, nn

from builder.core.nn.conv import Conv
from builder.core.nn.ultralytics.c3k import C3k

HEAD = 32
"""Channels of an attention head."""


class AAttn(nn.Module):
    """Self-attention among the pixels of each of several equal runs of rows.

    Args:
        dim: Channels.
        num_heads: Heads; must divide the channels.
        area: Runs; must divide the number of pixels.

    Shape:
        `(N, dim, H, W)` -> `(N, dim, H, W)`.

    Source:
        YOLO12, https://arxiv.org/abs/2502.12524.
    """

    def __init__(self, dim: int, num_heads: int, area: int = 1) -> None:
        super().__init__()
        self.area = area
        self.num_heads = num_heads
        self.head_dim = dim // num_heads
        inside = self.head_dim * num_heads
        self.qkv = Conv(dim, 3 * inside, 1, act=False)
        self.proj = Conv(inside, dim, 1, act=False)
        self.pe = Conv(inside, inside, 7, 1, 3, g=inside, act=False)

    def forward(self, x: Tensor) -> Tensor:
        """Attend within each area; a 7x7 depth-wise convolution of the values gives the place."""
        areas = x.shape[0] * max(self.area, 1)
        pixels = self.qkv(x).flatten(2).transpose(1, 2)
        pixels = pixels.reshape(areas, pixels.shape[1] // max(self.area, 1), pixels.shape[2])
        heads = pixels.view(*pixels.shape[:2], self.num_heads, 3 * self.head_dim)
        q, k, v = heads.permute(0, 2, 3, 1).split(self.head_dim, 2)
        weights = ((q * self.head_dim**-0.5).transpose(-2, -1) @ k).softmax(-1)
        attended = self.as_map(v @ weights.transpose(-2, -1), x)
        y: Tensor = self.proj(attended + self.pe(self.as_map(v, x)))
        return y

    def as_map(self, values: Tensor, x: Tensor) -> Tensor:
        """Values of all areas, heads and pixels as a map of the size of `x`."""
        batch, _, height, width = x.shape
        channels = self.num_heads * self.head_dim
        rows = values.permute(0, 3, 1, 2).reshape(batch, height, width, channels)
        return rows.permute(0, 3, 1, 2)


class ABlock(nn.Module):
    """Area attention and a two-layer network, each with a shortcut.

    Args:
        dim: Channels.
        num_heads: Heads; must divide the channels.
        mlp_ratio: Channels inside the network as a multiple of dim.
        area: Areas of the attention.

    Shape:
        `(N, dim, H, W)` -> `(N, dim, H, W)`.

    Source:
        YOLO12, https://arxiv.org/abs/2502.12524.
    """

    def __init__(self, dim: int, num_heads: int, mlp_ratio: float = 1.2, area: int = 1) -> None:
        super().__init__()
        self.attn = AAttn(dim, num_heads, area)
        hidden = int(dim * mlp_ratio)
        self.mlp = nn.Sequential(Conv(dim, hidden, 1), Conv(hidden, dim, 1, act=False))
        self.apply(start_small)

    def forward(self, x: Tensor) -> Tensor:
        """Attend, then mix the channels."""
        x = x + self.attn(x)
        y: Tensor = x + self.mlp(x)
        return y


def start_small(module: nn.Module) -> None:
    """Convolutions start as in transformers: small normal weights, nothing far out."""
    if isinstance(module, nn.Conv2d):
        nn.init.trunc_normal_(module.weight, std=0.02)


class A2C2f(nn.Module):
    """A chain of attention blocks (or C3k blocks) all of whose steps reach the last convolution.

    Args:
        c1: Input channels.
        c2: Output channels.
        n: Steps.
        a2: Each step is two area-attention blocks; False: a C3k block.
        area: Areas of the attention.
        residual: Add the input and scale the rest by a learnt, small factor; needs c1 == c2
            and a2.
        mlp_ratio: Channels inside the blocks' networks as a multiple of the chain's.
        e: Channels of the chain, as a fraction of c2; they must divide by 32.
        g: Groups in the C3k blocks.
        shortcut: Shortcuts in the C3k blocks.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        YOLO12, https://arxiv.org/abs/2502.12524, as in Ultralytics.

    Raises:
        ValueError: The channels of the chain do not divide by 32.
    """

    def __init__(
        self,
        c1: int,
        c2: int,
        n: int = 1,
        a2: bool = True,
        area: int = 1,
        residual: bool = False,
        mlp_ratio: float = 2.0,
        e: float = 0.5,
        g: int = 1,
        shortcut: bool = True,
    ) -> None:
        super().__init__()
        hidden = int(c2 * e)
        if hidden % HEAD:
            raise ValueError(f"A2C2f has heads of {HEAD} channels: {hidden} do not divide by it")
        self.cv1 = Conv(c1, hidden, 1, 1)
        self.cv2 = Conv((1 + n) * hidden, c2, 1)
        self.gamma = nn.Parameter(0.01 * torch.ones(c2)) if a2 and residual else None
        self.m = nn.ModuleList(
            nn.Sequential(*(ABlock(hidden, hidden // HEAD, mlp_ratio, area) for _ in range(2)))
            if a2
            else C3k(hidden, hidden, 2, shortcut, g)
            for _ in range(n)
        )

    def forward(self, x: Tensor) -> Tensor:
        """Every step, together; with `residual` a little of it on top of the input."""
        steps = [self.cv1(x)]
        for block in self.m:
            steps.append(block(steps[-1]))
        y: Tensor = self.cv2(torch.cat(steps, 1))
        return y if self.gamma is None else x + self.gamma.view(1, -1, 1, 1) * y
