"""Several branches of convolutions or shifts, and a choice among them for each channel."""

import torch
from torch import Tensor, nn


class BiasedConv(nn.Module):
    """A convolution with bias, batch normalisation, ReLU.

    Args:
        channels: Of input and output.
        k: Kernel size, odd.
        groups: Groups of the convolution.

    Shape:
        `(N, channels, H, W)` -> `(N, channels, H, W)`.

    Source:
        xmu-xiaoma666/External-Attention-pytorch.
    """

    def __init__(self, channels: int, k: int, groups: int) -> None:
        super().__init__()
        self.conv = nn.Conv2d(channels, channels, k, padding=k // 2, groups=groups)
        self.bn = nn.BatchNorm2d(channels)
        self.relu = nn.ReLU()

    def forward(self, x: Tensor) -> Tensor:
        """Convolve, normalise, activate."""
        y: Tensor = self.relu(self.bn(self.conv(x)))
        return y


class SKAttention(nn.Module):
    """Selective kernels: every channel mixes the kernels by what the whole map shows.

    Args:
        c1: Channels.
        c2: Channels again.
        kernels: Kernel sizes, odd.
        reduction: Channels are divided by this before the choice.
        group: Groups of the convolutions.
        least: Channels that are left there at least.

    Shape:
        `(N, c1, H, W)` -> `(N, c1, H, W)`.

    Source:
        https://arxiv.org/abs/1903.06586 as in xmu-xiaoma666/External-Attention-pytorch, which
        forks use: four full kernels. The paper has two, the second a dilated 3x3, in 32 groups.
    """

    def __init__(
        self,
        c1: int,
        c2: int,  # noqa: ARG002
        kernels: tuple[int, ...] = (1, 3, 5, 7),
        reduction: int = 16,
        group: int = 1,
        least: int = 32,
    ) -> None:
        super().__init__()
        hidden = max(least, c1 // reduction)
        self.convs = nn.ModuleList(BiasedConv(c1, k, group) for k in kernels)
        self.fc = nn.Linear(c1, hidden)
        self.fcs = nn.ModuleList(nn.Linear(hidden, c1) for _ in kernels)
        self.softmax = nn.Softmax(0)

    def forward(self, x: Tensor) -> Tensor:
        """All kernels, their sum's average, shares for each channel, the weighted sum."""
        maps = torch.stack([conv(x) for conv in self.convs])
        seen = self.fc(maps.sum(0).mean((2, 3)))
        shares = self.softmax(torch.stack([fc(seen) for fc in self.fcs]))
        mixed: Tensor = (maps * shares[..., None, None]).sum(0)
        return mixed


class SplitAttention(nn.Module):
    """Mixes the parts of a map, with shares for each channel from the sum of all.

    Args:
        channel: Channels of a part.
        k: Parts.

    Shape:
        `(N, k, H, W, channel)` -> `(N, H, W, channel)`.

    Source:
        https://arxiv.org/abs/2108.01072.
    """

    def __init__(self, channel: int, k: int = 3) -> None:
        super().__init__()
        self.mlp1 = nn.Linear(channel, channel, bias=False)
        self.gelu = nn.GELU()
        self.mlp2 = nn.Linear(channel, channel * k, bias=False)
        self.softmax = nn.Softmax(1)

    def forward(self, x: Tensor) -> Tensor:
        """Sum, shares, weighted sum."""
        batch, parts, _, _, channels = x.shape
        shares = self.mlp2(self.gelu(self.mlp1(x.sum((1, 2, 3)))))
        shares = self.softmax(shares.reshape(batch, parts, channels))
        mixed: Tensor = (x * shares[:, :, None, None]).sum(1)
        return mixed


def shifted(x: Tensor, dim: int, forward: bool) -> Tensor:
    """A map moved by one along a dimension; the row at the edge stays where it was.

    Shape:
        Any -> the same.
    """
    size = x.shape[dim]
    if forward:
        return torch.cat((x.narrow(dim, 0, 1), x.narrow(dim, 0, size - 1)), dim)
    return torch.cat((x.narrow(dim, 1, size - 1), x.narrow(dim, size - 1, 1)), dim)


def spatial_shift(x: Tensor, first: int, second: int) -> Tensor:
    """Quarters of the channels moved to and fro along one dimension, then along another.

    Shape:
        `(N, H, W, C)` -> `(N, H, W, C)`.
    """
    channels = x.shape[3]
    quarters = torch.tensor_split(x, (channels // 4, channels // 2, channels * 3 // 4), 3)
    moves = ((first, True), (first, False), (second, True), (second, False))
    return torch.cat([shifted(q, *move) for q, move in zip(quarters, moves, strict=True)], 3)


class S2Attention(nn.Module):
    """S2-MLPv2: two shifted copies of the map and a still one, mixed by split attention.

    Args:
        c1: Channels.
        c2: Channels again.

    Shape:
        `(N, c1, H, W)` -> `(N, c1, H, W)`.

    Source:
        https://arxiv.org/abs/2108.01072. xmu-xiaoma666/External-Attention-pytorch, where forks
        have it from, works for 512 channels only and shifts in place, over what it still reads.
    """

    def __init__(self, c1: int, c2: int) -> None:  # noqa: ARG002
        super().__init__()
        self.mlp1 = nn.Linear(c1, c1 * 3)
        self.mlp2 = nn.Linear(c1, c1)
        self.split_attention = SplitAttention(c1)

    def forward(self, x: Tensor) -> Tensor:
        """Thrice the channels, shift two thirds, mix the thirds."""
        first, second, still = self.mlp1(x.permute(0, 2, 3, 1)).chunk(3, 3)
        thirds = (spatial_shift(first, 1, 2), spatial_shift(second, 2, 1), still)
        y: Tensor = self.mlp2(self.split_attention(torch.stack(thirds, 1)))
        return y.permute(0, 3, 1, 2)


class ParNetAttention(nn.Module):
    """ParNet's block: a 1x1, a 3x3 and a gated copy of the input, added.

    Args:
        c1: Channels.
        c2: Channels again.

    Shape:
        `(N, c1, H, W)` -> `(N, c1, H, W)`.

    Source:
        https://arxiv.org/abs/2110.07641 as in xmu-xiaoma666/External-Attention-pytorch, whose
        convolutions have biases and whose gate lacks the paper's batch normalisation.
    """

    def __init__(self, c1: int, c2: int) -> None:  # noqa: ARG002
        super().__init__()
        self.sse = nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Conv2d(c1, c1, 1), nn.Sigmoid())
        self.conv1x1 = nn.Sequential(nn.Conv2d(c1, c1, 1), nn.BatchNorm2d(c1))
        self.conv3x3 = nn.Sequential(nn.Conv2d(c1, c1, 3, padding=1), nn.BatchNorm2d(c1))
        self.silu = nn.SiLU()

    def forward(self, x: Tensor) -> Tensor:
        """Add the three, activate."""
        y: Tensor = self.silu(self.conv1x1(x) + self.conv3x3(x) + self.sse(x) * x)
        return y
