"""Blocks of EfficientNetV2: mobile and fused mobile inverted bottlenecks."""

import torch
from torch import Tensor, nn


class stem(nn.Module):  # noqa: N801 -- the name that configs write
    """Convolution without bias, batch normalisation, SiLU of its own.

    Args:
        c1: Input channels.
        c2: Output channels.
        k: Kernel size, odd.
        s: Stride.
        g: Groups.
        act: False leaves the activation out.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H / s, W / s)`.

    Source:
        EfficientNetV2, https://arxiv.org/abs/2104.00298, as in the YOLOv5 tutorials.
    """

    def __init__(
        self, c1: int, c2: int, k: int = 3, s: int = 1, g: int = 1, act: bool = True
    ) -> None:
        super().__init__()
        self.conv = nn.Conv2d(c1, c2, k, s, (k - 1) // 2, groups=g, bias=False)
        self.bn = nn.BatchNorm2d(c2, eps=1e-3)
        self.act: nn.Module = nn.SiLU() if act else nn.Identity()

    def forward(self, x: Tensor) -> Tensor:
        """Convolve, normalise, activate."""
        y: Tensor = self.act(self.bn(self.conv(x)))
        return y


class SqueezeExcite(nn.Module):
    """Weighs each channel by a gate that sees all channels' averages.

    Args:
        c: Channels.
        hidden: Channels inside the gate.

    Shape:
        `(N, c, H, W)` -> `(N, c, H, W)`.

    Source:
        https://arxiv.org/abs/1709.01507, with EfficientNet's SiLU inside.
    """

    def __init__(self, c: int, hidden: int) -> None:
        super().__init__()
        self.avg_pool = nn.AdaptiveAvgPool2d(1)
        self.conv_reduce = nn.Conv2d(c, hidden, 1)
        self.act1 = nn.SiLU()
        self.conv_expand = nn.Conv2d(hidden, c, 1)
        self.gate_fn = nn.Sigmoid()

    def forward(self, x: Tensor) -> Tensor:
        """Squeeze to one value a channel, excite, multiply."""
        gate = self.conv_expand(self.act1(self.conv_reduce(self.avg_pool(x))))
        y: Tensor = x * self.gate_fn(gate)
        return y


class StochasticDepth(nn.Module):
    """Drops a residual branch for a random part of the samples while training.

    Args:
        p: Probability of dropping.

    Shape:
        Any `(N, …)` -> the same.

    Source:
        https://arxiv.org/abs/1603.09382; also known as DropPath and drop connect.
    """

    def __init__(self, p: float) -> None:
        super().__init__()
        self.p = p

    def forward(self, x: Tensor) -> Tensor:
        """Zero some samples and enlarge the rest, so that the mean stays."""
        if not self.training or self.p == 0:
            return x
        keep = 1 - self.p
        alive = torch.rand(x.shape[0], 1, 1, 1, device=x.device, dtype=x.dtype) < keep
        return x * alive / keep


class FusedMBConv(nn.Module):
    """MBConv whose expansion and depth-wise convolution are one full convolution.

    Args:
        c1: Input channels.
        c2: Output channels.
        k: Kernel size.
        s: Stride.
        expansion: Channels inside, as a multiple of c1; 1 leaves one k x k convolution.
        se_ratio: Channels inside squeeze-excite, as a fraction of the expanded; 0: none.
        drop_rate: Stochastic depth on the branch, where there is a shortcut.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H / s, W / s)`; a shortcut where s == 1 and c1 == c2.

    Source:
        EfficientNetV2, https://arxiv.org/abs/2104.00298. One tutorial's fork accepts the
        stride and never passes it on; here it works.
    """

    def __init__(
        self,
        c1: int,
        c2: int,
        k: int = 3,
        s: int = 1,
        expansion: int = 1,
        se_ratio: float = 0,
        drop_rate: float = 0.2,
    ) -> None:
        super().__init__()
        inside = c1 * expansion
        self.expansion_conv = stem(c1, inside, k, s) if expansion != 1 else None
        self.se = SqueezeExcite(inside, int(inside * se_ratio)) if se_ratio > 0 else None
        if expansion != 1:
            self.project_conv = stem(inside, c2, 1, 1, act=False)
        else:
            self.project_conv = stem(c1, c2, k, s)
        self.dropout = StochasticDepth(drop_rate) if s == 1 and c1 == c2 else None

    def forward(self, x: Tensor) -> Tensor:
        """Expand, gate, project; plus the input where it fits."""
        y: Tensor = x if self.expansion_conv is None else self.expansion_conv(x)
        if self.se is not None:
            y = self.se(y)
        y = self.project_conv(y)
        return y if self.dropout is None else x + self.dropout(y)


class MBConv(nn.Module):
    """Mobile inverted bottleneck: expand, depth-wise, squeeze-excite, project.

    Args:
        c1: Input channels.
        c2: Output channels.
        k: Kernel size of the depth-wise convolution.
        s: Stride.
        expansion: Channels inside, as a multiple of c1.
        se_ratio: Channels inside squeeze-excite, as a fraction of the expanded; 0: none.
        drop_rate: Stochastic depth on the branch, where there is a shortcut.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H / s, W / s)`; a shortcut where s == 1 and c1 == c2.

    Source:
        EfficientNetV2, https://arxiv.org/abs/2104.00298. The reference code takes `se_ratio`
        of the block's *input* channels; the YOLOv5 tutorials take it of the expanded ones,
        which makes the gate `expansion` times as wide. This has the tutorials' size.
    """

    def __init__(
        self,
        c1: int,
        c2: int,
        k: int = 3,
        s: int = 1,
        expansion: int = 4,
        se_ratio: float = 0.25,
        drop_rate: float = 0.2,
    ) -> None:
        super().__init__()
        inside = c1 * expansion
        self.expansion_conv = stem(c1, inside, 1, 1)
        self.dw_conv = stem(inside, inside, k, s, g=inside)
        self.se = SqueezeExcite(inside, int(inside * se_ratio)) if se_ratio > 0 else None
        self.project_conv = stem(inside, c2, 1, 1, act=False)
        self.dropout = StochasticDepth(drop_rate) if s == 1 and c1 == c2 else None

    def forward(self, x: Tensor) -> Tensor:
        """Expand, convolve each channel, gate, project; plus the input where it fits."""
        y: Tensor = self.dw_conv(self.expansion_conv(x))
        if self.se is not None:
            y = self.se(y)
        y = self.project_conv(y)
        return y if self.dropout is None else x + self.dropout(y)
