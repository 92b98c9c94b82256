"""Slim neck: half of the channels from a dense convolution, half depth-wise, then mixed."""

import torch
from torch import Tensor, nn

from builder.core.nn.conv import Conv, DWConv


def interleaved(x: Tensor) -> Tensor:
    """The channels of both halves in turns.

    Shape:
        `(N, 2 * C, H, W)` -> the same.
    """
    batch, channels, height, width = x.shape
    pairs = x.reshape(batch, 2, channels // 2, height, width).permute(0, 2, 1, 3, 4)
    return pairs.reshape(batch, channels, height, width)


class GSConv(nn.Module):
    """Convolution to half of the channels, a depth-wise 5x5 of them, both interleaved.

    Args:
        c1: Input channels.
        c2: Output channels, even.
        k, s, g, act: As in `Conv`, for the first convolution.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H / s, W / s)`.

    Source:
        https://arxiv.org/abs/2206.02424, AlanLi1997/slim-neck-by-gsconv (arguments of its YOLOv5
        files; its later files put p before g). It activates with Mish; forks that paste the class
        beside the trainer's Conv, as here, get the trainer's activation.
    """

    def __init__(
        self, c1: int, c2: int, k: int = 1, s: int = 1, g: int = 1, act: bool | nn.Module = True
    ) -> None:
        super().__init__()
        half = c2 // 2
        self.cv1 = Conv(c1, half, k, s, None, g, act=act)
        self.cv2 = Conv(half, half, 5, 1, None, half, act=act)

    def forward(self, x: Tensor) -> Tensor:
        """Dense half and its depth-wise half, channel by channel in turns."""
        y = self.cv1(x)
        return interleaved(torch.cat((y, self.cv2(y)), 1))


class GSBottleneck(nn.Module):
    """Two GSConvs beside a 1x1 convolution.

    Args:
        c1: Input channels.
        c2: Output channels.
        k, s: Not used; the authors' code has them.
        e: Channels between the two, as a fraction of c2.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        https://arxiv.org/abs/2206.02424, AlanLi1997/slim-neck-by-gsconv; `e` as in most forks.
    """

    def __init__(self, c1: int, c2: int, k: int = 3, s: int = 1, e: float = 0.5) -> None:  # noqa: ARG002
        super().__init__()
        hidden = int(c2 * e)
        self.conv_lighting = nn.Sequential(
            GSConv(c1, hidden, 1, 1), GSConv(hidden, c2, 3, 1, act=False)
        )
        self.shortcut: nn.Module = Conv(c1, c2, 1, 1, act=False)

    def forward(self, x: Tensor) -> Tensor:
        """Sum of both ways."""
        y: Tensor = self.conv_lighting(x) + self.shortcut(x)
        return y


class GSBottleneckC(GSBottleneck):
    """GSBottleneck whose shortcut is a depth-wise convolution.

    Args:
        c1: Input channels.
        c2: Output channels.
        k: Kernel size of the shortcut.
        s: Its stride; other than 1 the sizes don't fit.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        AlanLi1997/slim-neck-by-gsconv.
    """

    def __init__(self, c1: int, c2: int, k: int = 3, s: int = 1) -> None:
        super().__init__(c1, c2, k, s)
        self.shortcut = DWConv(c1, c2, k, s, act=False)


class VoVGSCSP(nn.Module):
    """CSP block with GSBottlenecks on one branch.

    Args:
        c1: Input channels.
        c2: Output channels.
        n: GSBottlenecks in a row.
        shortcut, g: Not used; the authors' code has them.
        e: Channels of each branch, as a fraction of c2.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        https://arxiv.org/abs/2206.02424, AlanLi1997/slim-neck-by-gsconv. Forks differ: here as in
        most of them, `n` bottlenecks with e = 1; the paper's own file has one, with e = 0.5.
    """

    def __init__(
        self,
        c1: int,
        c2: int,
        n: int = 1,
        shortcut: bool = True,  # noqa: ARG002
        g: int = 1,  # noqa: ARG002
        e: float = 0.5,
    ) -> None:
        super().__init__()
        hidden = int(c2 * e)
        self.cv1 = Conv(c1, hidden, 1, 1)
        self.cv2 = Conv(c1, hidden, 1, 1)
        self.gsb = nn.Sequential(*(GSBottleneck(hidden, hidden, e=1.0) for _ in range(n)))
        # Nothing calls it, but it is in every checkpoint and in every printed parameter count.
        self.res = Conv(hidden, hidden, 3, 1, act=False)
        self.cv3 = Conv(2 * hidden, c2, 1)

    def forward(self, x: Tensor) -> Tensor:
        """The bare branch, then the bottlenecks'."""
        y: Tensor = self.cv3(torch.cat((self.cv2(x), self.gsb(self.cv1(x))), 1))
        return y
