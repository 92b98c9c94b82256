"""FasterNet: convolutions that touch a part of the channels only."""

import torch
from torch import Tensor, nn

from builder.core.nn.community.convnext import dropping, scale_of
from builder.core.nn.conv import Conv
from builder.core.nn.csp import C3


class PartialConv(nn.Module):
    """3x3 convolution of the first channels; the others pass.

    Args:
        c: Channels.
        n_div: One in so many channels is convolved.

    Shape:
        `(N, c, H, W)` -> `(N, c, H, W)`.

    Source:
        https://arxiv.org/abs/2303.03667, JierunChen/FasterNet.
    """

    def __init__(self, c: int, n_div: int) -> None:
        super().__init__()
        self.parts = [c // n_div, c - c // n_div]
        self.partial_conv3 = nn.Conv2d(self.parts[0], self.parts[0], 3, 1, 1, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        """Convolve the first part."""
        first, rest = torch.split(x, self.parts, 1)
        return torch.cat((self.partial_conv3(first), rest), 1)


class Faster_Block(nn.Module):  # noqa: N801 -- the name that configs write
    """Partial convolution, then two 1x1 convolutions, with a shortcut around them.

    Args:
        c1: Input channels; other than c2 they are brought there by a 1x1 convolution first.
        c2: Output channels.
        n_div: One in so many channels is convolved.
        mlp_ratio: Channels between the 1x1 convolutions, as a multiple of c2.
        drop_path: Probability of dropping the branch of a sample while training.
        layer_scale_init_value: Start of a learnt factor of the branch; 0 leaves it out.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        https://arxiv.org/abs/2303.03667, as the YOLOv5 and YOLOv8 forks have it (z1069614715 and
        those after it): their Conv inside, SiLU instead of ReLU.
    """

    def __init__(
        self,
        c1: int,
        c2: int,
        n_div: int = 4,
        mlp_ratio: float = 2,
        drop_path: float = 0.1,
        layer_scale_init_value: float = 0.0,
    ) -> None:
        super().__init__()
        self.drop_path = dropping(drop_path)
        hidden = int(c2 * mlp_ratio)
        self.mlp = nn.Sequential(Conv(c2, hidden, 1), nn.Conv2d(hidden, c2, 1, bias=False))
        self.spatial_mixing = PartialConv(c2, n_div)
        self.adjust_channel = Conv(c1, c2, 1) if c1 != c2 else None
        self.layer_scale = scale_of(c2, layer_scale_init_value)

    def forward(self, x: Tensor) -> Tensor:
        """Mix in space, then over channels, plus the input."""
        if self.adjust_channel is not None:
            x = self.adjust_channel(x)
        y: Tensor = self.mlp(self.spatial_mixing(x))
        if self.layer_scale is not None:
            y = self.layer_scale.view(-1, 1, 1) * y
        y = self.drop_path(y)
        return x + y


class C3_Faster(C3):  # noqa: N801
    """C3 with FasterNet blocks in place of bottlenecks.

    Args:
        c1: Input channels.
        c2: Output channels.
        n: Blocks in a row.
        shortcut, g: Not used; rows may write them.
        e: Channels of each branch, as a fraction of c2.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        https://arxiv.org/abs/2303.03667; C3 as in YOLOv5.
    """

    def __init__(
        self, c1: int, c2: int, n: int = 1, shortcut: bool = True, g: int = 1, e: float = 0.5
    ) -> None:
        super().__init__(c1, c2, 0, shortcut, g, e)
        hidden = int(c2 * e)
        self.m = nn.Sequential(*(Faster_Block(hidden, hidden) for _ in range(n)))


class C2f_Faster(nn.Module):  # noqa: N801
    """C2f of YOLOv8 with FasterNet blocks in place of bottlenecks.

    Args:
        c1: Input channels.
        c2: Output channels.
        n: Blocks in a row.
        shortcut, g: Not used; rows may write them.
        e: Channels of each branch, as a fraction of c2.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        https://arxiv.org/abs/2303.03667; C2f as in YOLOv8.
    """

    def __init__(
        self,
        c1: int,
        c2: int,
        n: int = 1,
        shortcut: bool = False,  # noqa: ARG002
        g: int = 1,  # noqa: ARG002
        e: float = 0.5,
    ) -> None:
        super().__init__()
        hidden = int(c2 * e)
        self.cv1 = Conv(c1, 2 * hidden, 1, 1)
        self.cv2 = Conv((2 + n) * hidden, c2, 1)
        self.m = nn.ModuleList(Faster_Block(hidden, hidden) for _ in range(n))

    def forward(self, x: Tensor) -> Tensor:
        """Both halves, and every block's output."""
        parts = list(self.cv1(x).chunk(2, 1))
        for block in self.m:
            parts.append(block(parts[-1]))
        y: Tensor = self.cv2(torch.cat(parts, 1))
        return y
