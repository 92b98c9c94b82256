"""Re-parameterised convolution: several branches while training, one convolution after it."""

from torch import Tensor, nn

from builder.core.nn.yolov7.conv import Activation, activation


class RepConv(nn.Module):
    """3x3 and 1x1 convolution side by side, and the input where it fits; all add up.

    The branches are linear up to the activation, so that one 3x3 convolution can replace them.

    Args:
        c1: Input channels.
        c2: Output channels.
        k: Kernel size; must be 3.
        s: Stride.
        p: Padding; must be 1, which None is.
        g: Groups of both convolutions.
        act: True for SiLU, a module for another activation, False for none.
        deploy: Make the one convolution that stands for all branches.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H / s, W / s)`.

    Source:
        RepVGG, https://arxiv.org/abs/2101.03697, as in YOLOv7.
    """

    def __init__(
        self,
        c1: int,
        c2: int,
        k: int = 3,
        s: int = 1,
        p: int | None = None,
        g: int = 1,
        act: Activation = True,
        deploy: bool = False,
    ) -> None:
        super().__init__()
        assert k == 3, "RepConv needs a kernel of 3"
        assert p is None or p == 1, "RepConv needs a padding of 1"
        self.deploy = deploy
        self.act = activation(act)
        if deploy:
            self.rbr_reparam = nn.Conv2d(c1, c2, 3, s, 1, groups=g)
            return
        self.rbr_identity = nn.BatchNorm2d(c1) if c1 == c2 and s == 1 else None
        self.rbr_dense = nn.Sequential(
            nn.Conv2d(c1, c2, 3, s, 1, groups=g, bias=False), nn.BatchNorm2d(c2)
        )
        self.rbr_1x1 = nn.Sequential(
            nn.Conv2d(c1, c2, 1, s, groups=g, bias=False), nn.BatchNorm2d(c2)
        )

    def forward(self, x: Tensor) -> Tensor:
        """Sum of the branches, activated."""
        y: Tensor = self.act(self.rbr_reparam(x) if self.deploy else self.branches(x))
        return y

    def branches(self, x: Tensor) -> Tensor:
        """What the one convolution will compute."""
        identity = 0 if self.rbr_identity is None else self.rbr_identity(x)
        y: Tensor = self.rbr_dense(x) + self.rbr_1x1(x) + identity
        return y
