"""Residual networks as backbones of RT-DETR."""

from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

from builder.core.nn.conv import Conv


class ResNetBlock(nn.Module):
    """1x1, 3x3 and 1x1 convolution with a shortcut that is convolved where sizes change.

    Args:
        c1: Input channels.
        c2: Channels inside.
        s: Stride of the 3x3 convolution.
        e: Output channels as a multiple of c2.

    Shape:
        `(N, c1, H, W)` -> `(N, e * c2, H / s, W / s)`.

    Source:
        ResNet, https://arxiv.org/abs/1512.03385, as in Ultralytics: the inner activations are
        the network's (SiLU), the last one is ReLU.
    """

    def __init__(self, c1: int, c2: int, s: int = 1, e: int = 4) -> None:
        super().__init__()
        c3 = e * c2
        self.cv1 = Conv(c1, c2, 1)
        self.cv2 = Conv(c2, c2, 3, s)
        self.cv3 = Conv(c2, c3, 1, act=False)
        self.shortcut = (
            nn.Sequential(Conv(c1, c3, 1, s, act=False)) if s != 1 or c1 != c3 else nn.Identity()
        )

    def forward(self, x: Tensor) -> Tensor:
        """The sum of both ways, rectified."""
        y: Tensor = self.cv3(self.cv2(self.cv1(x))) + self.shortcut(x)
        return F.relu(y)


class ResNetLayer(nn.Module):
    """One stage of a ResNet, or its first convolution and pool.

    Args:
        c1: Input channels.
        c2: Channels inside; of the output for the first layer.
        s: Stride of the first block.
        is_first: Make the first layer, which quarters the size and has nothing else of this.
        n: Blocks.
        e: Output channels of a block as a multiple of c2.

    Shape:
        `(N, c1, H, W)` -> `(N, e * c2, H / s, W / s)`; the first layer gives
        `(N, c2, H / 4, W / 4)`.

    Source:
        ResNet, https://arxiv.org/abs/1512.03385, as in Ultralytics.
    """

    def __init__(
        self, c1: int, c2: int, s: int = 1, is_first: bool = False, n: int = 1, e: int = 4
    ) -> None:
        super().__init__()
        if is_first:
            self.layer = nn.Sequential(Conv(c1, c2, 7, 2, 3), nn.MaxPool2d(3, 2, 1))
        else:
            rest = (ResNetBlock(e * c2, c2, 1, e) for _ in range(n - 1))
            self.layer = nn.Sequential(ResNetBlock(c1, c2, s, e), *rest)

    def forward(self, x: Tensor) -> Tensor:
        """All blocks one after another."""
        y: Tensor = self.layer(x)
        return y
