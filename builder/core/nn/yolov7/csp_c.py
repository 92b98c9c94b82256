"""YOLOv7's CSP blocks C: blocks A with one more convolution at the end of the chain."""

import torch
from torch import Tensor

from builder.core.nn.yolov7.conv import Conv
from builder.core.nn.yolov7.csp_chain import (
    GHOST,
    REP_PLAIN,
    REP_RES,
    REP_RES_X,
    RES,
    RES_X,
    Chained,
)


class BottleneckCSPC(Chained):
    """CSP block C: a chain of bottlenecks and a convolution beside a bare one, joined.

    Args:
        c1: Input channels.
        c2: Output channels.
        n: Links of the chain.
        shortcut: Shortcuts in them.
        g: Groups in them.
        e: Channels of each branch, as a fraction of c2.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        CSPNet, https://arxiv.org/abs/1911.11929, as in YOLOv7.
    """

    def __init__(
        self, c1: int, c2: int, n: int = 1, shortcut: bool = True, g: int = 1, e: float = 0.5
    ) -> None:
        super().__init__()
        hidden = int(c2 * e)
        self.cv1 = Conv(c1, hidden, 1, 1)
        self.cv2 = Conv(c1, hidden, 1, 1)
        self.cv3 = Conv(hidden, hidden, 1, 1)
        self.cv4 = Conv(2 * hidden, c2, 1, 1)
        self.m = self.inside(hidden, n, shortcut, g)

    def forward(self, x: Tensor) -> Tensor:
        """The chain's branch beside the bare one."""
        deep = self.cv3(self.m(self.cv1(x)))
        y: Tensor = self.cv4(torch.cat((deep, self.cv2(x)), 1))
        return y


class RepBottleneckCSPC(BottleneckCSPC):
    """CSP block C with bottlenecks whose 3x3 convolution is a `RepConv`.

    As the trainer makes it, the convolution before each `RepConv` gives half of the channels that
    it takes: with n > 0 every input is refused.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        CSPNet, https://arxiv.org/abs/1911.11929, and RepVGG,
        https://arxiv.org/abs/2101.03697, as in YOLOv7.
    """

    links = REP_PLAIN


class ResCSPC(BottleneckCSPC):
    """CSP block C with ResNet bottlenecks: 1x1, 3x3, 1x1.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        CSPNet, https://arxiv.org/abs/1911.11929, as in YOLOv7.
    """

    links = RES


class RepResCSPC(BottleneckCSPC):
    """CSP block C with ResNet bottlenecks whose 3x3 convolution is a `RepConv`.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        CSPNet, https://arxiv.org/abs/1911.11929, and RepVGG,
        https://arxiv.org/abs/2101.03697, as in YOLOv7.
    """

    links = REP_RES


class ResXCSPC(BottleneckCSPC):
    """CSP block C with ResNeXt bottlenecks: 32 groups.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        CSPNet, https://arxiv.org/abs/1911.11929, and ResNeXt,
        https://arxiv.org/abs/1611.05431, as in YOLOv7.
    """

    links = RES_X

    def __init__(
        self, c1: int, c2: int, n: int = 1, shortcut: bool = True, g: int = 32, e: float = 0.5
    ) -> None:
        super().__init__(c1, c2, n, shortcut, g, e)


class RepResXCSPC(BottleneckCSPC):
    """CSP block C with ResNeXt bottlenecks whose 3x3 convolution is a `RepConv`.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        CSPNet, https://arxiv.org/abs/1911.11929, and RepVGG,
        https://arxiv.org/abs/2101.03697, as in YOLOv7.
    """

    links = REP_RES_X

    def __init__(
        self, c1: int, c2: int, n: int = 1, shortcut: bool = True, g: int = 32, e: float = 0.5
    ) -> None:
        super().__init__(c1, c2, n, shortcut, g, e)


class GhostCSPC(BottleneckCSPC):
    """CSP block C with ghost bottlenecks.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`; the branch's channels must divide by 4.

    Source:
        CSPNet, https://arxiv.org/abs/1911.11929, and GhostNet,
        https://arxiv.org/abs/1911.11907, as in YOLOv7.
    """

    links = GHOST
