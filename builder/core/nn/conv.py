"""Convolutions with batch normalisation and activation, the bricks of YOLO networks."""

import math

import torch
from torch import Tensor, nn

Size = int | tuple[int, ...] | list[int]


def autopad(k: Size, p: Size | None = None, d: int = 1) -> Size:
    """The padding that keeps height and width at stride 1.

    Args:
        k: Kernel size, one number or one for each dimension.
        p: Padding that the user chose; None computes it.
        d: Dilation, which widens the kernel to `d * (k - 1) + 1`.

    Returns:
        `p` if given, else half of the (dilated) kernel, in the same form as `k`.
    """
    if p is not None:
        return p
    if isinstance(k, int):
        return (d * (k - 1) + 1) // 2
    return [(d * (size - 1) + 1) // 2 for size in k]


class Conv(nn.Module):
    """Convolution without bias, batch normalisation, activation.

    Args:
        c1: Input channels.
        c2: Output channels.
        k: Kernel size.
        s: Stride.
        p: Padding; None keeps the size at stride 1.
        g: Groups.
        d: Dilation.
        act: True for the network's activation, a module for another one, False for none.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H / s, W / s)` with the default padding and odd `k`.

    Source:
        YOLOv5, https://github.com/ultralytics/yolov5 (interface and attribute names).
    """

    # One object for all: a config's `activation` replaces it, and it counts as one module.
    default_act: nn.Module = nn.SiLU()

    def __init__(
        self,
        c1: int,
        c2: int,
        k: Size = 1,
        s: Size = 1,
        p: Size | None = None,
        g: int = 1,
        d: int = 1,
        act: bool | nn.Module = True,
    ) -> None:
        super().__init__()
        self.conv = nn.Conv2d(c1, c2, k, s, autopad(k, p, d), groups=g, dilation=d, bias=False)  # type: ignore[arg-type]
        self.bn = nn.BatchNorm2d(c2)
        if act is True:
            self.act = self.default_act
        else:
            self.act = act if isinstance(act, nn.Module) else nn.Identity()

    def forward(self, x: Tensor) -> Tensor:
        """Convolve, normalise, activate."""
        y: Tensor = self.act(self.bn(self.conv(x)))
        return y


class DWConv(Conv):
    """Conv with as many groups as the channels allow: depth-wise when c1 == c2.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H / s, W / s)`.

    Source:
        YOLOv5; depth-wise convolution as in MobileNet, https://arxiv.org/abs/1704.04861.
    """

    def __init__(
        self, c1: int, c2: int, k: Size = 1, s: Size = 1, d: int = 1, act: bool | nn.Module = True
    ) -> None:
        super().__init__(c1, c2, k, s, g=math.gcd(c1, c2), d=d, act=act)


class DWConvTranspose2d(nn.ConvTranspose2d):
    """Transposed convolution with as many groups as the channels allow.

    Args:
        c1: Input channels.
        c2: Output channels.
        k: Kernel size.
        s: Stride, the factor of enlargement.
        p1: Padding.
        p2: Output padding.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, (H - 1) * s - 2 * p1 + k + p2, …)`.

    Source:
        YOLOv5.
    """

    def __init__(self, c1: int, c2: int, k: int = 1, s: int = 1, p1: int = 0, p2: int = 0) -> None:
        super().__init__(c1, c2, k, s, p1, p2, groups=math.gcd(c1, c2))


class Focus(nn.Module):
    """Moves each 2x2 patch into channels, then convolves.

    Args:
        c1: Input channels; the convolution sees four times as many.
        c2: Output channels.
        k, s, p, g, act: As in `Conv`.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H / 2, W / 2)` for even H and W and s = 1.

    Source:
        YOLOv5 up to v5.0 used it as the first layer.
    """

    def __init__(
        self,
        c1: int,
        c2: int,
        k: Size = 1,
        s: Size = 1,
        p: Size | None = None,
        g: int = 1,
        act: bool | nn.Module = True,
    ) -> None:
        super().__init__()
        self.conv = Conv(4 * c1, c2, k, s, p, g, act=act)

    def forward(self, x: Tensor) -> Tensor:
        """Stack the four phases of the pixel grid, then convolve."""
        even, odd = x[..., ::2, :], x[..., 1::2, :]
        phases = (even[..., ::2], odd[..., ::2], even[..., 1::2], odd[..., 1::2])
        y: Tensor = self.conv(torch.cat(phases, 1))
        return y


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
        YOLOv5.
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
    """Convolutions of several kernel sizes side by side, each giving a part of the channels.

    Args:
        c1: Input channels.
        c2: Output channels.
        k: The kernel sizes.
        s: Stride.
        equal_ch: Share the channels equally; else so that all kernels have equally many weights.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H / s, W / s)`.

    Source:
        MixConv, https://arxiv.org/abs/1907.09595, as YOLOv5 uses it.
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
            nn.Conv2d(c1, share, size, s, size // 2, groups=math.gcd(c1, share), bias=False)
            for size, share in zip(k, shares, strict=True)
        )
        self.bn = nn.BatchNorm2d(c2)
        self.act = nn.SiLU()

    def forward(self, x: Tensor) -> Tensor:
        """All kernels on the same input, concatenated and normalised."""
        y: Tensor = self.act(self.bn(torch.cat([conv(x) for conv in self.m], 1)))
        return y


def equal_shares(channels: int, parts: int) -> list[int]:
    """Split `channels` into `parts` runs as equal as a grid of `channels` points makes them."""
    # The last grid point must fall into the last part, hence the small step inwards.
    step = (parts - 1e-6) / max(channels - 1, 1)
    owners = [int(point * step) for point in range(channels)]
    return [owners.count(part) for part in range(parts)]


def weighted_shares(channels: int, k: tuple[int, ...] | list[int]) -> list[int]:
    """Split `channels` so that channels times kernel area is the same for every kernel.

    Each share is rounded by itself. Where they don't add up to `channels`, the normalisation
    after the kernels refuses its input, in YOLOv5 as here.
    """
    total = sum(1 / size**2 for size in k)
    return [round(channels / size**2 / total) for size in k]
