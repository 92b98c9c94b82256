"""YOLOv7's layer aggregations as single rows."""

import torch
from torch import Tensor, nn

from builder.core.nn.conv import Conv


class ELAN(nn.Module):
    """Two 1x1 convolutions, four 3x3 after the second; every other output is joined.

    Args:
        c1: Input channels.
        c2: Output channels; a quarter of them are inside.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        YOLOv7, https://arxiv.org/abs/2207.02696: eight rows of the backbone of its yolov7.yaml, in
        their order. Forks give their single rows more arguments, no two the same.
    """

    def __init__(self, c1: int, c2: int) -> None:
        super().__init__()
        hidden = c2 // 4
        self.cv1 = Conv(c1, hidden, 1, 1)
        self.cv2 = Conv(c1, hidden, 1, 1)
        self.m = nn.ModuleList(Conv(hidden, hidden, 3, 1) for _ in range(4))
        self.cv3 = Conv(4 * hidden, c2, 1, 1)

    def forward(self, x: Tensor) -> Tensor:
        """The last output first, as the rows join them."""
        chain = [self.cv2(x)]
        for conv in self.m:
            chain.append(conv(chain[-1]))
        y: Tensor = self.cv3(torch.cat((chain[4], chain[2], chain[0], self.cv1(x)), 1))
        return y


class ELANW(nn.Module):
    """Two 1x1 convolutions, four narrower 3x3 after the second; all six outputs are joined.

    Args:
        c1: Input channels.
        c2: Output channels, and those of the 1x1 convolutions; the 3x3 have half of them.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        YOLOv7, https://arxiv.org/abs/2207.02696: eight rows of the head of its yolov7.yaml, in
        their order; tutorials call them ELAN-W or ELAN-H.
    """

    def __init__(self, c1: int, c2: int) -> None:
        super().__init__()
        half = c2 // 2
        self.cv1 = Conv(c1, c2, 1, 1)
        self.cv2 = Conv(c1, c2, 1, 1)
        self.m = nn.ModuleList(Conv(half if i else c2, half, 3, 1) for i in range(4))
        self.cv3 = Conv(4 * half + 2 * c2, c2, 1, 1)

    def forward(self, x: Tensor) -> Tensor:
        """The last output first, as the rows join them."""
        chain = [self.cv2(x)]
        for conv in self.m:
            chain.append(conv(chain[-1]))
        y: Tensor = self.cv3(torch.cat((*chain[::-1], self.cv1(x)), 1))
        return y
