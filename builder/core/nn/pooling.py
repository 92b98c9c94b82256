"""Pooling over several windows: a cheap way to a wide receptive field."""

import torch
from torch import Tensor, nn

from builder.core.nn.conv import Conv


class SPP(nn.Module):
    """Spatial pyramid pooling: max-pools of several sizes side by side.

    Args:
        c1: Input channels; half of them are pooled.
        c2: Output channels.
        k: Window sizes, odd so that the size stays.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        https://arxiv.org/abs/1406.4729, in the form of YOLOv3-SPP and YOLOv5.
    """

    def __init__(self, c1: int, c2: int, k: tuple[int, ...] | list[int] = (5, 9, 13)) -> None:
        super().__init__()
        hidden = c1 // 2
        self.cv1 = Conv(c1, hidden, 1, 1)
        self.cv2 = Conv(hidden * (len(k) + 1), c2, 1, 1)
        self.m = nn.ModuleList(nn.MaxPool2d(size, stride=1, padding=size // 2) for size in k)

    def forward(self, x: Tensor) -> Tensor:
        """Concatenate the input's half and all its pools."""
        x = self.cv1(x)
        y: Tensor = self.cv2(torch.cat([x, *(pool(x) for pool in self.m)], 1))
        return y


class SPPF(nn.Module):
    """SPP made fast: one small window three times, which equals windows k, 2k-1 and 3k-2.

    Args:
        c1: Input channels; half of them are pooled.
        c2: Output channels.
        k: Window size; an even one changes the size and fails in the concatenation.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        YOLOv5 v6.0.
    """

    def __init__(self, c1: int, c2: int, k: int = 5) -> None:
        super().__init__()
        hidden = c1 // 2
        self.cv1 = Conv(c1, hidden, 1, 1)
        self.cv2 = Conv(hidden * 4, c2, 1, 1)
        self.m = nn.MaxPool2d(k, stride=1, padding=k // 2)

    def forward(self, x: Tensor) -> Tensor:
        """Pool three times in a row and concatenate every stage."""
        x = self.cv1(x)
        once = self.m(x)
        twice = self.m(once)
        y: Tensor = self.cv2(torch.cat((x, once, twice, self.m(twice)), 1))
        return y
