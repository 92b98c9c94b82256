"""Efficient layer aggregation: every stage of a chain goes into the result."""

import torch
from torch import Tensor, nn

from builder.core.nn.conv import Conv
from builder.core.nn.yolov9.pooling import SP
from builder.core.nn.yolov9.rep import RepNCSP


def chained(parts: list[Tensor], stages: list[nn.Module]) -> Tensor:
    """`parts` and what each stage makes of the one before, concatenated."""
    for stage in stages:
        parts.append(stage(parts[-1]))
    return torch.cat(parts, 1)


class ELAN1(nn.Module):
    """Half of the channels through two 3x3 convolutions in a row; all stages are joined.

    Args:
        c1: Input channels.
        c2: Output channels.
        c3: Channels of the first convolution, of which the second half goes on.
        c4: Channels of each stage.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        ELAN, https://arxiv.org/abs/2211.04800, in the form of YOLOv9,
        https://github.com/WongKinYiu/yolov9.
    """

    def __init__(self, c1: int, c2: int, c3: int, c4: int) -> None:
        super().__init__()
        self.c = c3 // 2
        self.cv1 = Conv(c1, c3, 1, 1)
        self.cv2 = Conv(c3 // 2, c4, 3, 1)
        self.cv3 = Conv(c4, c4, 3, 1)
        self.cv4 = Conv(c3 + 2 * c4, c2, 1, 1)

    def forward(self, x: Tensor) -> Tensor:
        """Split, go through the stages, join."""
        y: Tensor = self.cv4(chained(list(self.cv1(x).chunk(2, 1)), [self.cv2, self.cv3]))
        return y


class RepNCSPELAN4(nn.Module):
    """GELAN's block: ELAN whose stages are `RepNCSP` and a 3x3 convolution each.

    Args:
        c1: Input channels.
        c2: Output channels.
        c3: Channels of the first convolution, of which the second half goes on.
        c4: Channels of each stage.
        c5: Bottlenecks in each `RepNCSP`.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        GELAN of YOLOv9, https://arxiv.org/abs/2402.13616.
    """

    def __init__(self, c1: int, c2: int, c3: int, c4: int, c5: int = 1) -> None:
        super().__init__()
        self.c = c3 // 2
        self.cv1 = Conv(c1, c3, 1, 1)
        self.cv2 = nn.Sequential(RepNCSP(c3 // 2, c4, c5), Conv(c4, c4, 3, 1))
        self.cv3 = nn.Sequential(RepNCSP(c4, c4, c5), Conv(c4, c4, 3, 1))
        self.cv4 = Conv(c3 + 2 * c4, c2, 1, 1)

    def forward(self, x: Tensor) -> Tensor:
        """Split, go through the stages, join."""
        y: Tensor = self.cv4(chained(list(self.cv1(x).chunk(2, 1)), [self.cv2, self.cv3]))
        return y


class SPPELAN(nn.Module):
    """Spatial pyramid pooling as a chain: three max-pools in a row; all stages are joined.

    Args:
        c1: Input channels.
        c2: Output channels.
        c3: Channels that are pooled.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        YOLOv9, https://github.com/WongKinYiu/yolov9.
    """

    def __init__(self, c1: int, c2: int, c3: int) -> None:
        super().__init__()
        self.c = c3
        self.cv1 = Conv(c1, c3, 1, 1)
        self.cv2 = SP(5)
        self.cv3 = SP(5)
        self.cv4 = SP(5)
        self.cv5 = Conv(4 * c3, c2, 1, 1)

    def forward(self, x: Tensor) -> Tensor:
        """Pool again and again, join."""
        y: Tensor = self.cv5(chained([self.cv1(x)], [self.cv2, self.cv3, self.cv4]))
        return y
