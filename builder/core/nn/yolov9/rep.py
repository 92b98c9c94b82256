"""Blocks whose parallel 3x3 and 1x1 convolutions fuse into one after training."""

from torch import Tensor, nn

from builder.core.nn.conv import Conv
from builder.core.nn.yolov9.csp import CSP, Kernels, Res


class RepConvN(nn.Module):
    """3x3 and 1x1 convolution side by side, added; no identity branch.

    Args:
        c1: Input channels.
        c2: Output channels.
        k: Kernel size, which must be 3.
        s: Stride.
        p: Padding, which must be 1.
        g: Groups of both convolutions.
        d: Accepted but not used.
        act: True for the network's activation, a module for another one, False for none.
        bn: Accepted but not used: there is no identity branch to normalise.
        deploy: Accepted but not used.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H / s, W / s)`.

    Source:
        RepVGG, https://arxiv.org/abs/2101.03697, as in YOLOv9,
        https://github.com/WongKinYiu/yolov9.
    """

    # An object of its own beside that of Conv; a config's `activation` replaces both.
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
        bn: bool = False,  # noqa: ARG002
        deploy: bool = False,  # noqa: ARG002
    ) -> None:
        super().__init__()
        if k != 3 or p != 1:
            raise ValueError(f"RepConvN needs kernel 3 and padding 1, not {k} and {p}")
        self.g = g
        self.c1 = c1
        self.c2 = c2
        if act is True:
            self.act = self.default_act
        else:
            self.act = act if isinstance(act, nn.Module) else nn.Identity()
        self.conv1 = Conv(c1, c2, k, s, p=p, g=g, act=False)
        self.conv2 = Conv(c1, c2, 1, s, p=0, g=g, act=False)

    def forward(self, x: Tensor) -> Tensor:
        """Both on the same input, added, activated."""
        y: Tensor = self.act(self.conv1(x) + self.conv2(x))
        return y


class RepNBottleneck(nn.Module):
    """`RepConvN` and a convolution with a shortcut around them.

    Args:
        c1: Input channels.
        c2: Output channels.
        shortcut: Add the input, where c1 == c2.
        g: Groups of the second convolution.
        k: The two kernel sizes; the first must be 3.
        e: Channels between the two, as a fraction of c2.

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
        k: Kernels = (3, 3),
        e: float = 0.5,
    ) -> None:
        super().__init__()
        hidden = int(c2 * e)
        self.cv1 = RepConvN(c1, hidden, k[0], 1)
        self.cv2 = Conv(hidden, c2, k[1], 1, g=g)
        self.add = shortcut and c1 == c2

    def forward(self, x: Tensor) -> Tensor:
        """Both convolutions, plus the input where it fits."""
        y: Tensor = self.cv2(self.cv1(x))
        return x + y if self.add else y


class RepNRBottleneckBase(RepNBottleneck):
    """`RepNBottleneck` with a 1x1 second convolution.

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


class RepNRes(Res):
    """`Res` with `RepConvN` in the middle.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        YOLOv9, https://github.com/WongKinYiu/yolov9.
    """

    def __init__(self, c1: int, c2: int, shortcut: bool = True, g: int = 1, e: float = 0.5) -> None:
        super().__init__(c1, c2, shortcut, g, e)
        hidden = int(c2 * e)
        self.cv2 = RepConvN(hidden, hidden, 3, 1, g=g)


class RepNCSP(CSP):
    """`CSP` of `RepNBottleneck`s.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        YOLOv9, https://github.com/WongKinYiu/yolov9.
    """

    def inner(self, c: int, shortcut: bool, g: int) -> nn.Module:
        """One of the blocks on the deep branch."""
        return RepNBottleneck(c, c, shortcut, g, e=1.0)
