"""Self-attention in small windows, dilated more in some heads than in others."""

import torch
from torch import Tensor, nn

from builder.core.nn.attentions.group_gates import in_groups


class DilateAttention(nn.Module):
    """Each place attends to a window of neighbours, spread by a dilation.

    Args:
        head_dim: Channels of one head.
        kernel_size: Side of the window, odd.
        dilation: Distance between neighbours.

    Shape:
        Queries, keys and values `(N, C, H, W)` -> `(N, C, H, W)`.

    Source:
        https://arxiv.org/abs/2302.01791 and JIAOJIAYUASD/dilateformer.
    """

    def __init__(self, head_dim: int, kernel_size: int, dilation: int) -> None:
        super().__init__()
        self.head_dim = head_dim
        margin = dilation * (kernel_size - 1) // 2
        self.unfold = nn.Unfold(kernel_size, dilation, margin)

    def forward(self, query: Tensor, key: Tensor, value: Tensor) -> Tensor:
        """Compare with the neighbours, share, sum."""
        batch, channels, height, width = query.shape
        shape = (batch, channels // self.head_dim, self.head_dim, -1, height * width)
        # (N, heads, places, C of one, neighbours)
        keys, values = (
            self.unfold(part).reshape(shape).permute(0, 1, 4, 2, 3) for part in (key, value)
        )
        asking = query.reshape(shape).permute(0, 1, 4, 3, 2)
        shares = torch.softmax((asking @ keys) * self.head_dim**-0.5, -1)
        seen: Tensor = (shares @ values.transpose(3, 4)).squeeze(3)
        return seen.transpose(2, 3).reshape(query.shape)


class MultiDilatelocalAttention(nn.Module):
    """Multi-scale dilated attention: windows of neighbours, a dilation for each share of heads.

    Args:
        c1: Channels.
        c2: Channels again.
        num_heads: Attention heads; must divide the channels.
        kernel_size: Side of the windows, odd.
        dilation: Of each share of the heads; their number must divide the heads.

    Shape:
        `(N, c1, H, W)` -> `(N, c1, H, W)`.

    Source:
        https://arxiv.org/abs/2302.01791 and JIAOJIAYUASD/dilateformer, on maps as in the forks.
        Dilations 1 to 4: the three of the authors' default cannot share its 8 heads.
    """

    def __init__(
        self,
        c1: int,
        c2: int,  # noqa: ARG002
        num_heads: int = 8,
        kernel_size: int = 3,
        dilation: tuple[int, ...] = (1, 2, 3, 4),
    ) -> None:
        super().__init__()
        in_groups(num_heads, len(dilation))
        size = in_groups(c1, num_heads)
        self.qkv = nn.Conv2d(c1, c1 * 3, 1, bias=False)
        self.dilate_attention = nn.ModuleList(
            DilateAttention(size, kernel_size, d) for d in dilation
        )
        self.proj = nn.Linear(c1, c1)

    def forward(self, x: Tensor) -> Tensor:
        """Project, attend with each dilation, join, project."""
        shares = (part.chunk(len(self.dilate_attention), 1) for part in self.qkv(x).chunk(3, 1))
        parts = zip(self.dilate_attention, *shares, strict=True)
        seen = torch.cat([attend(*three) for attend, *three in parts], 1)
        y: Tensor = self.proj(seen.permute(0, 2, 3, 1))
        return y.permute(0, 3, 1, 2)
