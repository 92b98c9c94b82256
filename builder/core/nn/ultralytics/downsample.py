"""Halving the size with fewer weights than a 3x3 convolution of stride 2."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

from builder.core.nn.conv import Conv


class AConv(nn.Module):
    """A 2x2 average, then a 3x3 convolution of stride 2.

    Args:
        c1: Input channels.
        c2: Output channels.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H / 2, W / 2)`.

    Source:
        YOLOv9, https://arxiv.org/abs/2402.13616.
    """

    def __init__(self, c1: int, c2: int) -> None:
        super().__init__()
        self.cv1 = Conv(c1, c2, 3, 2, 1)

    def forward(self, x: Tensor) -> Tensor:
        """Smooth, then convolve."""
        y: Tensor = self.cv1(F.avg_pool2d(x, 2, 1))
        return y


class ADown(nn.Module):
    """After a 2x2 average one half of the channels is convolved, the other max-pooled.

    Args:
        c1: Input channels, even.
        c2: Output channels, even.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H / 2, W / 2)`.

    Source:
        YOLOv9, https://arxiv.org/abs/2402.13616.
    """

    def __init__(self, c1: int, c2: int) -> None:
        super().__init__()
        self.cv1 = Conv(c1 // 2, c2 // 2, 3, 2, 1)
        self.cv2 = Conv(c1 // 2, c2 // 2, 1, 1, 0)

    def forward(self, x: Tensor) -> Tensor:
        """Smooth, split, halve both ways, join."""
        first, second = F.avg_pool2d(x, 2, 1).chunk(2, 1)
        return torch.cat((self.cv1(first), self.cv2(F.max_pool2d(second, 3, 2, 1))), 1)


class SCDown(nn.Module):
    """Channels by a 1x1 convolution, then the size by a depth-wise one.

    Args:
        c1: Input channels.
        c2: Output channels.
        k: Kernel size of the depth-wise convolution.
        s: Its stride.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H / s, W / s)`.

    Source:
        YOLOv10, https://arxiv.org/abs/2405.14458.
    """

    def __init__(self, c1: int, c2: int, k: int, s: int) -> None:
        super().__init__()
        self.cv1 = Conv(c1, c2, 1, 1)
        self.cv2 = Conv(c2, c2, k, s, g=c2, act=False)

    def forward(self, x: Tensor) -> Tensor:
        """Channels first, then places."""
        y: Tensor = self.cv2(self.cv1(x))
        return y
