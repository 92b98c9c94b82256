"""Modulated deformable convolution: every tap of the kernel looks where it is told to."""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

from builder.core.nn.conv import Conv
from builder.core.nn.csp import C3


class DCNv2(nn.Module):
    """Deformable convolution, batch normalisation, activation.

    A convolution tells each tap an offset and a weight between 0 and 1. The taps' values, read
    between pixels, stand beside each other as k x k tiles, over which the kernel steps.

    Args:
        c1: Input channels.
        c2: Output channels.
        k: Kernel size.
        s: Stride.
        p: Padding.
        d: Dilation; the offsets' convolution has none, so other than 1 the sizes don't fit.
        g: Groups; the weights are made for 1.
        deformable_groups: Groups of channels with offsets of their own.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H / s, W / s)` for k = 3.

    Source:
        https://arxiv.org/abs/1811.11168, with the attributes of the YOLOv5 and YOLOv8 tutorials,
        which call torchvision's operator. No counter of operations knows that operator; nor do
        they count the product here, but for the offsets' convolution.
    """

    def __init__(
        self,
        c1: int,
        c2: int,
        k: int,
        s: int = 1,
        p: int = 1,
        d: int = 1,
        g: int = 1,
        deformable_groups: int = 1,
    ) -> None:
        super().__init__()
        self.k, self.s, self.p, self.d, self.g = k, s, p, d, g
        self.deformable_groups = deformable_groups
        self.weight = nn.Parameter(torch.empty(c2, c1, k, k))
        self.bias = nn.Parameter(torch.zeros(c2))
        self.conv_offset_mask = nn.Conv2d(c1, 3 * deformable_groups * k * k, k, s, p)
        self.bn = nn.BatchNorm2d(c2)
        self.act = Conv.default_act
        bound = 1 / math.sqrt(c1 * k * k)
        nn.init.uniform_(self.weight, -bound, bound)
        nn.init.zeros_(self.conv_offset_mask.weight)
        nn.init.zeros_(self.conv_offset_mask.bias)  # type: ignore[arg-type]

    def forward(self, x: Tensor) -> Tensor:
        """Offsets and weights of the taps, their values, then the convolution."""
        found = self.conv_offset_mask(x)
        taps = self.deformable_groups * self.k**2
        offset, mask = found.split([2 * taps, taps], 1)
        tiles = self.tiled(x, offset, torch.sigmoid(mask))
        product = F.conv2d(tiles, self.weight, self.bias, self.k, groups=self.g)
        y: Tensor = self.act(self.bn(product))
        return y

    def tiled(self, x: Tensor, offset: Tensor, mask: Tensor) -> Tensor:
        """The values of all taps: `(N, c1, k * H', k * W')` for an output of H' x W'."""
        batch, channels, height, width = x.shape
        rows, columns = offset.shape[2:]
        k, groups = self.k, self.deformable_groups
        if (rows, columns) != (self.reached(height), self.reached(width)):
            raise ValueError(
                f"{rows}x{columns} offsets don't fit {height}x{width}, dilation {self.d}"
            )
        offset = offset.reshape(batch * groups, k * k, 2, rows, columns)
        y = self.taps(rows, offset).view(k, 1, rows, 1).expand(k, k, rows, columns)
        across = self.taps(columns, offset).view(1, k, 1, columns).expand(k, k, rows, columns)
        # Pixel centres as grid_sample places them: 0 at the middle of the map, 1 at its edge.
        down = (2 * (y.reshape(k * k, rows, columns) + offset[:, :, 0]) + 1) / height - 1
        right = (2 * (across.reshape(k * k, rows, columns) + offset[:, :, 1]) + 1) / width - 1
        grid = torch.stack((right, down), -1).view(batch * groups, k * k * rows, columns, 2)
        values = F.grid_sample(
            x.reshape(batch * groups, -1, height, width), grid, align_corners=False
        )
        values = values.view(batch, groups, -1, k * k, rows, columns)
        values = values * mask.view(batch, groups, 1, k * k, rows, columns)
        tiles = values.view(batch, channels, k, k, rows, columns).permute(0, 1, 4, 2, 5, 3)
        return tiles.reshape(batch, channels, rows * k, columns * k)

    def taps(self, size: int, like: Tensor) -> Tensor:
        """Places of the taps along an axis before they are moved: `(k, size)`."""
        starts = torch.arange(size, device=like.device) * self.s - self.p
        return torch.arange(self.k, device=like.device).view(-1, 1) * self.d + starts

    def reached(self, size: int) -> int:
        """Output size of the convolution."""
        return (size + 2 * self.p - self.d * (self.k - 1) - 1) // self.s + 1


class DCNBottleneck(nn.Module):
    """1x1 convolution and deformable 3x3 with a shortcut around them.

    Args:
        c1: Input channels.
        c2: Output channels.
        shortcut: Add the input, where c1 == c2.
        g: Groups of the deformable convolution.
        e: Channels between the two, as a fraction of c2.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        As `C3_DCN`.
    """

    def __init__(self, c1: int, c2: int, shortcut: bool = True, g: int = 1, e: float = 0.5) -> None:
        super().__init__()
        hidden = int(c2 * e)
        self.cv1 = Conv(c1, hidden, 1, 1)
        self.cv2 = DCNv2(hidden, c2, 3, 1, g=g)
        self.add = shortcut and c1 == c2

    def forward(self, x: Tensor) -> Tensor:
        """Both convolutions, plus the input where it fits."""
        y: Tensor = self.cv2(self.cv1(x))
        return x + y if self.add else y


class C3_DCN(C3):  # noqa: N801 -- the name that configs write
    """C3 whose bottlenecks end in deformable convolutions.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        https://arxiv.org/abs/1811.11168; C3 as in YOLOv5, as in the YOLOv5 tutorials.
    """

    def __init__(
        self, c1: int, c2: int, n: int = 1, shortcut: bool = True, g: int = 1, e: float = 0.5
    ) -> None:
        super().__init__(c1, c2, 0, shortcut, g, e)
        hidden = int(c2 * e)
        self.m = nn.Sequential(*(DCNBottleneck(hidden, hidden, shortcut, g, 1.0) for _ in range(n)))
