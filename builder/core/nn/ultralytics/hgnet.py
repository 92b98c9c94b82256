"""PP-HGNetV2, the backbone of RT-DETR."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

from builder.core.nn.conv import Conv, DWConv


class LightConv(nn.Module):
    """A 1x1 convolution without activation, then a depth-wise one.

    Args:
        c1: Input channels.
        c2: Output channels.
        k: Kernel size of the depth-wise convolution.
        act: The activation after it.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        PP-HGNetV2 in PaddleDetection, https://github.com/PaddlePaddle/PaddleDetection.
    """

    def __init__(self, c1: int, c2: int, k: int, act: bool | nn.Module) -> None:
        super().__init__()
        self.conv1 = Conv(c1, c2, 1, act=False)
        self.conv2 = DWConv(c2, c2, k, act=act)

    def forward(self, x: Tensor) -> Tensor:
        """Channels first, then places."""
        y: Tensor = self.conv2(self.conv1(x))
        return y


class HGStem(nn.Module):
    """First layer of HGNetV2: quarters the size on two ways, one of them a max-pool.

    Args:
        c1: Input channels.
        cm: Channels inside.
        c2: Output channels.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H / 4, W / 4)`.

    Source:
        PP-HGNetV2 in PaddleDetection, https://github.com/PaddlePaddle/PaddleDetection;
        RT-DETR, https://arxiv.org/abs/2304.08069.
    """

    def __init__(self, c1: int, cm: int, c2: int) -> None:
        super().__init__()
        self.stem1 = Conv(c1, cm, 3, 2, act=nn.ReLU())
        self.stem2a = Conv(cm, cm // 2, 2, 1, 0, act=nn.ReLU())
        self.stem2b = Conv(cm // 2, cm, 2, 1, 0, act=nn.ReLU())
        self.stem3 = Conv(2 * cm, cm, 3, 2, act=nn.ReLU())
        self.stem4 = Conv(cm, c2, 1, 1, act=nn.ReLU())
        self.pool = nn.MaxPool2d(2, 1, ceil_mode=True)

    def forward(self, x: Tensor) -> Tensor:
        """Halve, go both ways at one size, join, halve."""
        x = widened(self.stem1(x))
        convolved = self.stem2b(widened(self.stem2a(x)))
        y: Tensor = self.stem4(self.stem3(torch.cat((self.pool(x), convolved), 1)))
        return y


def widened(x: Tensor) -> Tensor:
    """With a column and a row of zeros behind, so that a 2x2 kernel keeps the size.

    Shape:
        `(N, C, H, W)` -> `(N, C, H + 1, W + 1)`.
    """
    return F.pad(x, [0, 1, 0, 1])


class HGBlock(nn.Module):
    """A chain of convolutions all of whose steps are joined, squeezed and excited.

    Args:
        c1: Input channels.
        cm: Channels of each step.
        c2: Output channels.
        k: Kernel size of the steps.
        n: Steps.
        lightconv: Make them a 1x1 and a depth-wise convolution each.
        shortcut: Add the input, where c1 == c2.
        act: Activation of the whole block; None for ReLU.
        legacy: As up to Ultralytics 8.3, all blocks share one ReLU.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        PP-HGNetV2 in PaddleDetection, https://github.com/PaddlePaddle/PaddleDetection;
        RT-DETR, https://arxiv.org/abs/2304.08069.
    """

    legacy_act: nn.Module = nn.ReLU()

    def __init__(
        self,
        c1: int,
        cm: int,
        c2: int,
        k: int = 3,
        n: int = 6,
        lightconv: bool = False,
        shortcut: bool = False,
        act: bool | nn.Module | None = None,
        legacy: bool = False,
    ) -> None:
        super().__init__()
        if act is None:
            act = self.legacy_act if legacy else nn.ReLU()
        shared = act
        kind = LightConv if lightconv else Conv
        self.m = nn.ModuleList(kind(cm if i else c1, cm, k=k, act=shared) for i in range(n))
        self.sc = Conv(c1 + n * cm, c2 // 2, 1, 1, act=shared)
        self.ec = Conv(c2 // 2, c2, 1, 1, act=shared)
        self.add = shortcut and c1 == c2

    def forward(self, x: Tensor) -> Tensor:
        """The input and every step, together; plus the input where it fits."""
        steps = [x]
        for block in self.m:
            steps.append(block(steps[-1]))
        y: Tensor = self.ec(self.sc(torch.cat(steps, 1)))
        return y + x if self.add else y
