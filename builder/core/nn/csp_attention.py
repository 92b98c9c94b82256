"""C3 with attention at the end of each bottleneck's branch.

Forks differ in the place: some put one attention after the whole C3. Here it sits in every
bottleneck, before the shortcut is added, as squeeze-and-excitation sits in a residual block
(https://arxiv.org/abs/1709.01507, figure 3).
"""

from torch import Tensor, nn

from builder.core.nn.attention import CBAM, ECA, SE, CoordAtt, SimAM
from builder.core.nn.conv import Conv
from builder.core.nn.csp import C3


class AttentionBottleneck(nn.Module):
    """Bottleneck of equal channels whose branch ends in attention.

    Args:
        c: Channels, inside and outside.
        attention: Keeps the shape `(N, c, H, W)`.
        shortcut: Add the input.
        g: Groups of the 3x3 convolution.

    Shape:
        `(N, c, H, W)` -> `(N, c, H, W)`.

    Source:
        ResNet, https://arxiv.org/abs/1512.03385, with the attention where SE-ResNet has it.
    """

    def __init__(self, c: int, attention: nn.Module, shortcut: bool = True, g: int = 1) -> None:
        super().__init__()
        self.cv1 = Conv(c, c, 1, 1)
        self.cv2 = Conv(c, c, 3, 1, g=g)
        self.attention = attention
        self.add = shortcut

    def forward(self, x: Tensor) -> Tensor:
        """Both convolutions, the attention, plus the input."""
        y: Tensor = self.attention(self.cv2(self.cv1(x)))
        return x + y if self.add else y


class C3SE(C3):
    """C3 with squeeze-and-excitation in every bottleneck.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        https://arxiv.org/abs/1709.01507; C3 as in YOLOv5.
    """

    def __init__(
        self, c1: int, c2: int, n: int = 1, shortcut: bool = True, g: int = 1, e: float = 0.5
    ) -> None:
        super().__init__(c1, c2, 0, shortcut, g, e)
        hidden = int(c2 * e)
        self.m = nn.Sequential(
            *(AttentionBottleneck(hidden, SE(hidden, hidden), shortcut, g) for _ in range(n))
        )


class C3ECA(C3):
    """C3 with efficient channel attention in every bottleneck.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        https://arxiv.org/abs/1910.03151; C3 as in YOLOv5.
    """

    def __init__(
        self, c1: int, c2: int, n: int = 1, shortcut: bool = True, g: int = 1, e: float = 0.5
    ) -> None:
        super().__init__(c1, c2, 0, shortcut, g, e)
        hidden = int(c2 * e)
        self.m = nn.Sequential(
            *(AttentionBottleneck(hidden, ECA(hidden, hidden), shortcut, g) for _ in range(n))
        )


class C3CBAM(C3):
    """C3 with CBAM in every bottleneck.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        https://arxiv.org/abs/1807.06521; C3 as in YOLOv5.
    """

    def __init__(
        self, c1: int, c2: int, n: int = 1, shortcut: bool = True, g: int = 1, e: float = 0.5
    ) -> None:
        super().__init__(c1, c2, 0, shortcut, g, e)
        hidden = int(c2 * e)
        self.m = nn.Sequential(
            *(AttentionBottleneck(hidden, CBAM(hidden, hidden), shortcut, g) for _ in range(n))
        )


class C3CA(C3):
    """C3 with coordinate attention in every bottleneck.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        https://arxiv.org/abs/2103.02907; C3 as in YOLOv5.
    """

    def __init__(
        self, c1: int, c2: int, n: int = 1, shortcut: bool = True, g: int = 1, e: float = 0.5
    ) -> None:
        super().__init__(c1, c2, 0, shortcut, g, e)
        hidden = int(c2 * e)
        self.m = nn.Sequential(
            *(AttentionBottleneck(hidden, CoordAtt(hidden, hidden), shortcut, g) for _ in range(n))
        )


class C3SimAM(C3):
    """C3 with SimAM in every bottleneck.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        https://proceedings.mlr.press/v139/yang21o.html; C3 as in YOLOv5.
    """

    def __init__(
        self, c1: int, c2: int, n: int = 1, shortcut: bool = True, g: int = 1, e: float = 0.5
    ) -> None:
        super().__init__(c1, c2, 0, shortcut, g, e)
        hidden = int(c2 * e)
        self.m = nn.Sequential(
            *(AttentionBottleneck(hidden, SimAM(), shortcut, g) for _ in range(n))
        )
