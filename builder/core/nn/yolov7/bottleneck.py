"""YOLOv7's residual bottlenecks."""

from torch import Tensor, nn

from builder.core.nn.yolov7.conv import Conv, DWConv, GhostConv
from builder.core.nn.yolov7.rep import RepConv


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
        ResNet, https://arxiv.org/abs/1512.03385, in the form of Darknet-53 and YOLOv7.
    """

    def __init__(self, c1: int, c2: int, shortcut: bool = True, g: int = 1, e: float = 0.5) -> None:
        super().__init__()
        hidden = int(c2 * e)
        self.cv1 = Conv(c1, hidden, 1, 1)
        self.cv2: nn.Module = Conv(hidden, c2, 3, 1, g=g)
        self.add = shortcut and c1 == c2

    def forward(self, x: Tensor) -> Tensor:
        """Both convolutions, plus the input where it fits."""
        y: Tensor = self.cv2(self.cv1(x))
        return x + y if self.add else y


class RepBottleneck(Bottleneck):
    """Bottleneck whose 3x3 convolution is a `RepConv`.

    Args:
        c1: Input channels.
        c2: Output channels.
        shortcut: Not used: the input is always added where c1 == c2.
        g: Groups of the `RepConv`.
        e: Channels that the `RepConv` takes, as a fraction of c2. The convolution before it
            gives half of c2 whatever is written, so nothing but 0.5 runs.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        YOLOv7; RepVGG, https://arxiv.org/abs/2101.03697.
    """

    def __init__(
        self,
        c1: int,
        c2: int,
        shortcut: bool = True,  # noqa: ARG002 -- as the trainer has it
        g: int = 1,
        e: float = 0.5,
    ) -> None:
        super().__init__(c1, c2)
        self.cv2 = RepConv(int(c2 * e), c2, 3, 1, g=g)


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
        ResNet, https://arxiv.org/abs/1512.03385, as in YOLOv7.
    """

    def __init__(self, c1: int, c2: int, shortcut: bool = True, g: int = 1, e: float = 0.5) -> None:
        super().__init__()
        hidden = int(c2 * e)
        self.cv1 = Conv(c1, hidden, 1, 1)
        self.cv2: nn.Module = Conv(hidden, hidden, 3, 1, g=g)
        self.cv3 = Conv(hidden, c2, 1, 1)
        self.add = shortcut and c1 == c2

    def forward(self, x: Tensor) -> Tensor:
        """The three convolutions, plus the input where it fits."""
        y: Tensor = self.cv3(self.cv2(self.cv1(x)))
        return x + y if self.add else y


class ResX(Res):
    """`Res` with 32 groups.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`; g must divide the channels between.

    Source:
        ResNeXt, https://arxiv.org/abs/1611.05431, as in YOLOv7.
    """

    def __init__(
        self, c1: int, c2: int, shortcut: bool = True, g: int = 32, e: float = 0.5
    ) -> None:
        super().__init__(c1, c2, shortcut, g, e)


class RepRes(Res):
    """`Res` whose 3x3 convolution is a `RepConv`.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        YOLOv7; RepVGG, https://arxiv.org/abs/2101.03697.
    """

    def __init__(self, c1: int, c2: int, shortcut: bool = True, g: int = 1, e: float = 0.5) -> None:
        super().__init__(c1, c2, shortcut, g, e)
        hidden = int(c2 * e)
        self.cv2 = RepConv(hidden, hidden, 3, 1, g=g)


class RepResX(RepRes):
    """`ResX` whose 3x3 convolution is a `RepConv`.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`; g must divide the channels between.

    Source:
        YOLOv7; RepVGG, https://arxiv.org/abs/2101.03697.
    """

    def __init__(
        self, c1: int, c2: int, shortcut: bool = True, g: int = 32, e: float = 0.5
    ) -> None:
        super().__init__(c1, c2, shortcut, g, e)


class Ghost(nn.Module):
    """Two ghost modules with a shortcut; with stride 2 a depth-wise convolution between them.

    Args:
        c1: Input channels.
        c2: Output channels; equal to c1 unless s == 2.
        k: Kernel size of the depth-wise convolutions.
        s: Stride, 1 or 2.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H / s, W / s)`.

    Source:
        GhostNet, https://arxiv.org/abs/1911.11907, as in YOLOv7.
    """

    def __init__(self, c1: int, c2: int, k: int = 3, s: int = 1) -> None:
        super().__init__()
        hidden = c2 // 2
        self.conv = nn.Sequential(
            GhostConv(c1, hidden, 1, 1),
            DWConv(hidden, hidden, k, s, act=False) if s == 2 else nn.Identity(),
            GhostConv(hidden, c2, 1, 1, act=False),
        )
        self.shortcut: nn.Module = (
            nn.Sequential(DWConv(c1, c1, k, s, act=False), Conv(c1, c2, 1, 1, act=False))
            if s == 2
            else nn.Identity()
        )

    def forward(self, x: Tensor) -> Tensor:
        """Sum of both ways."""
        y: Tensor = self.conv(x) + self.shortcut(x)
        return y
