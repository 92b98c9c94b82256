"""YOLOv7's convolutions, whose activations are modules of their own.

YOLOv5 lets all its convolutions share one activation object; here each makes its own, so the same
network counts more modules.
"""

import math

import torch
from torch import Tensor, nn

from builder.core.nn.conv import Size, autopad, equal_shares, weighted_shares

Activation = bool | nn.Module


def activation(act: Activation) -> nn.Module:
    """A SiLU for True, the module that is given, or nothing."""
    if act is True:
        return nn.SiLU()
    return act if isinstance(act, nn.Module) else nn.Identity()


class Conv(nn.Module):
    """Convolution without bias, batch normalisation, activation.

    Args:
        c1: Input channels.
        c2: Output channels.
        k: Kernel size.
        s: Stride.
        p: Padding; None keeps the size at stride 1.
        g: Groups.
        act: True for SiLU, a module for another activation, False for none.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H / s, W / s)` with the default padding and odd `k`.

    Source:
        YOLOv7, https://github.com/WongKinYiu/yolov7.
    """

    def __init__(
        self,
        c1: int,
        c2: int,
        k: Size = 1,
        s: Size = 1,
        p: Size | None = None,
        g: int = 1,
        act: Activation = True,
    ) -> None:
        super().__init__()
        self.conv = nn.Conv2d(c1, c2, k, s, autopad(k, p), groups=g, bias=False)  # type: ignore[arg-type]
        self.bn = nn.BatchNorm2d(c2)
        self.act = activation(act)

    def forward(self, x: Tensor) -> Tensor:
        """Convolve, normalise, activate."""
        y: Tensor = self.act(self.bn(self.conv(x)))
        return y


class DWConv(Conv):
    """Conv with as many groups as the channels allow: depth-wise when c1 == c2.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H / s, W / s)`.

    Source:
        YOLOv7, where it is a function that makes a `Conv`; MobileNet,
        https://arxiv.org/abs/1704.04861.
    """

    def __init__(self, c1: int, c2: int, k: Size = 1, s: Size = 1, act: Activation = True) -> None:
        super().__init__(c1, c2, k, s, g=math.gcd(c1, c2), act=act)


class RobustConv(nn.Module):
    """Large depth-wise convolution, 1x1 convolution, a learnt scale for each channel.

    Args:
        c1: Input channels.
        c2: Output channels.
        k: Kernel size of the depth-wise convolution.
        s: Its stride.
        p: Its padding; None keeps the size at stride 1.
        g: Not used.
        act: Activation between the two, as in `Conv`.
        layer_scale_init_value: What the scales start at; without scales where it is 0.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H / s, W / s)`.

    Source:
        YOLOv7; the scale is LayerScale, https://arxiv.org/abs/2103.17239.
    """

    def __init__(
        self,
        c1: int,
        c2: int,
        k: Size = 7,
        s: Size = 1,
        p: Size | None = None,
        g: int = 1,  # noqa: ARG002 -- rows may write it
        act: Activation = True,
        layer_scale_init_value: float = 1e-6,
    ) -> None:
        super().__init__()
        self.conv_dw = Conv(c1, c1, k, s, p, c1, act)
        self.conv1x1 = nn.Conv2d(c1, c2, 1)
        self.gamma = layer_scale(c2, layer_scale_init_value)

    def forward(self, x: Tensor) -> Tensor:
        """Convolve twice, then scale."""
        return scaled(self.conv1x1(self.conv_dw(x)), self.gamma)


class RobustConv2(nn.Module):
    """Strided depth-wise convolution, transposed convolution back, a learnt scale.

    Args:
        c1: Input channels.
        c2: Output channels.
        k: Kernel size of the depth-wise convolution.
        s: Its stride, and the transposed convolution's kernel and stride.
        p: Its padding; None is half the kernel.
        g: Not used.
        act: Activation between the two, as in `Conv`.
        layer_scale_init_value: What the scales start at; without scales where it is 0.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)` where s divides H and W.

    Source:
        YOLOv7; the scale is LayerScale, https://arxiv.org/abs/2103.17239.
    """

    def __init__(
        self,
        c1: int,
        c2: int,
        k: Size = 7,
        s: int = 4,
        p: Size | None = None,
        g: int = 1,  # noqa: ARG002
        act: Activation = True,
        layer_scale_init_value: float = 1e-6,
    ) -> None:
        super().__init__()
        self.conv_strided = Conv(c1, c1, k, s, p, c1, act)
        self.conv_deconv = nn.ConvTranspose2d(c1, c2, s, s)
        self.gamma = layer_scale(c2, layer_scale_init_value)

    def forward(self, x: Tensor) -> Tensor:
        """Down, up, then scale."""
        return scaled(self.conv_deconv(self.conv_strided(x)), self.gamma)


