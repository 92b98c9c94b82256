"""Convolutions that change the resolution."""

import torch
from torch import Tensor, nn
from torch.nn.functional import avg_pool2d, max_pool2d

from builder.core.nn.conv import Conv


def blurred(x: Tensor) -> Tensor:
    """The mean of every 2x2 pixels; one row and one column less."""
    return avg_pool2d(x, 2, stride=1)


class AConv(nn.Module):
    """Mean of 2x2 pixels, then a 3x3 convolution with stride 2.

    Args:
        c1: Input channels.
        c2: Output channels.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H / 2, W / 2)` for even H and W.

    Source:
        YOLOv9, https://arxiv.org/abs/2402.13616 and https://github.com/WongKinYiu/yolov9
        (interface and attribute names).
    """

    def __init__(self, c1: int, c2: int) -> None:
        super().__init__()
        self.cv1 = Conv(c1, c2, 3, 2, 1)

    def forward(self, x: Tensor) -> Tensor:
        """Blur, then shrink."""
        y: Tensor = self.cv1(blurred(x))
        return y


class ADown(nn.Module):
    """Halves the size: one half of the channels by a convolution, the other by a max-pool.

    Args:
        c1: Input channels; an odd number is refused when the block runs.
        c2: Output channels; of an odd number one is lost.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H / 2, W / 2)` for even H, W and c2.

    Source:
        YOLOv9, https://github.com/WongKinYiu/yolov9.
    """

    def __init__(self, c1: int, c2: int) -> None:
        super().__init__()
        self.c = c2 // 2
        self.cv1 = Conv(c1 // 2, self.c, 3, 2, 1)
        self.cv2 = Conv(c1 // 2, self.c, 1, 1, 0)

    def forward(self, x: Tensor) -> Tensor:
        """Blur, split, shrink both halves, join."""
        convolved, pooled = blurred(x).chunk(2, 1)
        pooled = max_pool2d(pooled, 3, stride=2, padding=1)
        return torch.cat((self.cv1(convolved), self.cv2(pooled)), 1)


class ConvTranspose(nn.Module):
    """Transposed convolution, batch normalisation, activation.

    Args:
        c1: Input channels.
        c2: Output channels.
        k: Kernel size.
        s: Stride, the factor of enlargement.
        p: Padding, which trims the output.
        bn: Normalise; False gives the convolution a bias instead.
        act: True for SiLU, a module for another activation, False for none.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, (H - 1) * s - 2 * p + k, …)`.

    Source:
        YOLOv9, https://github.com/WongKinYiu/yolov9.
    """

    # Not that of Conv: a config's `activation` leaves this one alone.
    default_act: nn.Module = nn.SiLU()

    def __init__(
        self,
        c1: int,
        c2: int,
        k: int = 2,
        s: int = 2,
        p: int = 0,
        bn: bool = True,
        act: bool | nn.Module = True,
    ) -> None:
        super().__init__()
        self.conv_transpose = nn.ConvTranspose2d(c1, c2, k, s, p, bias=not bn)
        self.bn = nn.BatchNorm2d(c2) if bn else nn.Identity()
        if act is True:
            self.act = self.default_act
        else:
            self.act = act if isinstance(act, nn.Module) else nn.Identity()

    def forward(self, x: Tensor) -> Tensor:
        """Enlarge, normalise, activate."""
        y: Tensor = self.act(self.bn(self.conv_transpose(x)))
        return y
