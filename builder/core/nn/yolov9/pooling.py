"""Pools of YOLOv9, alone and in pyramids."""

import torch
from torch import Tensor, nn

from builder.core.nn.conv import Conv


class SP(nn.Module):
    """Max-pool that keeps the size with an odd window and stride 1.

    Args:
        k: Window size.
        s: Stride.

    Shape:
        `(N, C, H, W)` -> `(N, C, H / s, W / s)` for odd `k`.

    Source:
        YOLOv9, https://github.com/WongKinYiu/yolov9.
    """

    def __init__(self, k: int = 3, s: int = 1) -> None:
        super().__init__()
        self.m = nn.MaxPool2d(k, stride=s, padding=k // 2)

    def forward(self, x: Tensor) -> Tensor:
        """Pool."""
        y: Tensor = self.m(x)
        return y


class MP(nn.Module):
    """Max-pool without overlap.

    Args:
        k: Window size and stride.

    Shape:
        `(N, C, H, W)` -> `(N, C, H / k, W / k)`.

    Source:
        YOLOv9, https://github.com/WongKinYiu/yolov9.
    """

    def __init__(self, k: int = 2) -> None:
        super().__init__()
        self.m = nn.MaxPool2d(k, stride=k)

    def forward(self, x: Tensor) -> Tensor:
        """Pool."""
        y: Tensor = self.m(x)
        return y


class SPPCSPC(nn.Module):
    """Spatial pyramid pooling on one of two branches.

    Args:
        c1: Input channels.
        c2: Output channels.
        n: Accepted because parsers pass it; not used.
        shortcut, g: Accepted but not used.
        e: Channels of each branch, as a fraction of twice c2.
        k: Window sizes; there must be three, as the next convolution expects four maps.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        SPP in a CSP block, https://arxiv.org/abs/2011.08036, as in YOLOv9.
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
        self.cv1 = Conv(c1, hidden, 1, 1)
        self.cv2 = Conv(c1, hidden, 1, 1)
        self.cv3 = Conv(hidden, hidden, 3, 1)
        self.cv4 = Conv(hidden, hidden, 1, 1)
        self.m = nn.ModuleList(nn.MaxPool2d(size, stride=1, padding=size // 2) for size in k)
        self.cv5 = Conv(4 * hidden, hidden, 1, 1)
        self.cv6 = Conv(hidden, hidden, 3, 1)
        self.cv7 = Conv(2 * hidden, c2, 1, 1)

    def forward(self, x: Tensor) -> Tensor:
        """The pooled branch beside the bare one."""
        stem = self.cv4(self.cv3(self.cv1(x)))
        pyramid = torch.cat([stem, *(pool(stem) for pool in self.m)], 1)
        y: Tensor = self.cv7(torch.cat((self.cv6(self.cv5(pyramid)), self.cv2(x)), 1))
        return y


class ASPP(nn.Module):
    """Convolutions of growing dilation side by side, the last on the mean of the whole map.

    Args:
        in_channels: Input channels.
        out_channels: Channels of each of the four branches.

    Shape:
        `(N, in_channels, H, W)` -> `(N, 4 * out_channels, H, W)`.

    Source:
        DeepLab, https://arxiv.org/abs/1706.05587, as in YOLOv9.
    """

    def __init__(self, in_channels: int, out_channels: int) -> None:
        super().__init__()
        shapes = ((1, 1), (3, 3), (3, 6), (1, 1))  # kernel and dilation
        self.aspp = nn.ModuleList(
            nn.Conv2d(in_channels, out_channels, k, padding=d * (k // 2), dilation=d)
            for k, d in shapes
        )
        self.gap = nn.AdaptiveAvgPool2d(1)
        self.aspp_num = len(shapes)
        for convolution in self.aspp:
            nn.init.kaiming_normal_(convolution.weight, mode="fan_out", nonlinearity="relu")  # type: ignore[arg-type]
            nn.init.zeros_(convolution.bias)  # type: ignore[arg-type]

    def forward(self, x: Tensor) -> Tensor:
        """All branches, rectified, joined; the mean stands for every pixel."""
        inputs = (x, x, x, self.gap(x))
        parts = [conv(part).relu() for conv, part in zip(self.aspp, inputs, strict=True)]
        parts[-1] = parts[-1].expand_as(parts[-2])
        return torch.cat(parts, 1)
