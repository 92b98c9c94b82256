"""YOLOv7's CSP blocks A: a chain and a bare convolution side by side, joined by a third."""

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


class BottleneckCSPA(Chained):
    """CSP block A: a chain of bottlenecks beside a bare convolution, joined by a third one.

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
        self.cv3 = Conv(2 * hidden, c2, 1, 1)
        self.m = self.inside(hidden, n, shortcut, g)

    def forward(self, x: Tensor) -> Tensor:
        """The chain's branch beside the bare one."""
        y: Tensor = self.cv3(torch.cat((self.m(self.cv1(x)), self.cv2(x)), 1))
        return y


class RepBottleneckCSPA(BottleneckCSPA):
    """CSP block A with bottlenecks whose 3x3 convolution is a `RepConv`.

    As the trainer makes it, the convolution before each `RepConv` gives half of the channels that
    it takes: with n > 0 every input is refused.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        CSPNet, https://arxiv.org/abs/1911.11929, and RepVGG,
        https://arxiv.org/abs/2101.03697, as in YOLOv7.
    """

    links = REP_PLAIN


class ResCSPA(BottleneckCSPA):
    """CSP block A with ResNet bottlenecks: 1x1, 3x3, 1x1.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        CSPNet, https://arxiv.org/abs/1911.11929, as in YOLOv7.
    """

    links = RES


class RepResCSPA(BottleneckCSPA):
    """CSP block A with ResNet bottlenecks whose 3x3 convolution is a `RepConv`.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        CSPNet, https://arxiv.org/abs/1911.11929, and RepVGG,
        https://arxiv.org/abs/2101.03697, as in YOLOv7.
    """

    links = REP_RES


class ResXCSPA(BottleneckCSPA):
    """CSP block A with ResNeXt bottlenecks: 32 groups.

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


class RepResXCSPA(BottleneckCSPA):
    """CSP block A with ResNeXt bottlenecks whose 3x3 convolution is a `RepConv`.

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


class GhostCSPA(BottleneckCSPA):
    """CSP block A with ghost bottlenecks.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`; the branch's channels must divide by 4.

    Source:
        CSPNet, https://arxiv.org/abs/1911.11929, and GhostNet,
        https://arxiv.org/abs/1911.11907, as in YOLOv7.
    """

    links = GHOST
