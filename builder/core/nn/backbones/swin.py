"""Swin transformer in rows of its own: patches, stages, merging; and the whole tiny network."""

import torch
from torch import Tensor, nn

from builder.core.nn.backbones.swin_parts import (
    Mlp,
    TwoDropMlp,
    WindowAttention,
    attended,
    shift_mask,
)
from builder.core.nn.efficientnet import StochasticDepth


class SwinBlock(nn.Module):
    """Attention in windows, shifted or not, and a perceptron, each with a shortcut.

    Args:
        c: Channels.
        heads: Heads.
        size: Side of a window; maps are padded to whole windows.
        shift: Places by which the windows are shifted; 0: not.
        mlp: The perceptron.
        qkv_bias: Bias in the layer that makes queries, keys and values.
        drop: Dropout of the attention's output.
        attn_drop: Dropout of the attention weights.
        drop_path: Stochastic depth of both branches.

    Shape:
        `(N, H, W, c)` -> the same.

    Source:
        Swin Transformer, https://arxiv.org/abs/2103.14030, figure 3; padding as in the authors'
        detection code.
    """

    def __init__(
        self,
        c: int,
        heads: int,
        size: int,
        shift: int,
        mlp: nn.Module,
        qkv_bias: bool = True,
        drop: float = 0.0,
        attn_drop: float = 0.0,
        drop_path: float = 0.0,
    ) -> None:
        super().__init__()
        self.size, self.shift = size, shift
        self.norm1 = nn.LayerNorm(c)
        self.attn = WindowAttention(c, size, heads, qkv_bias, attn_drop, drop)
        self.drop_path = StochasticDepth(drop_path) if drop_path > 0 else nn.Identity()
        self.norm2 = nn.LayerNorm(c)
        self.mlp = mlp

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """Both branches, plus what goes into each."""
        _, h, w, _ = x.shape
        padded = nn.functional.pad(self.norm1(x), (0, 0, 0, -w % self.size, 0, -h % self.size))
        y = attended(padded, self.attn, self.size, self.shift, mask)[:, :h, :w]
        x = x + self.drop_path(y)
        z: Tensor = x + self.drop_path(self.mlp(self.norm2(x)))
        return z


