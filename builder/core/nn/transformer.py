"""Transformer layers over the pixels of a feature map."""

from torch import Tensor, nn

from builder.core.nn.conv import Conv


class TransformerLayer(nn.Module):
    """Self-attention and two linear layers, each with a shortcut; no normalisation.

    Args:
        c: Channels.
        num_heads: Attention heads; must divide c.

    Shape:
        `(L, N, c)` -> `(L, N, c)`, where L is the number of pixels.

    Source:
        https://arxiv.org/abs/2010.11929 without LayerNorm, as in YOLOv5.
    """

    def __init__(self, c: int, num_heads: int) -> None:
        super().__init__()
        self.q = nn.Linear(c, c, bias=False)
        self.k = nn.Linear(c, c, bias=False)
        self.v = nn.Linear(c, c, bias=False)
        self.ma = nn.MultiheadAttention(embed_dim=c, num_heads=num_heads)
        self.fc1 = nn.Linear(c, c, bias=False)
        self.fc2 = nn.Linear(c, c, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        """Attend, then mix the channels."""
        x = self.ma(self.q(x), self.k(x), self.v(x))[0] + x
        y: Tensor = self.fc2(self.fc1(x)) + x
        return y


class TransformerBlock(nn.Module):
    """Transformer layers on a feature map, with a learnt linear position term.

    Args:
        c1: Input channels.
        c2: Output channels; a `Conv` adapts them where they differ.
        num_heads: Attention heads; must divide c2.
        num_layers: Layers in a row.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        https://arxiv.org/abs/2010.11929, as in YOLOv5.
    """

    def __init__(self, c1: int, c2: int, num_heads: int, num_layers: int) -> None:
        super().__init__()
        self.conv = Conv(c1, c2) if c1 != c2 else None
        self.linear = nn.Linear(c2, c2)
        self.tr = nn.Sequential(*(TransformerLayer(c2, num_heads) for _ in range(num_layers)))
        self.c2 = c2

    def forward(self, x: Tensor) -> Tensor:
        """Pixels as a sequence, through the layers, back to a map."""
        if self.conv is not None:
            x = self.conv(x)
        batch, _, height, width = x.shape
        pixels = x.flatten(2).permute(2, 0, 1)
        y: Tensor = self.tr(pixels + self.linear(pixels))
        return y.permute(1, 2, 0).reshape(batch, self.c2, height, width)
