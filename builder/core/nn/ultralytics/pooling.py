"""Pooling over several windows: a cheap way to a wide receptive field."""

import torch
from torch import Tensor, nn

from builder.core.nn.conv import Conv


class SPPF(nn.Module):
    """One small max-pool several times in a row, all stages joined.

    Args:
        c1: Input channels; half of them are pooled.
        c2: Output channels.
        k: Window size, odd.
        n: How often it pools.
        shortcut: Add the input, where c1 == c2.
        legacy: Activate before pooling, as YOLOv5 to YOLO12 do; YOLO26 does not.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        YOLOv5 v6.0; n and shortcut since Ultralytics YOLO26.
    """

    def __init__(
        self,
        c1: int,
        c2: int,
        k: int = 5,
        n: int = 3,
        shortcut: bool = False,
        legacy: bool = False,
    ) -> None:
        super().__init__()
        hidden = c1 // 2
        self.cv1 = Conv(c1, hidden, 1, 1, act=legacy)
        self.cv2 = Conv(hidden * (n + 1), c2, 1, 1)
        self.m = nn.MaxPool2d(k, stride=1, padding=k // 2)
        self.n = n
        self.add = shortcut and c1 == c2

    def forward(self, x: Tensor) -> Tensor:
        """Pool again and again and concatenate every stage."""
        stages = [self.cv1(x)]
        for _ in range(self.n):
            stages.append(self.m(stages[-1]))
        y: Tensor = self.cv2(torch.cat(stages, 1))
        return y + x if self.add else y


class SPPELAN(nn.Module):
    """SPPF whose pooled channels are chosen: three max-pools in a row, all stages joined.

    Args:
        c1: Input channels.
        c2: Output channels.
        c3: Channels that are pooled.
        k: Window size, odd.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        YOLOv9, https://arxiv.org/abs/2402.13616.
    """

    def __init__(self, c1: int, c2: int, c3: int, k: int = 5) -> None:
        super().__init__()
        self.cv1 = Conv(c1, c3, 1, 1)
        self.cv2 = nn.MaxPool2d(k, stride=1, padding=k // 2)
        self.cv3 = nn.MaxPool2d(k, stride=1, padding=k // 2)
        self.cv4 = nn.MaxPool2d(k, stride=1, padding=k // 2)
        self.cv5 = Conv(4 * c3, c2, 1, 1)

    def forward(self, x: Tensor) -> Tensor:
        """Pool three times and concatenate every stage."""
        x = self.cv1(x)
        once = self.cv2(x)
        twice = self.cv3(once)
        y: Tensor = self.cv5(torch.cat((x, once, twice, self.cv4(twice)), 1))
        return y
