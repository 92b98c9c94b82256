"""YOLO-FaceV2's receptive field enhancement: one kernel at three dilations."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

from builder.core.nn.csp import C3

DILATIONS = (1, 2, 3)


class TridentBlock(nn.Module):
    """A residual bottleneck run three times with the same weights, ever more dilated.

    Args:
        c: Channels, inside and outside.
        e: Channels in the middle, as a fraction of c.

    Shape:
        `(N, c, H, W)` -> three times `(N, c, H, W)`.

    Source:
        TridentNet, https://arxiv.org/abs/1901.01892, as in YOLO-FaceV2. Counters of operations see
        the normalisations, thrice, and not the shared kernels.
    """

    def __init__(self, c: int, e: float) -> None:
        super().__init__()
        hidden = int(c * e)
        self.share_weightconv1 = nn.Parameter(torch.empty(hidden, c, 1, 1))
        self.share_weightconv2 = nn.Parameter(torch.empty(c, hidden, 3, 3))
        self.bn1 = nn.BatchNorm2d(hidden)
        self.bn2 = nn.BatchNorm2d(c)
        self.act = nn.SiLU()
        nn.init.kaiming_uniform_(self.share_weightconv1, nonlinearity="relu")
        nn.init.kaiming_uniform_(self.share_weightconv2, nonlinearity="relu")

    def forward(self, x: Tensor) -> list[Tensor]:
        """One map for each dilation."""
        return [self.dilated(x, dilation) for dilation in DILATIONS]

    def dilated(self, x: Tensor, dilation: int) -> Tensor:
        """1x1, 3x3, plus the input."""
        inner = self.act(self.bn1(F.conv2d(x, self.share_weightconv1)))
        wide = F.conv2d(inner, self.share_weightconv2, padding=dilation, dilation=dilation)
        y: Tensor = self.act(self.bn2(wide) + x)
        return y


class RFEM(nn.Module):
    """The three maps of a `TridentBlock` and the input, added, normalised, activated.

    Args:
        c: Channels, inside and outside.
        e: Channels in the block's middle, as a fraction of c.

    Shape:
        `(N, c, H, W)` -> `(N, c, H, W)`.

    Source:
        As `C3RFEM`.
    """

    def __init__(self, c: int, e: float) -> None:
        super().__init__()
        self.layer = nn.Sequential(TridentBlock(c, e))
        self.bn = nn.BatchNorm2d(c)
        self.act = nn.SiLU()

    def forward(self, x: Tensor) -> Tensor:
        """Sum of all."""
        near, middle, far = self.layer(x)
        y: Tensor = self.act(self.bn(near + middle + far + x))
        return y


class C3RFEM(C3):
    """C3 with receptive field enhancement in place of bottlenecks.

    Args:
        c1: Input channels.
        c2: Output channels.
        n: Modules in a row.
        shortcut: Not used.
        e: Channels of each branch as a fraction of c2, and again inside the modules.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        YOLO-FaceV2, https://arxiv.org/abs/2208.02019; iscyy/yoloair.
    """

    def __init__(self, c1: int, c2: int, n: int = 1, shortcut: bool = True, e: float = 0.5) -> None:
        super().__init__(c1, c2, 0, shortcut, 1, e)
        hidden = int(c2 * e)
        self.m = nn.Sequential(*(RFEM(hidden, e) for _ in range(n)))
