"""C2f with richer inner blocks: the workhorse of YOLO11 and YOLO26."""

from torch import nn

from builder.core.nn.csp import C3
from builder.core.nn.ultralytics.csp import Bottleneck, C2f
from builder.core.nn.ultralytics.psa import PSABlock


class C3k(C3):
    """C3 whose bottlenecks have two 3x3 kernels.

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
        Ultralytics YOLO11; CSPNet, https://arxiv.org/abs/1911.11929.
    """

    def __init__(
        self, c1: int, c2: int, n: int = 1, shortcut: bool = True, g: int = 1, e: float = 0.5
    ) -> None:
        super().__init__(c1, c2, n, shortcut, g, e)
        hidden = int(c2 * e)
        self.m = nn.Sequential(*(Bottleneck(hidden, hidden, shortcut, g, e=1.0) for _ in range(n)))


class C3k2(C2f):
    """C2f whose inner blocks are bottlenecks, C3k blocks, or bottlenecks with attention.

    Args:
        c1: Input channels.
        c2: Output channels.
        n: Inner blocks in a row.
        c3k: Make them C3k blocks of two bottlenecks each.
        e: Channels of each half, as a fraction of c2.
        attn: Make them a bottleneck and self-attention each, whatever c3k says.
        g: Groups in the bottlenecks.
        shortcut: Shortcuts in the bottlenecks.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        Ultralytics YOLO11; attention since YOLO26.
    """

    def __init__(
        self,
        c1: int,
        c2: int,
        n: int = 1,
        c3k: bool = False,
        e: float = 0.5,
        attn: bool = False,
        g: int = 1,
        shortcut: bool = True,
    ) -> None:
        super().__init__(c1, c2, n, shortcut, g, e)
        self.m = nn.ModuleList(inner(self.c, c3k, attn, shortcut, g) for _ in range(n))


def inner(c: int, c3k: bool, attn: bool, shortcut: bool, g: int) -> nn.Module:
    """One inner block of C3k2, of `c` channels."""
    if attn:
        return nn.Sequential(Bottleneck(c, c, shortcut, g), PSABlock(c))
    return C3k(c, c, 2, shortcut, g) if c3k else Bottleneck(c, c, shortcut, g)
