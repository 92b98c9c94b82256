"""Halving the size without losing a value: phases of the pixel grid, or wavelets."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

from builder.core.nn.conv import Conv


class space_to_depth(nn.Module):  # noqa: N801 -- the name that configs write
    """Moves each 2x2 patch into channels.

    Args:
        dimension: Not used.

    Shape:
        `(N, C, H, W)` -> `(N, 4 * C, H / 2, W / 2)` for even H and W.

    Source:
        SPD-Conv, https://arxiv.org/abs/2208.03641, LabSAINT/SPD-Conv.
    """

    def __init__(self, dimension: int = 1) -> None:  # noqa: ARG002
        super().__init__()

    def forward(self, x: Tensor) -> Tensor:
        """Upper left, lower left, upper right and lower right pixels of all patches."""
        upper, lower = x[..., ::2, :], x[..., 1::2, :]
        phases = (upper[..., ::2], lower[..., ::2], upper[..., 1::2], lower[..., 1::2])
        return torch.cat(phases, 1)


class SPDConv(nn.Module):
    """`space_to_depth`, then a 3x3 convolution.

    Args:
        c1: Input channels; the convolution sees four times as many.
        c2: Output channels.
        dimension: Not used.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H / 2, W / 2)` for even H and W.

    Source:
        SPD-Conv, https://arxiv.org/abs/2208.03641, as one row, as the YOLOv8 tutorials have it.
        Other forks take `[c2, k, s]`; the numbers are the same for k = 3 and s = 1.
    """

    def __init__(self, c1: int, c2: int, dimension: int = 1) -> None:  # noqa: ARG002
        super().__init__()
        self.conv = Conv(4 * c1, c2, 3)

    def forward(self, x: Tensor) -> Tensor:
        """Stack the four phases of the pixel grid, then convolve."""
        upper, lower = x[..., ::2, :], x[..., 1::2, :]
        phases = (upper[..., ::2], lower[..., ::2], upper[..., 1::2], lower[..., 1::2])
        y: Tensor = self.conv(torch.cat(phases, 1))
        return y


class HaarTransform(nn.Module):
    """One level of the Haar wavelet transform, all four bands as channels.

    Shape:
        `(N, C, H, W)` -> `(N, 4 * C, H / 2, W / 2)`, odd sizes rounded up.

    Source:
        As `HWD`; the filters are buffers, named as in fbcotter/pytorch_wavelets.
    """

    def __init__(self) -> None:
        super().__init__()
        half = 0.5**0.5
        for name, shape in (("col", (1, 1, 2, 1)), ("row", (1, 1, 1, 2))):
            self.register_buffer(f"h0_{name}", torch.tensor([half, half]).view(shape))
            self.register_buffer(f"h1_{name}", torch.tensor([half, -half]).view(shape))
        self.h0_col: Tensor
        self.h1_col: Tensor
        self.h0_row: Tensor
        self.h1_row: Tensor

    def forward(self, x: Tensor) -> Tensor:
        """Means, then differences down, across, and of both; zeros continue an odd map."""
        batch, channels, height, width = x.shape
        x = F.pad(x, (0, width % 2, 0, height % 2)).flatten(0, 1).unsqueeze(1)
        across = torch.cat((self.h0_row, self.h1_row))
        kernels = torch.cat((self.h0_col * across, self.h1_col * across))
        bands = F.conv2d(x, kernels[[0, 2, 1, 3]], stride=2)
        bands = bands.view(batch, channels, 4, *bands.shape[2:]).transpose(1, 2)
        return bands.flatten(1, 2)


class HWD(nn.Module):
    """Haar wavelet downsampling: one level of the transform, then 1x1 convolution and ReLU.

    Args:
        c1: Input channels.
        c2: Output channels.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H / 2, W / 2)`, odd sizes rounded up.

    Source:
        https://doi.org/10.1016/j.patcog.2023.109819, apple1986/HWD; it takes the transform from
        pytorch_wavelets.
    """

    def __init__(self, c1: int, c2: int) -> None:
        super().__init__()
        self.wt = HaarTransform()
        self.conv_bn_relu = nn.Sequential(
            nn.Conv2d(4 * c1, c2, 1), nn.BatchNorm2d(c2), nn.ReLU(inplace=True)
        )

    def forward(self, x: Tensor) -> Tensor:
        """Transform, mix the bands."""
        y: Tensor = self.conv_bn_relu(self.wt(x))
        return y
