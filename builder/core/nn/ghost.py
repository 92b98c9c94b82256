"""Ghost modules: half of the features come from cheap depth-wise convolutions."""

import torch
from torch import Tensor, nn

from builder.core.nn.conv import Conv, DWConv


class GhostConv(nn.Module):
    """Convolution to half of the channels; a depth-wise 5x5 makes the other half from them.

    Args:
        c1: Input channels.
        c2: Output channels, even.
        k, s, g, act: As in `Conv`, for the first convolution.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H / s, W / s)`.

    Source:
        GhostNet, https://arxiv.org/abs/1911.11907, with YOLOv5's 5x5 kernel.
    """

    def __init__(
        self,
        c1: int,
        c2: int,
        k: int = 1,
        s: int = 1,
        g: int = 1,
        act: bool | nn.Module = True,
    ) -> None:
        super().__init__()
        half = c2 // 2
        self.cv1 = Conv(c1, half, k, s, None, g, act=act)
        self.cv2 = Conv(half, half, 5, 1, None, half, act=act)

    def forward(self, x: Tensor) -> Tensor:
        """The real half, then its ghosts."""
        y = self.cv1(x)
        return torch.cat((y, self.cv2(y)), 1)


class GhostBottleneck(nn.Module):
    """Two ghost modules with a shortcut; with stride 2 a depth-wise convolution between them.

    Args:
        c1: Input channels.
        c2: Output channels; equal to c1 unless s == 2.
        k: Kernel size of the depth-wise convolutions.
        s: Stride, 1 or 2.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H / s, W / s)`.

    Source:
        GhostNet, https://arxiv.org/abs/1911.11907.
    """

    def __init__(self, c1: int, c2: int, k: int = 3, s: int = 1) -> None:
        super().__init__()
        hidden = c2 // 2
        self.conv = nn.Sequential(
            GhostConv(c1, hidden, 1, 1),
            DWConv(hidden, hidden, k, s, act=False) if s == 2 else nn.Identity(),
            GhostConv(hidden, c2, 1, 1, act=False),
        )
        self.shortcut: nn.Module = (
            nn.Sequential(DWConv(c1, c1, k, s, act=False), Conv(c1, c2, 1, 1, act=False))
            if s == 2
            else nn.Identity()
        )

    def forward(self, x: Tensor) -> Tensor:
        """Sum of both ways."""
        y: Tensor = self.conv(x) + self.shortcut(x)
        return y
