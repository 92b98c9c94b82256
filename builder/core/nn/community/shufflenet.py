"""ShuffleNetV2's blocks, and the plain depth-wise separable convolution."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

from builder.core.nn.community.gsconv import interleaved


class conv_bn_relu_maxpool(nn.Module):  # noqa: N801 -- the name that configs write
    """3x3 convolution with stride 2, normalisation, ReLU, then a 3x3 pool with stride 2.

    Args:
        c1: Input channels.
        c2: Output channels.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H / 4, W / 4)`.

    Source:
        ShuffleNetV2, https://arxiv.org/abs/1807.11164, as in YOLOv5-Lite (ppogg).
    """

    def __init__(self, c1: int, c2: int) -> None:
        super().__init__()
        self.conv = nn.Sequential(
            nn.Conv2d(c1, c2, 3, 2, 1, bias=False), nn.BatchNorm2d(c2), nn.ReLU(inplace=True)
        )
        self.maxpool = nn.MaxPool2d(3, 2, 1)

    def forward(self, x: Tensor) -> Tensor:
        """Convolve, pool."""
        y: Tensor = self.maxpool(self.conv(x))
        return y


class Shuffle_Block(nn.Module):  # noqa: N801
    """Half of the channels pass (or shrink), the other half is convolved; both are interleaved.

    Args:
        c1: Input channels; equal to c2 where the stride is 1.
        c2: Output channels, even.
        stride: 1, 2 or 3.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H / stride, W / stride)`.

    Source:
        ShuffleNetV2, https://arxiv.org/abs/1807.11164, as in YOLOv5-Lite (ppogg).

    Raises:
        ValueError: The stride is none of those, or the channels differ at stride 1.
    """

    def __init__(self, c1: int, c2: int, stride: int) -> None:
        super().__init__()
        half = c2 // 2
        if not 1 <= stride <= 3 or (stride == 1 and c1 != 2 * half):
            raise ValueError(f"{c1} channels to {c2} with stride {stride}")
        self.branch1 = None
        if stride > 1:
            self.branch1 = nn.Sequential(
                *depthwise(c1, stride), *pointwise(c1, half), nn.ReLU(inplace=True)
            )
        self.branch2 = nn.Sequential(
            *pointwise(c1 if stride > 1 else half, half),
            nn.ReLU(inplace=True),
            *depthwise(half, stride),
            *pointwise(half, half),
            nn.ReLU(inplace=True),
        )

    def forward(self, x: Tensor) -> Tensor:
        """Both branches, channel by channel in turns."""
        if self.branch1 is None:
            kept, worked = x.chunk(2, 1)
        else:
            kept, worked = self.branch1(x), x
        return interleaved(torch.cat((kept, self.branch2(worked)), 1))


def depthwise(c: int, stride: int) -> tuple[nn.Module, nn.Module]:
    """Depth-wise 3x3 convolution and normalisation."""
    return nn.Conv2d(c, c, 3, stride, 1, groups=c, bias=False), nn.BatchNorm2d(c)


def pointwise(c1: int, c2: int) -> tuple[nn.Module, nn.Module]:
    """1x1 convolution and normalisation."""
    return nn.Conv2d(c1, c2, 1, bias=False), nn.BatchNorm2d(c2)


class DWConvblock(nn.Module):
    """Depth-wise, then pointwise convolution, each normalised, then ReLU.

    Args:
        c1: Input channels.
        c2: Output channels.
        k: Kernel size of the depth-wise convolution.
        s: Its stride.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H / s, W / s)` for odd k.

    Source:
        MobileNet, https://arxiv.org/abs/1704.04861, as in YOLOv5-Lite (ppogg).
    """

    def __init__(self, c1: int, c2: int, k: int, s: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(c1, c1, k, s, k // 2, groups=c1, bias=False)
        self.bn1 = nn.BatchNorm2d(c1)
        self.conv2 = nn.Conv2d(c1, c2, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(c2)

    def forward(self, x: Tensor) -> Tensor:
        """Space, then channels."""
        y = F.relu(self.bn1(self.conv1(x)))
        return F.relu(self.bn2(self.conv2(y)))
