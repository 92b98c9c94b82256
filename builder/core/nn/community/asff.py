"""Adaptively spatial feature fusion: levels of different size, weighed pixel by pixel."""

import torch
from torch import Tensor, nn

from builder.core.nn.conv import Conv
from builder.core.nn.fusion import exactly

COMPRESSED = 8  # channels of which the weights are made


class Enlarge(nn.Module):
    """Transposed convolution that enlarges without overlap.

    Args:
        c1: Input channels.
        c2: Output channels.
        scale: Factor of enlargement.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, scale * H, scale * W)`.

    Source:
        As `SpatialFusion`.
    """

    def __init__(self, c1: int, c2: int, scale: int) -> None:
        super().__init__()
        self.cv1 = nn.ConvTranspose2d(c1, c2, scale, scale)

    def forward(self, x: Tensor) -> Tensor:
        """Every pixel becomes a square."""
        y: Tensor = self.cv1(x)
        return y


class SpatialFusion(nn.Module):
    """Brings all levels to the size and channels of one, and adds them with learnt weights.

    Args:
        levels: Number of inputs, finest first, each half as large as the one before.
        c1: Channels of the inputs.
        level: Which input gives the size and the channels.

    Shape:
        `(N, c1[i], H / 2**i, W / 2**i)` for each input -> the shape of input `level`.

    Source:
        ASFF, https://arxiv.org/abs/1911.09516, as in AFPN, https://arxiv.org/abs/2306.15988, in the
        rows of the YOLOv5 tutorials: they enlarge by transposed convolutions, AFPN's own code by
        a 1x1 convolution and bilinear interpolation.

    Raises:
        ValueError: There is no input `level`.
    """

    def __init__(self, levels: int, c1: list[int] | tuple[int, ...], level: int) -> None:
        super().__init__()
        if not 0 <= level < levels == len(c1):
            raise ValueError(f"level {level} of {len(c1)} inputs, made for {levels}")
        self.levels = levels
        self.level = level
        channels = c1[level]
        for i in range(levels):
            if i != level:
                setattr(self, f"stride_level_{i}", resized(c1[i], channels, i - level))
        for i in range(levels):
            setattr(self, f"weight_level_{i}", Conv(channels, COMPRESSED, 1, 1))
        self.weights_levels = nn.Conv2d(COMPRESSED * levels, levels, 1)
        self.conv = Conv(channels, channels, 3, 1)

    def forward(self, x: list[Tensor]) -> Tensor:
        """Resize, weigh every pixel of every level, add, convolve."""
        exactly(self.levels, x)
        maps = [
            one if i == self.level else getattr(self, f"stride_level_{i}")(one)
            for i, one in enumerate(x)
        ]
        hints = [getattr(self, f"weight_level_{i}")(one) for i, one in enumerate(maps)]
        weights = torch.softmax(self.weights_levels(torch.cat(hints, 1)), 1)
        total = maps[0] * weights[:, 0:1]
        for i in range(1, self.levels):
            total = total + maps[i] * weights[:, i : i + 1]
        y: Tensor = self.conv(total)
        return y


def resized(c1: int, c2: int, steps: int) -> nn.Module:
    """What brings a map to another level: `steps` finer, or coarser if negative."""
    return Enlarge(c1, c2, 2**steps) if steps > 0 else Conv(c1, c2, 2**-steps, 2**-steps, 0)


class ASFF2(SpatialFusion):
    """`SpatialFusion` of two levels.

    Args:
        c1: Channels of the inputs.
        c2: Channels that the row notes; the output has those of input `level`.
        level: 0 for the shape of the finer input, 1 for the coarser.

    Shape:
        `(N, c1[0], H, W), (N, c1[1], H / 2, W / 2)` -> the shape of input `level`.

    Source:
        As `SpatialFusion`.
    """

    def __init__(self, c1: list[int] | tuple[int, ...], c2: int, level: int = 0) -> None:  # noqa: ARG002
        super().__init__(2, c1, level)


class ASFF3(SpatialFusion):
    """`SpatialFusion` of three levels.

    Args:
        c1: Channels of the inputs.
        c2: Channels that the row notes; the output has those of input `level`.
        level: 0 for the shape of the finest input, 2 for the coarsest.

    Shape:
        `(N, c1[i], H / 2**i, W / 2**i)` for i in 0, 1, 2 -> the shape of input `level`.

    Source:
        As `SpatialFusion`.
    """

    def __init__(self, c1: list[int] | tuple[int, ...], c2: int, level: int = 0) -> None:  # noqa: ARG002
        super().__init__(3, c1, level)
