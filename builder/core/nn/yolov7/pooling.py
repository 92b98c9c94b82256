"""YOLOv7's pooling blocks, and those that halve the map by pooling and convolution together."""

from typing import ClassVar

import torch
from torch import Tensor, nn

from builder.core.nn.conv import Size
from builder.core.nn.yolov7.conv import Activation, Conv, GhostConv

Brick = type[Conv] | type[GhostConv]


class MP(nn.Module):
    """Max-pooling whose windows don't overlap.

    Args:
        k: Window size and stride.

    Shape:
        `(N, C, H, W)` -> `(N, C, H / k, W / k)`, rounded down.

    Source:
        YOLOv7, https://github.com/WongKinYiu/yolov7.
    """

    def __init__(self, k: int = 2) -> None:
        super().__init__()
        self.m = nn.MaxPool2d(k, k)

    def forward(self, x: Tensor) -> Tensor:
        """Pool."""
        y: Tensor = self.m(x)
        return y


class SP(nn.Module):
    """Max-pooling that keeps the size at stride 1.

    Args:
        k: Window size, odd.
        s: Stride.

    Shape:
        `(N, C, H, W)` -> `(N, C, H / s, W / s)`, rounded up.

    Source:
        YOLOv7.
    """

    def __init__(self, k: int = 3, s: int = 1) -> None:
        super().__init__()
        self.m = nn.MaxPool2d(k, s, k // 2)

    def forward(self, x: Tensor) -> Tensor:
        """Pool."""
        y: Tensor = self.m(x)
        return y


class SPP(nn.Module):
    """Spatial pyramid pooling: max-pools of several sizes side by side.

    Args:
        c1: Input channels; half of them are pooled.
        c2: Output channels.
        k: Window sizes, odd so that the size stays.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        https://arxiv.org/abs/1406.4729, in the form of YOLOv3-SPP and YOLOv7.
    """

    def __init__(self, c1: int, c2: int, k: tuple[int, ...] | list[int] = (5, 9, 13)) -> None:
        super().__init__()
        hidden = c1 // 2
        self.cv1 = Conv(c1, hidden, 1, 1)
        self.cv2 = Conv(hidden * (len(k) + 1), c2, 1, 1)
        self.m = nn.ModuleList(nn.MaxPool2d(size, 1, size // 2) for size in k)

    def forward(self, x: Tensor) -> Tensor:
        """Concatenate the input's half and all its pools."""
        x = self.cv1(x)
        y: Tensor = self.cv2(torch.cat([x, *(pool(x) for pool in self.m)], 1))
        return y


class SPPF(nn.Module):
    """SPP made fast: one small window three times, which equals windows k, 2k-1 and 3k-2.

    Args:
        c1: Input channels; half of them are pooled.
        c2: Output channels.
        k: Window size; an even one changes the size and fails in the concatenation.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        YOLOv7, from YOLOv5.
    """

    def __init__(self, c1: int, c2: int, k: int = 5) -> None:
        super().__init__()
        hidden = c1 // 2
        self.cv1 = Conv(c1, hidden, 1, 1)
        self.cv2 = Conv(hidden * 4, c2, 1, 1)
        self.m = nn.MaxPool2d(k, 1, k // 2)

    def forward(self, x: Tensor) -> Tensor:
        """Pool three times in a row and concatenate every stage."""
        x = self.cv1(x)
        once = self.m(x)
        twice = self.m(once)
        y: Tensor = self.cv2(torch.cat((x, once, twice, self.m(twice)), 1))
        return y


class SPPCSPC(nn.Module):
    """Spatial pyramid pooling as the deep branch of a CSP block.

    Args:
        c1: Input channels.
        c2: Output channels.
        n, shortcut, g: Not used.
        e: Half of each branch's channels, as a fraction of c2.
        k: The three window sizes.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        YOLOv7; Scaled-YOLOv4, https://arxiv.org/abs/2011.08036.
    """

    brick: ClassVar[Brick] = Conv

    def __init__(
        self,
        c1: int,
        c2: int,
        n: int = 1,  # noqa: ARG002 -- the parser puts it in
        shortcut: bool = False,  # noqa: ARG002 -- rows may write it
        g: int = 1,  # noqa: ARG002
        e: float = 0.5,
        k: tuple[int, ...] | list[int] = (5, 9, 13),
    ) -> None:
        super().__init__()
        hidden = int(2 * c2 * e)
        conv = self.brick
        self.cv1 = conv(c1, hidden, 1, 1)
        self.cv2 = conv(c1, hidden, 1, 1)
        self.cv3 = conv(hidden, hidden, 3, 1)
        self.cv4 = conv(hidden, hidden, 1, 1)
        self.m = nn.ModuleList(nn.MaxPool2d(size, 1, size // 2) for size in k)
        self.cv5 = conv(4 * hidden, hidden, 1, 1)
        self.cv6 = conv(hidden, hidden, 3, 1)
        self.cv7 = conv(2 * hidden, c2, 1, 1)

    def forward(self, x: Tensor) -> Tensor:
        """The pooled branch beside the bare one."""
        deep = self.cv4(self.cv3(self.cv1(x)))
        deep = torch.cat([deep, *(pool(deep) for pool in self.m)], 1)
        y: Tensor = self.cv7(torch.cat((self.cv6(self.cv5(deep)), self.cv2(x)), 1))
        return y


class GhostSPPCSPC(SPPCSPC):
    """`SPPCSPC` of ghost convolutions.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`, c2 even.

    Source:
        YOLOv7; GhostNet, https://arxiv.org/abs/1911.11907.
    """

    brick = GhostConv


class Stem(nn.Module):
    """First layers: a convolution of stride 2, then another one beside a pooling.

    Args:
        c1: Input channels.
        c2: Output channels.
        k, s, p, g, act: Not used.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H / 4, W / 4)`.

    Source:
        PeleeNet, https://arxiv.org/abs/1804.06882, as in YOLOv7.
    """

    brick: ClassVar[Brick] = Conv

    def __init__(
        self,
        c1: int,
        c2: int,
        k: Size = 1,  # noqa: ARG002 -- rows may write it
        s: Size = 1,  # noqa: ARG002
        p: Size | None = None,  # noqa: ARG002
        g: int = 1,  # noqa: ARG002
        act: Activation = True,  # noqa: ARG002
    ) -> None:
        super().__init__()
        half = int(c2 / 2)
        conv = self.brick
        self.cv1 = conv(c1, half, 3, 2)
        self.cv2 = conv(half, half, 1, 1)
        self.cv3 = conv(half, half, 3, 2)
        self.pool = nn.MaxPool2d(2, 2)
        self.cv4 = conv(2 * half, c2, 1, 1)

    def forward(self, x: Tensor) -> Tensor:
        """Halve, then halve in two ways and join."""
        x = self.cv1(x)
        y: Tensor = self.cv4(torch.cat((self.cv3(self.cv2(x)), self.pool(x)), 1))
        return y


class GhostStem(Stem):
    """`Stem` of ghost convolutions.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H / 4, W / 4)`, c2 a multiple of 4.

    Source:
        YOLOv7; GhostNet, https://arxiv.org/abs/1911.11907.
    """

    brick = GhostConv


class DownC(nn.Module):
    """Halves the map by a strided convolution and by a pooling, each for half of the channels.

    Args:
        c1: Input channels.
        c2: Output channels, even.
        n: Not used.
        k: Factor by which the map shrinks.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H / k, W / k)` where k divides H and W.

    Source:
        YOLOv7.
    """

    def __init__(self, c1: int, c2: int, n: int = 1, k: int = 2) -> None:  # noqa: ARG002
        super().__init__()
        hidden = int(c1)
        self.cv1 = Conv(c1, hidden, 1, 1)
        self.cv2 = Conv(hidden, c2 // 2, 3, k)
        self.cv3 = Conv(c1, c2 // 2, 1, 1)
        self.mp = nn.MaxPool2d(k, k)

    def forward(self, x: Tensor) -> Tensor:
        """Strided convolution beside pooling."""
        return torch.cat((self.cv2(self.cv1(x)), self.cv3(self.mp(x))), 1)
