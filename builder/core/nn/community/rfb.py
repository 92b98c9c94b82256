"""Receptive field block: branches of growing kernels and dilations."""

import torch
from torch import Tensor, nn


class BasicConv(nn.Module):
    """Convolution without bias, batch normalisation, ReLU of its own.

    Args:
        c1: Input channels.
        c2: Output channels.
        k, s, p, d, g: Kernel size, stride, padding, dilation, groups.
        relu: False leaves the activation out.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H / s, W / s)` with the padding that k and d need.

    Source:
        ruinmessi/RFBNet.
    """

    def __init__(
        self,
        c1: int,
        c2: int,
        k: int,
        s: int = 1,
        p: int = 0,
        d: int = 1,
        g: int = 1,
        relu: bool = True,
    ) -> None:
        super().__init__()
        self.conv = nn.Conv2d(c1, c2, k, s, p, d, g, bias=False)
        self.bn = nn.BatchNorm2d(c2, momentum=0.01)
        self.relu = nn.ReLU(inplace=True) if relu else None

    def forward(self, x: Tensor) -> Tensor:
        """Convolve, normalise, maybe activate."""
        y: Tensor = self.bn(self.conv(x))
        return y if self.relu is None else self.relu(y)


class BasicRFB(nn.Module):
    """Three branches that end in ever more dilated 3x3 convolutions, added to a 1x1 shortcut.

    Args:
        c1: Input channels.
        c2: Output channels.
        stride: Stride.
        scale: Factor on the branches before the shortcut is added.
        map_reduce: Channels are divided by this inside.
        vision: Dilations are this plus 1, 2 and 4.
        groups: Groups of the branches.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H / stride, W / stride)`.

    Source:
        https://arxiv.org/abs/1711.07767, in the newer form with `map_reduce` and `vision`
        (Linzaer's light-weight face detector), which iscyy/yoloair and most YOLO forks have.
    """

    def __init__(
        self,
        c1: int,
        c2: int,
        stride: int = 1,
        scale: float = 0.1,
        map_reduce: int = 8,
        vision: int = 1,
        groups: int = 1,
    ) -> None:
        super().__init__()
        self.scale = scale
        inner = c1 // map_reduce
        self.branch0 = branch(c1, (inner, 2 * inner), vision + 1, stride, groups)
        self.branch1 = branch(c1, (inner, 2 * inner), vision + 2, stride, groups)
        widths = (inner, inner // 2 * 3, 2 * inner)
        self.branch2 = branch(c1, widths, vision + 4, stride, groups)
        self.ConvLinear = BasicConv(6 * inner, c2, 1, relu=False)
        self.shortcut = BasicConv(c1, c2, 1, stride, relu=False)
        self.relu = nn.ReLU()

    def forward(self, x: Tensor) -> Tensor:
        """Branches, joined and scaled, plus the shortcut."""
        joined = torch.cat((self.branch0(x), self.branch1(x), self.branch2(x)), 1)
        y: Tensor = self.relu(self.ConvLinear(joined) * self.scale + self.shortcut(x))
        return y


def branch(c1: int, widths: tuple[int, ...], dilation: int, stride: int, g: int) -> nn.Sequential:
    """1x1 to the first width, 3x3 to each other, the last with the stride; a dilated 3x3."""
    first, *others = widths
    layers = [BasicConv(c1, first, 1, g=g, relu=False)]
    before = first
    for i, width in enumerate(others, 1):
        layers.append(BasicConv(before, width, 3, stride if i == len(others) else 1, 1, g=g))
        before = width
    layers.append(BasicConv(before, before, 3, 1, dilation, dilation, g, relu=False))
    return nn.Sequential(*layers)
