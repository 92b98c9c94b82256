"""Self-attention to places that the map itself points at."""

import torch
from torch import Tensor, nn

from builder.core.nn.attentions.group_gates import in_groups


class MapNorm(nn.Module):
    """Layer normalisation over the channels of each place.

    Args:
        channels: Of the map.

    Shape:
        `(N, C, H, W)` -> `(N, C, H, W)`.

    Source:
        https://arxiv.org/abs/1607.06450, as in LeapLabTHU/DAT.
    """

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(channels)

    def forward(self, x: Tensor) -> Tensor:
        """Channels last, normalise, and back."""
        y: Tensor = self.norm(x.permute(0, 2, 3, 1))
        return y.permute(0, 3, 1, 2)


class DAttention(nn.Module):
    """Deformable attention: keys and values are sampled where offsets from the queries point.

    Args:
        c1: Channels.
        c2: Channels again.
        q_size: Not used; forks' rows write the map's height and width for another kind of
            positions.
        n_heads: Attention heads; must divide the channels.
        n_groups: Groups of channels with offsets of their own; must divide the heads.
        stride: Of the grid of samples.

    Shape:
        `(N, c1, H, W)` -> `(N, c1, H, W)`, H and W larger than the stride.

    Source:
        https://arxiv.org/abs/2201.00520 and LeapLabTHU/DAT with the forks' settings: offsets of
        up to 4 samples, positions by a depthwise convolution of the queries.
    """

    def __init__(
        self,
        c1: int,
        c2: int,  # noqa: ARG002
        q_size: tuple[int, ...] = (20, 20),  # noqa: ARG002
        n_heads: int = 8,
        n_groups: int = 4,
        stride: int = 1,
    ) -> None:
        super().__init__()
        in_groups(n_heads, n_groups)
        self.n_heads, self.n_groups = n_heads, n_groups
        self.scale = in_groups(c1, n_heads) ** -0.5
        group = c1 // n_groups
        self.conv_offset = nn.Sequential(
            nn.Conv2d(group, group, 3, stride, 0 if stride == 3 else 1, groups=group),
            MapNorm(group),
            nn.GELU(),
            nn.Conv2d(group, 2, 1, bias=False),
        )
        self.proj_q = nn.Conv2d(c1, c1, 1)
        self.proj_k = nn.Conv2d(c1, c1, 1)
        self.proj_v = nn.Conv2d(c1, c1, 1)
        self.proj_out = nn.Conv2d(c1, c1, 1)
        self.rpe_table = nn.Conv2d(c1, c1, 3, padding=1, groups=c1)

    def forward(self, x: Tensor) -> Tensor:
        """Queries, samples where they point, attention, positions."""
        query = self.proj_q(x)
        samples = self._sampled(x, query)
        shape = (x.shape[0] * self.n_heads, x.shape[1] // self.n_heads, -1)
        key, value = self.proj_k(samples).reshape(shape), self.proj_v(samples).reshape(shape)
        shares = query.reshape(shape).transpose(1, 2) @ key * self.scale
        seen = value @ torch.softmax(shares, 2).transpose(1, 2)
        y: Tensor = self.proj_out(seen.reshape(x.shape) + self.rpe_table(query))
        return y

    def _sampled(self, x: Tensor, query: Tensor) -> Tensor:
        """`(N, C, 1, samples)`, each group of channels at its own places."""
        batch, channels, height, width = x.shape
        grouped = (batch * self.n_groups, channels // self.n_groups, height, width)
        offset = self.conv_offset(query.reshape(grouped))
        rows, columns = offset.shape[2], offset.shape[3]
        reach = x.new_tensor([4 / (rows - 1), 4 / (columns - 1)]).view(1, 2, 1, 1)
        places = (offset.tanh() * reach).permute(0, 2, 3, 1) + self._grid(offset)
        found = nn.functional.grid_sample(
            x.reshape(grouped), places.flip(-1), mode="bilinear", align_corners=True
        )
        return found.reshape(batch, channels, 1, rows * columns)

    @staticmethod
    def _grid(like: Tensor) -> Tensor:
        """The samples' places without offsets, height first, -1 to 1 from first to last centre."""
        rows, columns = like.shape[2], like.shape[3]
        sides = (
            torch.linspace(0.5, n - 0.5, n, device=like.device, dtype=like.dtype)
            for n in (rows, columns)
        )
        down, across = torch.meshgrid(*sides, indexing="ij")
        return torch.stack((down / (rows - 1) * 2 - 1, across / (columns - 1) * 2 - 1), -1)