def run_blocks(blocks: nn.ModuleList, x: Tensor, size: int) -> Tensor:
    """All blocks of a stage on a map with its channels last; they share one mask."""
    _, h, w, _ = x.shape
    mask = None
    if len(blocks) > 1 and size > 1:
        mask = shift_mask(h + -h % size, w + -w % size, size, size // 2, x)
    for block in blocks:
        x = block(x, mask)
    return x


class SwinStage(nn.Module):
    """A stage of the Swin transformer on a map: blocks with and without shifted windows.

    Args:
        c1: Input channels.
        c2: Output channels; must equal c1.
        depth: Blocks.
        num_heads: Heads; must divide the channels.
        window_size: Side of a window.
        mlp_ratio: Features inside the perceptrons, as a multiple of the channels.
        qkv_bias: Bias in the layers that make queries, keys and values.
        drop: Dropout of the outputs.
        attn_drop: Dropout of the attention weights.
        drop_path: Stochastic depth of every branch.

    Shape:
        `(N, c1, H, W)` -> `(N, c1, H, W)`; any size, padded to whole windows inside.

    Source:
        Swin Transformer, https://arxiv.org/abs/2103.14030, as in the Swin tutorials for YOLOv5,
        whose rows are `SwinStage, [c2, depth, heads, window]`.
    """

    def __init__(
        self,
        c1: int,
        c2: int,
        depth: int,
        num_heads: int,
        window_size: int,
        mlp_ratio: float = 4.0,
        qkv_bias: bool = True,
        drop: float = 0.0,
        attn_drop: float = 0.0,
        drop_path: float = 0.0,
    ) -> None:
        super().__init__()
        if c1 != c2:
            raise ValueError(f"a stage keeps its channels: {c1} go in, so c2 cannot be {c2}")
        self.window_size = window_size
        self.blocks = nn.ModuleList(
            SwinBlock(
                c1, num_heads, window_size, window_size // 2 if i % 2 else 0,
                TwoDropMlp(c1, int(c1 * mlp_ratio), drop), qkv_bias, drop, attn_drop, drop_path,
            )
            for i in range(depth)
        )  # fmt: skip

    def forward(self, x: Tensor) -> Tensor:
        """All blocks, channels last."""
        y = run_blocks(self.blocks, x.permute(0, 2, 3, 1), self.window_size)
        return y.permute(0, 3, 1, 2)


class PatchEmbed(nn.Module):
    """Patches of the image as vectors: one convolution whose stride is its kernel.

    Args:
        c1: Input channels.
        c2: Output channels.
        patch_size: Side of a patch; the image is padded to whole patches.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H / patch_size, W / patch_size)`, rounded up.

    Source:
        Swin Transformer, https://arxiv.org/abs/2103.14030, as in the Swin tutorials for YOLOv5:
        an nn.Identity stands in the place of the normalisation.
    """

    def __init__(self, c1: int, c2: int = 96, patch_size: int = 4) -> None:
        super().__init__()
        self.patch_size = patch_size
        self.proj = nn.Conv2d(c1, c2, patch_size, patch_size)
        self.norm: nn.Module = nn.Identity()

    def forward(self, x: Tensor) -> Tensor:
        """Pad to whole patches, project each."""
        _, _, h, w = x.shape
        x = nn.functional.pad(x, (0, -w % self.patch_size, 0, -h % self.patch_size))
        y: Tensor = self.norm(self.proj(x).permute(0, 2, 3, 1))
        return y.permute(0, 3, 1, 2)


class PatchMerging(nn.Module):
    """Half the resolution: 2x2 neighbours normalised together and projected.

    Args:
        c1: Input channels.
        c2: Output channels; must be 2 * c1.

    Shape:
        `(N, c1, H, W)` -> `(N, 2 * c1, H / 2, W / 2)`, rounded up.

    Source:
        Swin Transformer, https://arxiv.org/abs/2103.14030, as in the Swin tutorials for YOLOv5.
        Odd sizes are padded, as by the authors; the tutorial pads too, but fails afterwards.
    """

    def __init__(self, c1: int, c2: int) -> None:
        super().__init__()
        if c2 != 2 * c1:
            raise ValueError(f"merging doubles the channels: c2 must be {2 * c1}, not {c2}")
        self.reduction = nn.Linear(4 * c1, c2, bias=False)
        self.norm = nn.LayerNorm(4 * c1)

    def forward(self, x: Tensor) -> Tensor:
        """Join each square's four vectors, normalise, project."""
        _, _, h, w = x.shape
        x = nn.functional.pad(x.permute(0, 2, 3, 1), (0, 0, 0, w % 2, 0, h % 2))
        columns = torch.cat((x[:, 0::2], x[:, 1::2]), -1)
        x = torch.cat((columns[:, :, 0::2], columns[:, :, 1::2]), -1)
        y: Tensor = self.reduction(self.norm(x))
        return y.permute(0, 3, 1, 2)


class SwinLayer(nn.Module):
    """A stage of the whole network with the merging that follows it.

    Args:
        c: Channels.
        depth: Blocks.
        heads: Heads.
        size: Side of a window.
        merge: Whether a PatchMerging follows.

    Shape:
        `(N, c, H, W)` -> the stage's map with its channels last, `(N, H, W, c)`, and what the next
        stage gets, `(N, 2 * c, H / 2, W / 2)`; without merging the same map.

    Source:
        `BasicLayer` of https://github.com/microsoft/Swin-Transformer.
    """

    def __init__(self, c: int, depth: int, heads: int, size: int, merge: bool) -> None:
        super().__init__()
        self.size = size
        self.blocks = nn.ModuleList(
            SwinBlock(c, heads, size, size // 2 if i % 2 else 0, Mlp(c, 4 * c))
            for i in range(depth)
        )
        self.downsample = PatchMerging(c, 2 * c) if merge else None

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """All blocks, then the merging."""
        y = run_blocks(self.blocks, x.permute(0, 2, 3, 1), self.size)
        following = y.permute(0, 3, 1, 2)
        return y, following if self.downsample is None else self.downsample(following)


class SwinTransformer_Tiny(nn.Module):  # noqa: N801 -- the name that configs write
    """Swin-T without its classifier; every map is normalised before it is given.

    Shape:
        `(N, 3, H, W)` -> maps of strides 4, 8, 16 and 32 with 96, 192, 384 and 768 channels.

    Source:
        Swin Transformer, https://arxiv.org/abs/2103.14030; norms on all four maps as in the
        authors' detection code, which the tutorials for YOLO take over.
    """

    def __init__(self) -> None:
        super().__init__()
        self.width_list = [96, 192, 384, 768]
        self.channel = list(self.width_list)  # forks read either
        self.patch_embed = PatchEmbed(3, 96)
        self.patch_embed.norm = nn.LayerNorm(96)
        self.pos_drop = nn.Dropout(0.0)
        self.layers = nn.ModuleList(
            SwinLayer(c, depth, c // 32, 7, c < 768)
            for c, depth in zip(self.width_list, (2, 2, 6, 2), strict=True)
        )
        self.norm0, self.norm1, self.norm2, self.norm3 = map(nn.LayerNorm, self.width_list)

    def forward(self, x: Tensor) -> list[Tensor]:
        """Each stage's map, normalised; the next stage gets it as it was."""
        maps = []
        x = self.pos_drop(self.patch_embed(x))
        norms = (self.norm0, self.norm1, self.norm2, self.norm3)
        for layer, norm in zip(self.layers, norms, strict=True):
            y, x = layer(x)
            maps.append(norm(y).permute(0, 3, 1, 2))
        return maps
