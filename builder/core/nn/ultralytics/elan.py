"""Layer aggregation: every step of a short chain reaches the last convolution."""

import torch
from torch import Tensor, nn

from builder.core.nn.conv import Conv
from builder.core.nn.ultralytics.rep import RepCSP


class ELAN1(nn.Module):
    """ELAN with two steps of one 3x3 convolution each.

    Args:
        c1: Input channels.
        c2: Output channels.
        c3: Channels after the first convolution, even; the chain starts from one half of them.
        c4: Channels of each step.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        YOLOv9, https://arxiv.org/abs/2402.13616; ELAN, https://arxiv.org/abs/2211.04800.
    """

    def __init__(self, c1: int, c2: int, c3: int, c4: int) -> None:
        super().__init__()
        self.cv1 = Conv(c1, c3, 1, 1)
        self.cv2: nn.Module = Conv(c3 // 2, c4, 3, 1)
        self.cv3: nn.Module = Conv(c4, c4, 3, 1)
        self.cv4 = Conv(c3 + 2 * c4, c2, 1, 1)

    def forward(self, x: Tensor) -> Tensor:
        """Both halves and both steps, together."""
        first, second = self.cv1(x).chunk(2, 1)
        third = self.cv2(second)
        y: Tensor = self.cv4(torch.cat((first, second, third, self.cv3(third)), 1))
        return y


class RepNCSPELAN4(ELAN1):
    """ELAN whose steps are a CSP block of RepConv and a 3x3 convolution: GELAN.

    Args:
        c1: Input channels.
        c2: Output channels.
        c3: Channels after the first convolution, even; the chain starts from one half of them.
        c4: Channels of each step.
        n: Bottlenecks in each CSP block.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        YOLOv9, https://arxiv.org/abs/2402.13616, as in Ultralytics.
    """

    def __init__(self, c1: int, c2: int, c3: int, c4: int, n: int = 1) -> None:
        super().__init__(c1, c2, c3, c4)
        self.cv2 = nn.Sequential(RepCSP(c3 // 2, c4, n), Conv(c4, c4, 3, 1))
        self.cv3 = nn.Sequential(RepCSP(c4, c4, n), Conv(c4, c4, 3, 1))
