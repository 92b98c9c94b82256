"""Gates across each pair of a map's three dimensions."""

import math

import torch
from torch import Tensor, nn

from builder.core.nn.conv import Conv


class CrossGate(nn.Module):
    """A gate over the last two dimensions from the maximum and average of the first.

    Shape:
        `(N, A, B, C)` -> `(N, A, B, C)`.

    Source:
        https://arxiv.org/abs/2010.03045.
    """

    def __init__(self) -> None:
        super().__init__()
        self.conv = Conv(2, 1, 7, act=False)

    def forward(self, x: Tensor) -> Tensor:
        """Squeeze, convolve, multiply."""
        both = torch.cat((x.amax(1, keepdim=True), x.mean(1, keepdim=True)), 1)
        gated: Tensor = x * self.conv(both).sigmoid()
        return gated


class TripletAttention(nn.Module):
    """Triplet attention: the average of three gates, each blind to one dimension.

    Args:
        c1: Channels.
        c2: Channels again.
        no_spatial: Leave out the gate over height and width.

    Shape:
        `(N, c1, H, W)` -> `(N, c1, H, W)`.

    Source:
        https://arxiv.org/abs/2010.03045 and landskape-ai/triplet-attention.
    """

    def __init__(self, c1: int, c2: int, no_spatial: bool = False) -> None:  # noqa: ARG002
        super().__init__()
        self.cw = CrossGate()
        self.hc = CrossGate()
        self.hw = None if no_spatial else CrossGate()

    def forward(self, x: Tensor) -> Tensor:
        """Turn each dimension to the front in its turn, gate, turn back, average."""
        by_height: Tensor = self.cw(x.transpose(1, 2)).transpose(1, 2)
        by_width: Tensor = self.hc(x.transpose(1, 3)).transpose(1, 3)
        if self.hw is None:
            return (by_height + by_width) / 2
        by_place: Tensor = self.hw(x)
        return (by_place + by_height + by_width) / 3


class CollaborativeGate(nn.Module):
    """A gate over the first dimension from averages and standard deviations of the others.

    Args:
        k_size: Odd number of neighbours that a gate sees.

    Shape:
        `(N, A, B, C)` -> `(N, A, B, C)`.

    Source:
        https://doi.org/10.1016/j.engappai.2023.107079.
    """

    def __init__(self, k_size: int) -> None:
        super().__init__()
        self.avg_pool = nn.AdaptiveAvgPool2d(1)
        self.conv = nn.Conv2d(1, 1, (1, k_size), padding=(0, (k_size - 1) // 2), bias=False)
        self.sigmoid = nn.Sigmoid()
        self.weight = nn.Parameter(torch.rand(2))

    def forward(self, x: Tensor) -> Tensor:
        """Both statistics with learnt weights of a half and more, slid over, multiplied."""
        weight = self.weight.sigmoid() + 0.5
        deviation = x.flatten(2).std(2)[..., None, None]
        mixed = weight[0] * self.avg_pool(x) + weight[1] * deviation
        gate = self.sigmoid(self.conv(mixed.transpose(1, 3)))
        gated: Tensor = x * gate.transpose(1, 3)
        return gated


class MCALayer(nn.Module):
    """Multidimensional collaborative attention: gates along height, width and channels.

    Args:
        c1: Channels.
        c2: Channels again.
        no_spatial: Leave out the gate over the channels.

    Shape:
        `(N, c1, H, W)` -> `(N, c1, H, W)`.

    Source:
        https://doi.org/10.1016/j.engappai.2023.107079 and ndsclark/MCANet.
    """

    def __init__(self, c1: int, c2: int, no_spatial: bool = False) -> None:  # noqa: ARG002
        super().__init__()
        kernel = round(abs((math.log2(c1) - 1) / 1.5))
        kernel = kernel if kernel % 2 else kernel - 1
        self.h_cw = CollaborativeGate(3)
        self.w_hc = CollaborativeGate(3)
        self.c_hw = None if no_spatial else CollaborativeGate(kernel)

    def forward(self, x: Tensor) -> Tensor:
        """Turn each dimension to the front in its turn, gate, turn back, average."""
        by_height: Tensor = self.h_cw(x.transpose(1, 2)).transpose(1, 2)
        by_width: Tensor = self.w_hc(x.transpose(1, 3)).transpose(1, 3)
        if self.c_hw is None:
            return (by_height + by_width) / 2
        by_channel: Tensor = self.c_hw(x)
        return (by_channel + by_height + by_width) / 3
