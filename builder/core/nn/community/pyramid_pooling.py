"""Pools and dilated convolutions side by side, in the forms that users put in SPPF's place."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

from builder.core.nn.conv import Conv


class SPPFCSPC(nn.Module):
    """YOLOv7's SPPCSPC with one pool three times in a row instead of three pools.

    Args:
        c1: Input channels.
        c2: Output channels.
        n, shortcut, g: Not used; SPPCSPC has them.
        e: Channels of each branch, as a fraction of 2 * c2.
        k: Pooling window, odd.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        iscyy/yoloair and most forks; SPPCSPC of YOLOv7, https://arxiv.org/abs/2207.02696.
    """

    def __init__(
        self,
        c1: int,
        c2: int,
        n: int = 1,  # noqa: ARG002
        shortcut: bool = False,  # noqa: ARG002
        g: int = 1,  # noqa: ARG002
        e: float = 0.5,
        k: int = 5,
    ) -> None:
        super().__init__()
        hidden = int(2 * c2 * e)
        self.cv1 = Conv(c1, hidden, 1, 1)
        self.cv2 = Conv(c1, hidden, 1, 1)
        self.cv3 = Conv(hidden, hidden, 3, 1)
        self.cv4 = Conv(hidden, hidden, 1, 1)
        self.m = nn.MaxPool2d(k, stride=1, padding=k // 2)
        self.cv5 = Conv(4 * hidden, hidden, 1, 1)
        self.cv6 = Conv(hidden, hidden, 3, 1)
        self.cv7 = Conv(2 * hidden, c2, 1, 1)

    def forward(self, x: Tensor) -> Tensor:
        """The pooled branch beside the bare one."""
        stages = [self.cv4(self.cv3(self.cv1(x)))]
        for _ in range(3):
            stages.append(self.m(stages[-1]))
        pooled = self.cv6(self.cv5(torch.cat(stages, 1)))
        y: Tensor = self.cv7(torch.cat((pooled, self.cv2(x)), 1))
        return y


class SPPCSPC_group(nn.Module):  # noqa: N801 -- the name that configs write
    """YOLOv7's SPPCSPC with four groups in every convolution.

    Args:
        c1: Input channels, divisible by 4.
        c2: Output channels, divisible by 4.
        n, shortcut, g: Not used; SPPCSPC has them.
        e: Channels of each branch, as a fraction of 2 * c2.
        k: Pooling windows, odd; three of them.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        iscyy/yoloair; SPPCSPC of YOLOv7, https://arxiv.org/abs/2207.02696.
    """

    def __init__(
        self,
        c1: int,
        c2: int,
        n: int = 1,  # noqa: ARG002
        shortcut: bool = False,  # noqa: ARG002
        g: int = 1,  # noqa: ARG002
        e: float = 0.5,
        k: tuple[int, ...] | list[int] = (5, 9, 13),
    ) -> None:
        super().__init__()
        hidden = int(2 * c2 * e)
        self.cv1 = Conv(c1, hidden, 1, 1, g=4)
        self.cv2 = Conv(c1, hidden, 1, 1, g=4)
        self.cv3 = Conv(hidden, hidden, 3, 1, g=4)
        self.cv4 = Conv(hidden, hidden, 1, 1, g=4)
        self.m = nn.ModuleList(nn.MaxPool2d(size, stride=1, padding=size // 2) for size in k)
        self.cv5 = Conv(4 * hidden, hidden, 1, 1, g=4)
        self.cv6 = Conv(hidden, hidden, 3, 1, g=4)
        self.cv7 = Conv(2 * hidden, c2, 1, 1, g=4)

    def forward(self, x: Tensor) -> Tensor:
        """The pooled branch beside the bare one."""
        deep = self.cv4(self.cv3(self.cv1(x)))
        pooled = self.cv6(self.cv5(torch.cat([deep, *(pool(deep) for pool in self.m)], 1)))
        y: Tensor = self.cv7(torch.cat((pooled, self.cv2(x)), 1))
        return y


class SimConv(nn.Module):
    """Convolution, batch normalisation, ReLU.

    Args:
        c1: Input channels.
        c2: Output channels.
        k: Kernel size.
        s: Stride.
        g: Groups.
        bias: Whether the convolution has a bias.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H / s, W / s)` for odd k.

    Source:
        YOLOv6, https://arxiv.org/abs/2209.02976.
    """

    def __init__(self, c1: int, c2: int, k: int, s: int, g: int = 1, bias: bool = False) -> None:
        super().__init__()
        self.conv = nn.Conv2d(c1, c2, k, s, k // 2, groups=g, bias=bias)
        self.bn = nn.BatchNorm2d(c2)
        self.act = nn.ReLU()

    def forward(self, x: Tensor) -> Tensor:
        """Convolve, normalise, activate."""
        y: Tensor = self.act(self.bn(self.conv(x)))
        return y


class SimSPPF(nn.Module):
    """SPPF with ReLU.

    Args:
        c1: Input channels; half of them are pooled.
        c2: Output channels.
        k: Window size, odd.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        YOLOv6, https://arxiv.org/abs/2209.02976. iscyy/yoloair's row reader leaves c2 out, so that
        its rows write `[c2, c2, k]`; the others write `[c2, k]`.
    """

    def __init__(self, c1: int, c2: int, k: int = 5) -> None:
        super().__init__()
        hidden = c1 // 2
        self.cv1 = SimConv(c1, hidden, 1, 1)
        self.cv2 = SimConv(hidden * 4, c2, 1, 1)
        self.m = nn.MaxPool2d(k, stride=1, padding=k // 2)

    def forward(self, x: Tensor) -> Tensor:
        """Pool three times in a row and concatenate every stage."""
        stages = [self.cv1(x)]
        for _ in range(3):
            stages.append(self.m(stages[-1]))
        y: Tensor = self.cv2(torch.cat(stages, 1))
        return y


class ASPP(nn.Module):
    """1x1, three dilated 3x3 and the map's mean side by side, then 1x1; nothing is normalised.

    Args:
        c1: Input channels.
        c2: Output channels, and those of every branch.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        https://arxiv.org/abs/1706.05587, in the form of iscyy/yoloair and most YOLO forks: no
        normalisation, rates 6, 12 and 18, which no argument changes.
    """

    def __init__(self, c1: int = 512, c2: int = 256) -> None:
        super().__init__()
        self.mean = nn.AdaptiveAvgPool2d((1, 1))
        self.conv = nn.Conv2d(c1, c2, 1, 1)
        self.atrous_block1 = nn.Conv2d(c1, c2, 1, 1)
        self.atrous_block6 = nn.Conv2d(c1, c2, 3, 1, padding=6, dilation=6)
        self.atrous_block12 = nn.Conv2d(c1, c2, 3, 1, padding=12, dilation=12)
        self.atrous_block18 = nn.Conv2d(c1, c2, 3, 1, padding=18, dilation=18)
        self.conv_1x1_output = nn.Conv2d(c2 * 5, c2, 1, 1)

    def forward(self, x: Tensor) -> Tensor:
        """The mean, spread over the map, then the convolutions by rate."""
        mean = F.interpolate(self.conv(self.mean(x)), size=x.shape[2:], mode="bilinear")
        near, six = self.atrous_block1(x), self.atrous_block6(x)
        far = (self.atrous_block12(x), self.atrous_block18(x))
        y: Tensor = self.conv_1x1_output(torch.cat((mean, near, six, *far), 1))
        return y
