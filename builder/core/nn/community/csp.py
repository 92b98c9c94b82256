"""Lighter variants of C3."""

import torch
from torch import Tensor, nn

from builder.core.nn.conv import Conv
from builder.core.nn.csp import C3, Bottleneck


class C3C2(nn.Module):
    """C3 with one convolution before both branches; the bare branch skips its normalisation.

    Args:
        c1: Input channels.
        c2: Output channels.
        n: Bottlenecks in a row.
        shortcut: Shortcuts in the bottlenecks.
        g: Groups of the first convolution and in the bottlenecks.
        e: Channels of each branch, as a fraction of c2.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        iscyy/yoloair.
    """

    def __init__(
        self, c1: int, c2: int, n: int = 1, shortcut: bool = True, g: int = 1, e: float = 0.5
    ) -> None:
        super().__init__()
        hidden = int(c2 * e)
        self.conv = nn.Conv2d(c1, hidden, 1, 1, groups=g, bias=False)
        self.bn = nn.BatchNorm2d(hidden)
        self.act = nn.SiLU()
        self.cv1 = Conv(2 * hidden, c2, 1, act=nn.Mish())
        self.m = nn.Sequential(*(Bottleneck(hidden, hidden, shortcut, g, 1.0) for _ in range(n)))

    def forward(self, x: Tensor) -> Tensor:
        """The bottlenecks' branch beside the bare one."""
        bare = self.conv(x)
        y: Tensor = self.cv1(torch.cat((self.m(self.act(self.bn(bare))), bare), 1))
        return y


class LC3(C3):
    """C3 that adds its branches instead of concatenating them.

    Args:
        c1: Input channels.
        c2: Output channels.
        n: Bottlenecks in a row.
        shortcut: Shortcuts in the bottlenecks.
        g: Groups in the bottlenecks.
        e: Channels of each branch, as a fraction of c2.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        YOLOv5-Lite (ppogg), iscyy/yoloair.
    """

    def __init__(
        self, c1: int, c2: int, n: int = 1, shortcut: bool = True, g: int = 1, e: float = 0.5
    ) -> None:
        super().__init__(c1, c2, n, shortcut, g, e)
        self.cv3 = Conv(int(c2 * e), c2, 1)

    def forward(self, x: Tensor) -> Tensor:
        """The sum of both branches."""
        y: Tensor = self.cv3(self.m(self.cv1(x)) + self.cv2(x))
        return y
