"""ConvNeXt's block, and a CSP block made of it."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

from builder.core.nn.csp import C3
from builder.core.nn.efficientnet import StochasticDepth


class MapNorm(nn.Module):
    """Layer normalisation over the channels of each pixel.

    Not torch's class, which counters of operations would see.

    Args:
        c: Channels.
        first: The channels come first, as in `(N, C, H, W)`; else last.

    Shape:
        `(N, c, H, W)` or `(N, H, W, c)` -> the same.

    Source:
        facebookresearch/ConvNeXt.
    """

    def __init__(self, c: int, first: bool = False) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(c))
        self.bias = nn.Parameter(torch.zeros(c))
        self.first = first

    def forward(self, x: Tensor) -> Tensor:
        """Mean 0 and variance 1 over the channels, then scale and shift."""
        if not self.first:
            return F.layer_norm(x, self.weight.shape, self.weight, self.bias, 1e-6)
        x = x - x.mean(1, keepdim=True)
        x = x / torch.sqrt(x.pow(2).mean(1, keepdim=True) + 1e-6)
        return self.weight[:, None, None] * x + self.bias[:, None, None]


def scale_of(c: int, start: float) -> nn.Parameter | None:
    """A learnt factor for each channel; None where it would start at 0 or below."""
    return nn.Parameter(start * torch.ones(c)) if start > 0 else None


def dropping(p: float) -> nn.Module:
    """Stochastic depth, or nothing where nothing is dropped."""
    return StochasticDepth(p) if p > 0 else nn.Identity()


class ConvNextBlock(nn.Module):
    """Depth-wise 7x7, normalisation, two pointwise layers, with a shortcut around them.

    Args:
        c1: Input channels.
        c2: Channels of the block; must equal c1.
        drop_path: Probability of dropping the branch of a sample while training.
        layer_scale_init_value: Start of the learnt factor of the branch; 0 leaves it out.
        k: Kernel size of the depth-wise convolution, odd.

    Shape:
        `(N, c1, H, W)` -> `(N, c1, H, W)`.

    Source:
        https://arxiv.org/abs/2201.03545, facebookresearch/ConvNeXt; arguments as in the YOLOv5
        forks that have `kersize` (iscyy/yoloair's has none and ignores c2).
    """

    def __init__(
        self,
        c1: int,  # noqa: ARG002
        c2: int,
        drop_path: float = 0.0,
        layer_scale_init_value: float = 1e-6,
        k: int = 7,
    ) -> None:
        super().__init__()
        self.dwconv = nn.Conv2d(c2, c2, k, padding=k // 2, groups=c2)
        self.norm = MapNorm(c2)
        self.pwconv1 = nn.Linear(c2, 4 * c2)
        self.act = nn.GELU()
        self.pwconv2 = nn.Linear(4 * c2, c2)
        self.gamma = scale_of(c2, layer_scale_init_value)
        self.drop_path = dropping(drop_path)

    def forward(self, x: Tensor) -> Tensor:
        """The branch, channels last inside, plus the input."""
        y: Tensor = self.norm(self.dwconv(x).permute(0, 2, 3, 1))
        y = self.pwconv2(self.act(self.pwconv1(y)))
        if self.gamma is not None:
            y = self.gamma * y
        y = self.drop_path(y.permute(0, 3, 1, 2))
        return x + y


class CNeB(C3):
    """C3 with ConvNeXt blocks in place of bottlenecks.

    Args:
        c1: Input channels.
        c2: Output channels.
        n: Blocks in a row.
        shortcut, g: Not used; rows may write them.
        e: Channels of each branch, as a fraction of c2.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        iscyy/yoloair; https://arxiv.org/abs/2201.03545.
    """

    def __init__(
        self, c1: int, c2: int, n: int = 1, shortcut: bool = True, g: int = 1, e: float = 0.5
    ) -> None:
        super().__init__(c1, c2, 0, shortcut, g, e)
        hidden = int(c2 * e)
        self.m = nn.Sequential(*(ConvNextBlock(hidden, hidden) for _ in range(n)))
