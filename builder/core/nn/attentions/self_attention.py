"""Self-attention between the places of a map."""

import torch
from torch import Tensor, nn

from builder.core.nn.attentions.group_gates import in_groups


class MHSA(nn.Module):
    """Multi-head self-attention of BoTNet: every place looks at every other.

    Args:
        c1: Channels.
        c2: Channels again.
        width: Of the largest map that the positions fit.
        height: Of the largest map that the positions fit.
        heads: Attention heads; must divide the channels.
        pos_emb: Learn positions, width * height of them.

    Shape:
        `(N, c1, H, W)` -> `(N, c1, H, W)`.

    Source:
        https://arxiv.org/abs/2101.11605 as in leaderj1001/BottleneckTransformers and the forks: no
        scaling of the products, and no positions unless asked for. A smaller map takes the first
        of the positions.
    """

    def __init__(
        self,
        c1: int,
        c2: int,  # noqa: ARG002
        width: int = 14,
        height: int = 14,
        heads: int = 4,
        pos_emb: bool = False,
    ) -> None:
        super().__init__()
        size = in_groups(c1, heads)
        self.heads = heads
        self.pos_emb = pos_emb
        self.query = nn.Conv2d(c1, c1, 1)
        self.key = nn.Conv2d(c1, c1, 1)
        self.value = nn.Conv2d(c1, c1, 1)
        if pos_emb:
            self.rel_h_weight = nn.Parameter(torch.randn(1, heads, size, 1, height))
            self.rel_w_weight = nn.Parameter(torch.randn(1, heads, size, width, 1))
        self.softmax = nn.Softmax(-1)

    def forward(self, x: Tensor) -> Tensor:
        """Compare, share, sum."""
        batch, channels, height, width = x.shape
        shape = (batch, self.heads, channels // self.heads, height * width)
        query, key, value = (conv(x).reshape(shape) for conv in (self.query, self.key, self.value))
        energy = query.transpose(2, 3) @ key
        if self.pos_emb:
            energy = energy + self._positions(query)
        y: Tensor = value @ self.softmax(energy).transpose(2, 3)
        return y.reshape(x.shape)

    def _positions(self, query: Tensor) -> Tensor:
        positions = (self.rel_h_weight + self.rel_w_weight).flatten(3).transpose(2, 3)
        places = query.shape[3]
        if positions.shape[2] < places:
            raise ValueError(f"{positions.shape[2]} positions do not reach {places} places")
        return (positions @ query)[:, :, :places]


class CrissCrossAttention(nn.Module):
    """Criss-cross attention: every place looks along its row and its column.

    Args:
        c1: Channels.
        c2: Channels again.

    Shape:
        `(N, c1, H, W)` -> `(N, c1, H, W)`.

    Source:
        https://arxiv.org/abs/1811.11721 and speedinghzl/CCNet.
    """

    def __init__(self, c1: int, c2: int) -> None:  # noqa: ARG002
        super().__init__()
        hidden = max(c1 // 8, 1)
        self.query_conv = nn.Conv2d(c1, hidden, 1)
        self.key_conv = nn.Conv2d(c1, hidden, 1)
        self.value_conv = nn.Conv2d(c1, c1, 1)
        self.softmax = nn.Softmax(3)
        self.gamma = nn.Parameter(torch.zeros(1))

    def forward(self, x: Tensor) -> Tensor:
        """Compare along both lines, one softmax over their places, sum, add."""
        query, key, value = self.query_conv(x), self.key_conv(x), self.value_conv(x)
        height, width = x.shape[2], x.shape[3]
        # The place itself stands in both lines, and counts in its row.
        itself = torch.eye(height, dtype=torch.bool, device=x.device).view(1, height, 1, height)
        column = torch.einsum("bchw,bcgw->bhwg", query, key).masked_fill(itself, float("-inf"))
        row = torch.einsum("bchw,bchv->bhwv", query, key)
        shares = self.softmax(torch.cat((column, row), 3))
        column, row = torch.split(shares, [height, width], 3)
        seen = torch.einsum("bhwg,bcgw->bchw", column, value)
        seen = seen + torch.einsum("bhwv,bchv->bchw", row, value)
        y: Tensor = self.gamma * seen + x
        return y
