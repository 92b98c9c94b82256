"""RepVGG: branches while training that fold into one convolution afterwards."""

from torch import Tensor, nn


def conv_bn(c1: int, c2: int, k: int, s: int, p: int, g: int = 1) -> nn.Sequential:
    """Convolution and normalisation, under the names that checkpoints have."""
    block = nn.Sequential()
    block.add_module("conv", nn.Conv2d(c1, c2, k, s, p, groups=g, bias=False))
    block.add_module("bn", nn.BatchNorm2d(c2))
    return block


class RepVGGBlock(nn.Module):
    """3x3, 1x1 and, where the shape stays, identity, each normalised and added.

    Args:
        c1: Input channels.
        c2: Output channels.
        k: Kernel size of the wide branch.
        s: Stride.
        p: Padding of the wide branch; must be half of k.
        d: Not used by the form for training.
        g: Groups.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H / s, W / s)`.

    Source:
        https://arxiv.org/abs/2101.03697, DingXiaoH/RepVGG, as YOLOv5-Lite and iscyy/yoloair have
        it: with SiLU where the paper and YOLOv6 have ReLU. The form for training.
    """

    def __init__(
        self,
        c1: int,
        c2: int,
        k: int = 3,
        s: int = 1,
        p: int = 1,
        d: int = 1,  # noqa: ARG002
        g: int = 1,
    ) -> None:
        super().__init__()
        self.nonlinearity = nn.SiLU()
        self.se = nn.Identity()
        self.rbr_identity = nn.BatchNorm2d(c1) if c1 == c2 and s == 1 else None
        self.rbr_dense = conv_bn(c1, c2, k, s, p, g)
        self.rbr_1x1 = conv_bn(c1, c2, 1, s, p - k // 2, g)

    def forward(self, x: Tensor) -> Tensor:
        """Sum of the branches, activated."""
        total = self.rbr_dense(x) + self.rbr_1x1(x)
        if self.rbr_identity is not None:
            total = total + self.rbr_identity(x)
        y: Tensor = self.nonlinearity(self.se(total))
        return y


class RepBlock(nn.Module):
    """RepVGG blocks in a row, the first of which changes the channels.

    Args:
        c1: Input channels.
        c2: Output channels.
        n: Blocks.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        YOLOv6, https://arxiv.org/abs/2209.02976, made of `RepVGGBlock`.
    """

    def __init__(self, c1: int, c2: int, n: int = 1) -> None:
        super().__init__()
        self.conv1 = RepVGGBlock(c1, c2)
        self.block = nn.Sequential(*(RepVGGBlock(c2, c2) for _ in range(n - 1))) if n > 1 else None

    def forward(self, x: Tensor) -> Tensor:
        """One after the other."""
        y: Tensor = self.conv1(x)
        return y if self.block is None else self.block(y)
