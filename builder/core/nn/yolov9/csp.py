"""YOLOv9's bottlenecks, whose kernels are free, and the cross-stage-partial blocks of them."""

import torch
from torch import Tensor, nn

from builder.core.nn.conv import Conv

Kernels = tuple[int, ...] | list[int]


class Bottleneck(nn.Module):
    """Two convolutions, both 3x3 by default, with a shortcut around them.

    Args:
        c1: Input channels.
        c2: Output channels.
        shortcut: Add the input, where c1 == c2.
        g: Groups of the second convolution.
        k: The two kernel sizes.
        e: Channels between the two, as a fraction of c2.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        ResNet, https://arxiv.org/abs/1512.03385, in the form of YOLOv9,
        https://github.com/WongKinYiu/yolov9. YOLOv5's first kernel is 1x1.
    """

    def __init__(
        self,
        c1: int,
        c2: int,
        shortcut: bool = True,
        g: int = 1,
        k: Kernels = (3, 3),
        e: float = 0.5,
    ) -> None:
        super().__init__()
        hidden = int(c2 * e)
        self.cv1 = Conv(c1, hidden, k[0], 1)
        self.cv2 = Conv(hidden, c2, k[1], 1, g=g)
        self.add = shortcut and c1 == c2

    def forward(self, x: Tensor) -> Tensor:
        """Both convolutions, plus the input where it fits."""
        y: Tensor = self.cv2(self.cv1(x))
        return x + y if self.add else y


class BottleneckBase(Bottleneck):
    """`Bottleneck` with kernels 1 and 3.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        YOLOv9, https://github.com/WongKinYiu/yolov9.
    """

    def __init__(
        self,
        c1: int,
        c2: int,
        shortcut: bool = True,
        g: int = 1,
        k: Kernels = (1, 3),
        e: float = 0.5,
    ) -> None:
        super().__init__(c1, c2, shortcut, g, k, e)


class RBottleneckBase(Bottleneck):
    """`Bottleneck` with kernels 3 and 1.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        YOLOv9, https://github.com/WongKinYiu/yolov9.
    """

    def __init__(
        self,
        c1: int,
        c2: int,
        shortcut: bool = True,
        g: int = 1,
        k: Kernels = (3, 1),
        e: float = 0.5,
    ) -> None:
        super().__init__(c1, c2, shortcut, g, k, e)


class Res(nn.Module):
    """1x1, 3x3 and 1x1 convolution with a shortcut around them.

    Args:
        c1: Input channels.
        c2: Output channels.
        shortcut: Add the input, where c1 == c2.
        g: Groups of the 3x3 convolution.
        e: Channels between, as a fraction of c2.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        ResNet, https://arxiv.org/abs/1512.03385, in the form of YOLOv9.
    """

    def __init__(self, c1: int, c2: int, shortcut: bool = True, g: int = 1, e: float = 0.5) -> None:
        super().__init__()
        hidden = int(c2 * e)
        self.cv1 = Conv(c1, hidden, 1, 1)
        self.cv2: nn.Module = Conv(hidden, hidden, 3, 1, g=g)
        self.cv3 = Conv(hidden, c2, 1, 1)
        self.add = shortcut and c1 == c2

    def forward(self, x: Tensor) -> Tensor:
        """All three, plus the input where it fits."""
        y: Tensor = self.cv3(self.cv2(self.cv1(x)))
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
        CSPNet, https://arxiv.org/abs/1911.11929, with the bottlenecks of YOLOv9.
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
        self.m = nn.Sequential(*(Bottleneck(hidden, hidden, shortcut, g, e=1.0) for _ in range(n)))

    def forward(self, x: Tensor) -> Tensor:
        """The deep branch beside the shallow one."""
        deep = self.cv3(self.m(self.cv1(x)))
        y: Tensor = self.cv4(self.act(self.bn(torch.cat((deep, self.cv2(x)), 1))))
        return y


class CSP(nn.Module):
    """CSP block with three convolutions; bottlenecks on one of two branches.

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
        CSPNet, https://arxiv.org/abs/1911.11929, in the form of YOLOv9.
    """

    def __init__(
        self, c1: int, c2: int, n: int = 1, shortcut: bool = True, g: int = 1, e: float = 0.5
    ) -> None:
        super().__init__()
        hidden = int(c2 * e)
        self.cv1 = Conv(c1, hidden, 1, 1)
        self.cv2 = Conv(c1, hidden, 1, 1)
        self.cv3 = Conv(2 * hidden, c2, 1)
        self.m = nn.Sequential(*(self.inner(hidden, shortcut, g) for _ in range(n)))

    def inner(self, c: int, shortcut: bool, g: int) -> nn.Module:
        """One of the blocks on the deep branch."""
        return Bottleneck(c, c, shortcut, g, e=1.0)

    def forward(self, x: Tensor) -> Tensor:
        """The bottlenecks' branch beside the bare one."""
        y: Tensor = self.cv3(torch.cat((self.m(self.cv1(x)), self.cv2(x)), 1))
        return y


class CSPBase(CSP):
    """`CSP` of bottlenecks with kernels 1 and 3, which makes it the C3 of YOLOv5.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        CSPNet, https://arxiv.org/abs/1911.11929, in the form of YOLOv9.
    """

    def inner(self, c: int, shortcut: bool, g: int) -> nn.Module:
        """One of the blocks on the deep branch."""
        return BottleneckBase(c, c, shortcut, g, e=1.0)
