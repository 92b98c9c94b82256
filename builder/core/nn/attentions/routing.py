"""Self-attention that first picks the windows worth looking at."""

import torch
from torch import Tensor, nn

from builder.core.nn.attentions.group_gates import in_groups


class JointProjection(nn.Module):
    """Queries, keys and values from one linear layer.

    Args:
        channels: Of the input and of each of the three.

    Shape:
        `(…, channels)` -> three times `(…, channels)`.

    Source:
        rayleizhu/BiFormer.
    """

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.qkv = nn.Linear(channels, 3 * channels)

    def forward(self, x: Tensor) -> tuple[Tensor, ...]:
        """Project, part."""
        parts: tuple[Tensor, ...] = self.qkv(x).chunk(3, -1)
        return parts


class BiLevelRoutingAttention(nn.Module):
    """BiFormer's attention: places look at the windows that resemble their own most.

    Args:
        c1: Channels.
        c2: Channels again.
        n_win: Windows along each side; the map is padded to a multiple of it.
        num_heads: Attention heads; must divide the channels.
        topk: Windows that each window looks at.
        side_dwconv: Kernel of the depthwise convolution added to the values, odd.

    Shape:
        `(N, c1, H, W)` -> `(N, c1, H, W)`.

    Source:
        https://arxiv.org/abs/2303.08810 and rayleizhu/BiFormer, with its defaults, on maps with
        padding as in the forks. The scale is that of all channels, not of a head, as there.
    """

    def __init__(
        self,
        c1: int,
        c2: int,  # noqa: ARG002
        n_win: int = 7,
        num_heads: int = 8,
        topk: int = 4,
        side_dwconv: int = 3,
    ) -> None:
        super().__init__()
        in_groups(c1, num_heads)
        self.n_win, self.num_heads, self.topk = n_win, num_heads, topk
        self.scale = c1**-0.5
        self.lepe = nn.Conv2d(c1, c1, side_dwconv, padding=side_dwconv // 2, groups=c1)
        self.qkv = JointProjection(c1)
        self.wo = nn.Linear(c1, c1)
        self.attn_act = nn.Softmax(-1)

    def forward(self, x: Tensor) -> Tensor:
        """Pad, project, route, attend, crop."""
        height, width = x.shape[2], x.shape[3]
        x = nn.functional.pad(x, (0, -width % self.n_win, 0, -height % self.n_win))
        query, key, value = self.qkv(x.permute(0, 2, 3, 1))
        local = self.lepe(value.permute(0, 3, 1, 2)).permute(0, 2, 3, 1)
        windows = self._attended(*(self._windows(part) for part in (query, key, value)))
        y: Tensor = self.wo(self._map(windows, x) + local)
        return y[:, :height, :width].permute(0, 3, 1, 2)

    def _windows(self, x: Tensor) -> Tensor:
        """`(N, H, W, C)` -> `(N, windows, places of one, C)`."""
        batch, height, width, channels = x.shape
        n = self.n_win
        x = x.reshape(batch, n, height // n, n, width // n, channels)
        return x.transpose(2, 3).reshape(batch, n * n, -1, channels)

    def _map(self, windows: Tensor, padded: Tensor) -> Tensor:
        """`(N, windows, places of one, C)` -> `(N, H, W, C)`, the size of the padded map."""
        batch, channels, height, width = padded.shape
        n = self.n_win
        x = windows.reshape(batch, n, n, height // n, width // n, channels)
        return x.transpose(2, 3).reshape(batch, height, width, channels)

    def _attended(self, query: Tensor, key: Tensor, value: Tensor) -> Tensor:
        """Each place of a window attends to all places of the windows that its window picks."""
        picks = self._picks(query, key)
        shape = query.shape
        heads = self._heads(query)
        keys, values = (self._heads(self._picked(part, picks)) for part in (key, value))
        shares = self.attn_act((heads * self.scale) @ keys.transpose(-2, -1))
        seen: Tensor = shares @ values
        return seen.transpose(2, 3).reshape(shape)

    def _picks(self, query: Tensor, key: Tensor) -> Tensor:
        """The windows that resemble each window most, by averages: `(N, windows, topk)`."""
        asking, asked = query.mean(2).detach(), key.mean(2).detach()
        likeness = (asking * self.scale) @ asked.transpose(1, 2)
        return torch.topk(likeness, self.topk, -1).indices

    def _picked(self, x: Tensor, picks: Tensor) -> Tensor:
        """`(N, windows, places, C)` -> `(N, windows, topk * places, C)`."""
        batch, windows, places, channels = x.shape
        every = x.unsqueeze(1).expand(batch, windows, windows, places, channels)
        at = picks[..., None, None].expand(batch, windows, self.topk, places, channels)
        return torch.gather(every, 2, at).reshape(batch, windows, -1, channels)

    def _heads(self, x: Tensor) -> Tensor:
        """`(N, windows, places, C)` -> `(N, windows, heads, places, C of one)`."""
        batch, windows, places, channels = x.shape
        split = x.reshape(batch, windows, places, self.num_heads, channels // self.num_heads)
        return split.transpose(2, 3)