def layer_scale(channels: int, start: float) -> nn.Parameter | None:
    """One factor for each channel, or None where they would start at 0."""
    return nn.Parameter(start * torch.ones(channels)) if start > 0 else None


def scaled(x: Tensor, gamma: Tensor | None) -> Tensor:
    """Each channel of a map times its factor."""
    return x if gamma is None else x * gamma.reshape(1, -1, 1, 1)


class GhostConv(nn.Module):
    """Convolution to half of the channels; a depth-wise 5x5 makes the other half from them.

    Args:
        c1: Input channels.
        c2: Output channels, even.
        k, s, g, act: As in `Conv`, for the first convolution.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H / s, W / s)`.

    Source:
        GhostNet, https://arxiv.org/abs/1911.11907, as in YOLOv7.
    """

    def __init__(
        self, c1: int, c2: int, k: Size = 1, s: Size = 1, g: int = 1, act: Activation = True
    ) -> None:
        super().__init__()
        half = c2 // 2
        self.cv1 = Conv(c1, half, k, s, None, g, act)
        self.cv2 = Conv(half, half, 5, 1, None, half, act)

    def forward(self, x: Tensor) -> Tensor:
        """The real half, then its ghosts."""
        y = self.cv1(x)
        return torch.cat((y, self.cv2(y)), 1)


class Focus(nn.Module):
    """Moves each 2x2 patch into channels, then convolves.

    Args:
        c1: Input channels; the convolution sees four times as many.
        c2: Output channels.
        k, s, p, g, act: As in `Conv`.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H / 2, W / 2)` for even H and W and s = 1.

    Source:
        YOLOv7, from YOLOv5.
    """

    def __init__(
        self,
        c1: int,
        c2: int,
        k: Size = 1,
        s: Size = 1,
        p: Size | None = None,
        g: int = 1,
        act: Activation = True,
    ) -> None:
        super().__init__()
        self.conv = Conv(4 * c1, c2, k, s, p, g, act)

    def forward(self, x: Tensor) -> Tensor:
        """Stack the four phases of the pixel grid, then convolve."""
        y: Tensor = self.conv(phases(x))
        return y


def phases(x: Tensor) -> Tensor:
    """The four pixels of every 2x2 patch, one after another in the channels, columns first."""
    return torch.cat([x[..., row::2, column::2] for column in (0, 1) for row in (0, 1)], 1)


class CrossConv(nn.Module):
    """A k x k convolution as a row and a column one after the other.

    Args:
        c1: Input channels.
        c2: Output channels.
        k: Length of both kernels.
        s: Stride.
        g: Groups of the second convolution.
        e: Channels between the two, as a fraction of c2.
        shortcut: Add the input, where c1 == c2.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H / s, W / s)`.

    Source:
        YOLOv7, from YOLOv5.
    """

    def __init__(
        self,
        c1: int,
        c2: int,
        k: int = 3,
        s: int = 1,
        g: int = 1,
        e: float = 1.0,
        shortcut: bool = False,
    ) -> None:
        super().__init__()
        hidden = int(c2 * e)
        self.cv1 = Conv(c1, hidden, (1, k), (1, s))
        self.cv2 = Conv(hidden, c2, (k, 1), (s, 1), g=g)
        self.add = shortcut and c1 == c2

    def forward(self, x: Tensor) -> Tensor:
        """Row, then column, plus the input where it fits."""
        y: Tensor = self.cv2(self.cv1(x))
        return x + y if self.add else y


class MixConv2d(nn.Module):
    """Convolutions of several kernel sizes side by side, plus the input.

    Args:
        c1: Input channels.
        c2: Output channels; only c1 can be added to the input.
        k: The kernel sizes.
        s: Stride; only 1 can be added to the input.
        equal_ch: Share the channels equally; else so that all kernels have equally many weights.

    Shape:
        `(N, c1, H, W)` -> `(N, c1, H, W)`.

    Source:
        MixConv, https://arxiv.org/abs/1907.09595, as in YOLOv7 and the first versions of YOLOv5.
    """

    def __init__(
        self,
        c1: int,
        c2: int,
        k: tuple[int, ...] | list[int] = (1, 3),
        s: int = 1,
        equal_ch: bool = True,
    ) -> None:
        super().__init__()
        shares = equal_shares(c2, len(k)) if equal_ch else weighted_shares(c2, k)
        self.m = nn.ModuleList(
            nn.Conv2d(c1, share, size, s, size // 2, bias=False)
            for size, share in zip(k, shares, strict=True)
        )
        self.bn = nn.BatchNorm2d(c2)
        self.act = nn.LeakyReLU(0.1, inplace=True)

    def forward(self, x: Tensor) -> Tensor:
        """All kernels on the same input, concatenated and normalised, plus the input."""
        return x + self.act(self.bn(torch.cat([conv(x) for conv in self.m], 1)))  # type: ignore[no-any-return]
