"""Compact inverted blocks: depth-wise convolutions between 1x1 ones."""

from torch import Tensor, nn

from builder.core.nn.conv import Conv
from builder.core.nn.ultralytics.csp import C2f


class RepVGGDW(nn.Module):
    """Depth-wise convolutions of 7x7 and 3x3 side by side; they fold into one for inference.

    Args:
        ed: Channels.

    Shape:
        `(N, ed, H, W)` -> `(N, ed, H, W)`.

    Source:
        YOLOv10, https://arxiv.org/abs/2405.14458; RepVGG, https://arxiv.org/abs/2101.03697.
    """

    def __init__(self, ed: int) -> None:
        super().__init__()
        self.conv = Conv(ed, ed, 7, 1, 3, g=ed, act=False)
        self.conv1 = Conv(ed, ed, 3, 1, 1, g=ed, act=False)
        self.act = nn.SiLU()

    def forward(self, x: Tensor) -> Tensor:
        """The sum of both, activated."""
        y: Tensor = self.act(self.conv(x) + self.conv1(x))
        return y


class CIB(nn.Module):
    """Depth-wise, 1x1, depth-wise, 1x1, depth-wise, with a shortcut around all.

    Args:
        c1: Input channels.
        c2: Output channels.
        shortcut: Add the input, where c1 == c2.
        e: Half of the channels in the middle, as a fraction of c2.
        lk: Use the large kernel, `RepVGGDW`, in the middle.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        YOLOv10, https://arxiv.org/abs/2405.14458.
    """

    def __init__(
        self, c1: int, c2: int, shortcut: bool = True, e: float = 0.5, lk: bool = False
    ) -> None:
        super().__init__()
        wide = 2 * int(c2 * e)
        self.cv1 = nn.Sequential(
            Conv(c1, c1, 3, g=c1),
            Conv(c1, wide, 1),
            RepVGGDW(wide) if lk else Conv(wide, wide, 3, g=wide),
            Conv(wide, c2, 1),
            Conv(c2, c2, 3, g=c2),
        )
        self.add = shortcut and c1 == c2

    def forward(self, x: Tensor) -> Tensor:
        """The chain, plus the input where it fits."""
        y: Tensor = self.cv1(x)
        return x + y if self.add else y


class C2fCIB(C2f):
    """C2f with compact inverted blocks in place of bottlenecks.

    Args:
        c1: Input channels.
        c2: Output channels.
        n: Blocks in a row.
        shortcut: Shortcuts in the blocks.
        lk: Large kernels in the blocks.
        g: Groups of bottlenecks that are replaced; it must still divide the channels.
        e: Channels of each half, as a fraction of c2.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        YOLOv10, https://arxiv.org/abs/2405.14458.
    """

    def __init__(
        self,
        c1: int,
        c2: int,
        n: int = 1,
        shortcut: bool = False,
        lk: bool = False,
        g: int = 1,
        e: float = 0.5,
    ) -> None:
        super().__init__(c1, c2, n, shortcut, g, e)
        self.m = nn.ModuleList(CIB(self.c, self.c, shortcut, 1.0, lk) for _ in range(n))
