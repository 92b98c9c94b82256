"""MobileOne: several equal branches while training, depth-wise and then pointwise."""

from torch import Tensor, nn

from builder.core.nn.community.repvgg import conv_bn


class MobileOneBranch(nn.Module):
    """Convolution and normalisation, one level down as checkpoints have it.

    Args:
        c1: Input channels.
        c2: Output channels.
        k: Kernel size, 1 or 3.
        s: Stride.
        g: Groups.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H / s, W / s)`.

    Source:
        As `MobileOneBlock`.
    """

    def __init__(self, c1: int, c2: int, k: int, s: int = 1, g: int = 1) -> None:
        super().__init__()
        self.conv = conv_bn(c1, c2, k, s, k // 2, g)

    def forward(self, x: Tensor) -> Tensor:
        """Convolve, normalise."""
        y: Tensor = self.conv(x)
        return y


class MobileOneBlock(nn.Module):
    """`k` depth-wise 3x3 and one 1x1 added, ReLU, then `k` pointwise added, ReLU.

    Args:
        c1: Input channels.
        c2: Output channels.
        k: Branches of each kind.
        stride: Stride of the depth-wise half.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H / stride, W / stride)`.

    Source:
        https://arxiv.org/abs/2206.04040, shoutOutYangJie/MobileOne as iscyy/yoloair has it; Apple's
        own code builds one half at a time. Identities are normalised and added where the shape
        stays, in both halves or in neither. The form for training.
    """

    def __init__(self, c1: int, c2: int, k: int, stride: int = 1) -> None:
        super().__init__()
        self.k = k
        self.nonlinearity = nn.ReLU()
        self.se = nn.Identity()
        same = c1 == c2 and stride == 1
        self.dw_bn_layer = nn.BatchNorm2d(c1) if same else None
        for i in range(k):
            setattr(self, f"dw_3x3_{i}", MobileOneBranch(c1, c1, 3, stride, c1))
        self.dw_1x1 = MobileOneBranch(c1, c1, 1, stride, c1)
        self.pw_bn_layer = nn.BatchNorm2d(c1) if same else None
        for i in range(k):
            setattr(self, f"pw_1x1_{i}", MobileOneBranch(c1, c2, 1))

    def forward(self, x: Tensor) -> Tensor:
        """Both halves."""
        y = self.dw_1x1(x)
        if self.dw_bn_layer is not None:
            y = y + self.dw_bn_layer(x)
        for i in range(self.k):
            y = y + getattr(self, f"dw_3x3_{i}")(x)
        return self.pointwise(self.nonlinearity(self.se(y)))

    def pointwise(self, x: Tensor) -> Tensor:
        """The second half."""
        branches = [getattr(self, f"pw_1x1_{i}") for i in range(self.k)]
        total = branches[0](x)
        for branch in branches[1:]:
            total = total + branch(x)
        if self.pw_bn_layer is not None:
            total = total + self.pw_bn_layer(x)
        y: Tensor = self.nonlinearity(total)
        return y
