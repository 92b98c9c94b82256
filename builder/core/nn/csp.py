"""Residual bottlenecks and the cross-stage-partial blocks made of them."""

import torch
from torch import Tensor, nn

from builder.core.nn.conv import Conv, CrossConv
from builder.core.nn.ghost import GhostBottleneck
from builder.core.nn.pooling import SPP
from builder.core.nn.transformer import TransformerBlock


class Bottleneck(nn.Module):
    """1x1 and 3x3 convolution with a shortcut around them.

    Args:
        c1: Input channels.
        c2: Output channels.
        shortcut: Add the input, where c1 == c2.
        g: Groups of the 3x3 convolution.
        e: Channels between the two, as a fraction of c2.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        ResNet, https://arxiv.org/abs/1512.03385, in the form of Darknet-53 and YOLOv5.
    """

    def __init__(self, c1: int, c2: int, shortcut: bool = True, g: int = 1, e: float = 0.5) -> None:
        super().__init__()
        hidden = int(c2 * e)
        self.cv1 = Conv(c1, hidden, 1, 1)
        self.cv2 = Conv(hidden, c2, 3, 1, g=g)
        self.add = shortcut and c1 == c2

    def forward(self, x: Tensor) -> Tensor:
        """Both convolutions, plus the input where it fits."""
        y: Tensor = self.cv2(self.cv1(x))
        return x + y if self.add else y


class BottleneckCSP(nn.Module):
    """CSP block with plain convolutions on the branches and one normalisation after them.

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
        CSPNet, https://arxiv.org/abs/1911.11929, as in YOLOv5 up to v3.1.
    """

    def __init__(
        self, c1: int, c2: int, n: int = 1, shortcut: bool = True, g: int = 1, e: float = 0.5
    ) -> None:
        super().__init__()
        hidden = int(c2 * e)
        self.cv1 = Conv(c1, hidden, 1, 1)
        self.cv2 = nn.Conv2d(c1, hidden, 1, 1, bias=False)
        self.cv3 = nn.Conv2d(hidden, hidden, 1, 1, bias=False)
        self.cv4 = Conv(2 * hidden, c2, 1, 1)
        self.bn = nn.BatchNorm2d(2 * hidden)
        self.act = nn.SiLU()
        self.m = nn.Sequential(*(Bottleneck(hidden, hidden, shortcut, g, 1.0) for _ in range(n)))

    def forward(self, x: Tensor) -> Tensor:
        """The deep branch beside the shallow one."""
        deep = self.cv3(self.m(self.cv1(x)))
        y: Tensor = self.cv4(self.act(self.bn(torch.cat((deep, self.cv2(x)), 1))))
        return y


class C3(nn.Module):
    """CSP block with three convolutions: the workhorse of YOLOv5.

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
        CSPNet, https://arxiv.org/abs/1911.11929, in the form of YOLOv5 since v4.0.
    """

    def __init__(
        self, c1: int, c2: int, n: int = 1, shortcut: bool = True, g: int = 1, e: float = 0.5
    ) -> None:
        super().__init__()
        hidden = int(c2 * e)
        self.cv1 = Conv(c1, hidden, 1, 1)
        self.cv2 = Conv(c1, hidden, 1, 1)
        self.cv3 = Conv(2 * hidden, c2, 1)
        self.m: nn.Module = nn.Sequential(
            *(Bottleneck(hidden, hidden, shortcut, g, 1.0) for _ in range(n))
        )

    def forward(self, x: Tensor) -> Tensor:
        """The bottlenecks' branch beside the bare one."""
        y: Tensor = self.cv3(torch.cat((self.m(self.cv1(x)), self.cv2(x)), 1))
        return y


# The variants below put something else in the place of C3's bottlenecks, which are made all the
# same, as the trainer makes them: groups that do not divide the channels are refused there.


class C3x(C3):
    """C3 with cross convolutions in place of bottlenecks.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        YOLOv5.
    """

    def __init__(
        self, c1: int, c2: int, n: int = 1, shortcut: bool = True, g: int = 1, e: float = 0.5
    ) -> None:
        super().__init__(c1, c2, n, shortcut, g, e)
        hidden = int(c2 * e)
        self.m = nn.Sequential(
            *(CrossConv(hidden, hidden, 3, 1, g, 1.0, shortcut) for _ in range(n))
        )


class C3TR(C3):
    """C3 whose inner branch is a transformer of `n` layers with four heads.

    Its cost grows with the square of H * W: use it on the smallest maps.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`; the branch's channels must divide by 4.

    Source:
        YOLOv5; attention as in https://arxiv.org/abs/2010.11929.
    """

    def __init__(
        self, c1: int, c2: int, n: int = 1, shortcut: bool = True, g: int = 1, e: float = 0.5
    ) -> None:
        super().__init__(c1, c2, n, shortcut, g, e)
        hidden = int(c2 * e)
        self.m = TransformerBlock(hidden, hidden, 4, n)


class C3SPP(C3):
    """C3 whose inner branch is spatial pyramid pooling.

    Args:
        c1: Input channels.
        c2: Output channels.
        k: Window sizes of the pooling.
        n, shortcut, g: Of bottlenecks that are replaced; g must still divide the channels.
        e: Channels of each branch, as a fraction of c2.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        YOLOv5.
    """

    def __init__(
        self,
        c1: int,
        c2: int,
        k: tuple[int, ...] | list[int] = (5, 9, 13),
        n: int = 1,
        shortcut: bool = True,
        g: int = 1,
        e: float = 0.5,
    ) -> None:
        super().__init__(c1, c2, n, shortcut, g, e)
        hidden = int(c2 * e)
        self.m = SPP(hidden, hidden, k)


class C3Ghost(C3):
    """C3 with ghost bottlenecks.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`; the branch's channels must divide by 4.

    Source:
        YOLOv5; GhostNet, https://arxiv.org/abs/1911.11907.
    """

    def __init__(
        self, c1: int, c2: int, n: int = 1, shortcut: bool = True, g: int = 1, e: float = 0.5
    ) -> None:
        super().__init__(c1, c2, n, shortcut, g, e)
        hidden = int(c2 * e)
        self.m = nn.Sequential(*(GhostBottleneck(hidden, hidden) for _ in range(n)))
