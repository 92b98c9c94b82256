"""Bottlenecks and cross-stage-partial blocks as Ultralytics has them since YOLOv8.

Its `C3` is YOLOv5's, whose bottlenecks start with a 1x1 kernel. `Bottleneck` itself and all that
is younger start with 3x3.
"""

import torch
from torch import Tensor, nn

from builder.core.nn import csp
from builder.core.nn.conv import Conv, Size

Sizes = tuple[Size, Size] | list[int]


class Bottleneck(nn.Module):
    """Two convolutions with a shortcut around them.

    Args:
        c1: Input channels.
        c2: Output channels.
        shortcut: Add the input, where c1 == c2.
        g: Groups of the second convolution.
        k: Kernel sizes of both.
        e: Channels between the two, as a fraction of c2.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        ResNet, https://arxiv.org/abs/1512.03385, in the form of Ultralytics YOLOv8.
    """

    def __init__(
        self,
        c1: int,
        c2: int,
        shortcut: bool = True,
        g: int = 1,
        k: Sizes = (3, 3),
        e: float = 0.5,
    ) -> None:
        super().__init__()
        hidden = int(c2 * e)
        self.cv1: nn.Module = Conv(c1, hidden, k[0], 1)
        self.cv2 = Conv(hidden, c2, k[1], 1, g=g)
        self.add = shortcut and c1 == c2

    def forward(self, x: Tensor) -> Tensor:
        """Both convolutions, plus the input where it fits."""
        y: Tensor = self.cv2(self.cv1(x))
        return x + y if self.add else y


class BottleneckCSP(csp.BottleneckCSP):
    """YOLOv5's CSP block with two 3x3 kernels in each bottleneck.

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
        CSPNet, https://arxiv.org/abs/1911.11929, as in Ultralytics.
    """

    def __init__(
        self, c1: int, c2: int, n: int = 1, shortcut: bool = True, g: int = 1, e: float = 0.5
    ) -> None:
        super().__init__(c1, c2, n, shortcut, g, e)
        hidden = int(c2 * e)
        self.m = nn.Sequential(*(Bottleneck(hidden, hidden, shortcut, g, e=1.0) for _ in range(n)))


class C1(nn.Module):
    """A 1x1 convolution, then 3x3 convolutions with one shortcut around all of them.

    Args:
        c1: Input channels.
        c2: Output channels.
        n: 3x3 convolutions in a row.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        Ultralytics, https://github.com/ultralytics/ultralytics.
    """

    def __init__(self, c1: int, c2: int, n: int = 1) -> None:
        super().__init__()
        self.cv1 = Conv(c1, c2, 1, 1)
        self.m = nn.Sequential(*(Conv(c2, c2, 3) for _ in range(n)))

    def forward(self, x: Tensor) -> Tensor:
        """The chain plus what it starts from."""
        x = self.cv1(x)
        y: Tensor = self.m(x) + x
        return y


class C2(nn.Module):
    """CSP block with two convolutions: one in, whose output is split in two, and one out.

    Args:
        c1: Input channels.
        c2: Output channels.
        n: Bottlenecks in a row.
        shortcut: Shortcuts in the bottlenecks.
        g: Groups in the bottlenecks.
        e: Channels of each half, as a fraction of c2.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        CSPNet, https://arxiv.org/abs/1911.11929, as in Ultralytics.
    """

    def __init__(
        self, c1: int, c2: int, n: int = 1, shortcut: bool = True, g: int = 1, e: float = 0.5
    ) -> None:
        super().__init__()
        self.c = int(c2 * e)
        self.cv1 = Conv(c1, 2 * self.c, 1, 1)
        self.cv2 = Conv(2 * self.c, c2, 1)
        self.m = nn.Sequential(*(Bottleneck(self.c, self.c, shortcut, g, e=1.0) for _ in range(n)))

    def forward(self, x: Tensor) -> Tensor:
        """One half through the bottlenecks, beside the other."""
        deep, bare = self.cv1(x).chunk(2, 1)
        y: Tensor = self.cv2(torch.cat((self.m(deep), bare), 1))
        return y


class C2f(nn.Module):
    """C2 whose last convolution sees the output of every bottleneck: the workhorse of YOLOv8.

    Args:
        c1: Input channels.
        c2: Output channels.
        n: Bottlenecks in a row.
        shortcut: Shortcuts in the bottlenecks.
        g: Groups in the bottlenecks.
        e: Channels of each half, as a fraction of c2.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        Ultralytics YOLOv8; CSPNet, https://arxiv.org/abs/1911.11929, with the many paths of
        ELAN, https://arxiv.org/abs/2211.04800.
    """

    def __init__(
        self, c1: int, c2: int, n: int = 1, shortcut: bool = False, g: int = 1, e: float = 0.5
    ) -> None:
        super().__init__()
        self.c = int(c2 * e)
        self.cv1 = Conv(c1, 2 * self.c, 1, 1)
        self.cv2 = Conv((2 + n) * self.c, c2, 1)
        self.m = nn.ModuleList(Bottleneck(self.c, self.c, shortcut, g, e=1.0) for _ in range(n))

    def forward(self, x: Tensor) -> Tensor:
        """Both halves and every step from the second one, together."""
        parts = list(self.cv1(x).chunk(2, 1))
        for block in self.m:
            parts.append(block(parts[-1]))
        y: Tensor = self.cv2(torch.cat(parts, 1))
        return y
