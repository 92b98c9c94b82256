"""Convolutions in parallel branches that fold into one for inference, and blocks of them."""

from torch import Tensor, nn

from builder.core.nn.conv import Conv
from builder.core.nn.csp import C3
from builder.core.nn.ultralytics.conv import chosen
from builder.core.nn.ultralytics.csp import Bottleneck


class RepConv(nn.Module):
    """A 3x3 and a 1x1 convolution side by side, and a normalised shortcut if wanted.

    Args:
        c1: Input channels.
        c2: Output channels.
        k: Kernel size; only 3 can be folded.
        s: Stride.
        p: Padding; only 1 goes with k = 3.
        g: Groups of both convolutions.
        d: Not used; the trainer has it for the order of arguments.
        act: True for SiLU, a module for another activation, False for none.
        bn: Add the normalised input, where c1 == c2 and s == 1.
        deploy: Not used.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H / s, W / s)`.

    Source:
        RepVGG, https://arxiv.org/abs/2101.03697, as in Ultralytics.

    Raises:
        ValueError: Kernel and padding are not 3 and 1.
    """

    # Not Conv's: a config's `activation` leaves it as it is.
    default_act: nn.Module = nn.SiLU()

    def __init__(
        self,
        c1: int,
        c2: int,
        k: int = 3,
        s: int = 1,
        p: int = 1,
        g: int = 1,
        d: int = 1,  # noqa: ARG002
        act: bool | nn.Module = True,
        bn: bool = False,
        deploy: bool = False,  # noqa: ARG002
    ) -> None:
        super().__init__()
        if k != 3 or p != 1:
            raise ValueError(f"RepConv needs kernel 3 and padding 1, not {k} and {p}")
        self.act = chosen(act, self.default_act)
        self.bn = nn.BatchNorm2d(c1) if bn and c1 == c2 and s == 1 else None
        self.conv1 = Conv(c1, c2, 3, s, 1, g, act=False)
        self.conv2 = Conv(c1, c2, 1, s, 0, g, act=False)

    def forward(self, x: Tensor) -> Tensor:
        """The sum of the branches, activated."""
        total = self.conv1(x) + self.conv2(x)
        if self.bn is not None:
            total = total + self.bn(x)
        y: Tensor = self.act(total)
        return y


class RepC3(nn.Module):
    """C3 of RT-DETR: a chain of RepConv plus, not beside, a bare branch.

    Args:
        c1: Input channels.
        c2: Output channels.
        n: RepConv in a row.
        e: Channels of each branch, as a fraction of c2.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        RT-DETR, https://arxiv.org/abs/2304.08069, as in Ultralytics.
    """

    def __init__(self, c1: int, c2: int, n: int = 3, e: float = 1.0) -> None:
        super().__init__()
        hidden = int(c2 * e)
        self.cv1 = Conv(c1, hidden, 1, 1)
        self.cv2 = Conv(c1, hidden, 1, 1)
        self.m = nn.Sequential(*(RepConv(hidden, hidden) for _ in range(n)))
        self.cv3 = Conv(hidden, c2, 1, 1) if hidden != c2 else nn.Identity()

    def forward(self, x: Tensor) -> Tensor:
        """The deep branch plus the bare one."""
        y: Tensor = self.cv3(self.m(self.cv1(x)) + self.cv2(x))
        return y


class RepBottleneck(Bottleneck):
    """Bottleneck that starts with a RepConv.

    Args:
        c1: Input channels.
        c2: Output channels.
        shortcut: Add the input, where c1 == c2.
        g: Groups of the second convolution.
        e: Channels between the two, as a fraction of c2.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        YOLOv9, https://arxiv.org/abs/2402.13616, as in Ultralytics.
    """

    def __init__(self, c1: int, c2: int, shortcut: bool = True, g: int = 1, e: float = 0.5) -> None:
        super().__init__(c1, c2, shortcut, g, e=e)
        self.cv1 = RepConv(c1, int(c2 * e))


class RepCSP(C3):
    """C3 with RepBottleneck.

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
        YOLOv9, https://arxiv.org/abs/2402.13616, as in Ultralytics.
    """

    def __init__(
        self, c1: int, c2: int, n: int = 1, shortcut: bool = True, g: int = 1, e: float = 0.5
    ) -> None:
        super().__init__(c1, c2, n, shortcut, g, e)
        hidden = int(c2 * e)
        self.m = nn.Sequential(*(RepBottleneck(hidden, hidden, shortcut, g, 1.0) for _ in range(n)))
