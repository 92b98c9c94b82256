"""StarNet: branches multiplied with each other; each size as one block."""

from torch import Tensor, nn


class ConvBN(nn.Sequential):
    """Convolution with bias and, if wanted, batch normalisation.

    Args:
        c1: Input channels.
        c2: Output channels.
        k: Kernel size, odd.
        s: Stride.
        g: Groups.
        norm: Whether normalisation follows.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H / s, W / s)`.

    Source:
        https://github.com/ma-xu/Rewrite-the-Stars.
    """

    def __init__(
        self, c1: int, c2: int, k: int = 1, s: int = 1, g: int = 1, norm: bool = True
    ) -> None:
        super().__init__()
        self.add_module("conv", nn.Conv2d(c1, c2, k, s, k // 2, groups=g))
        if norm:
            self.add_module("bn", nn.BatchNorm2d(c2))


class StarBlock(nn.Module):
    """Two widened branches, one of them activated, multiplied between depth-wise convolutions.

    Args:
        c: Channels.

    Shape:
        `(N, c, H, W)` -> `(N, c, H, W)`.

    Source:
        Rewrite the Stars, https://arxiv.org/abs/2403.19967, section 4.
    """

    def __init__(self, c: int) -> None:
        super().__init__()
        self.dwconv = ConvBN(c, c, 7, g=c)
        self.f1 = ConvBN(c, 4 * c, norm=False)
        self.f2 = ConvBN(c, 4 * c, norm=False)
        self.g = ConvBN(4 * c, c)
        self.dwconv2 = ConvBN(c, c, 7, g=c, norm=False)
        self.act = nn.ReLU6()
        self.drop_path = nn.Identity()

    def forward(self, x: Tensor) -> Tensor:
        """The product, narrowed and convolved, plus the input."""
        y = self.dwconv(x)
        y = self.g(self.act(self.f1(y)) * self.f2(y))
        out: Tensor = x + self.drop_path(self.dwconv2(y))
        return out


class StarNet(nn.Module):
    """The backbone of which `starnet_s1` and its like are sizes.

    Args:
        c: Channels of the first stage; every other stage has twice those before.
        depths: Blocks of the stages.

    Shape:
        `(N, 3, H, W)` -> five maps of strides 2, 4, 8, 16 and 32.

    Source:
        Rewrite the Stars, https://arxiv.org/abs/2403.19967; the stem's map is given too, as in
        the tutorials for YOLO.
    """

    def __init__(self, c: int, depths: tuple[int, int, int, int]) -> None:
        super().__init__()
        self.width_list = [32, *(c * 2**i for i in range(4))]
        self.channel = list(self.width_list)  # forks read either
        self.stem = nn.Sequential(ConvBN(3, 32, 3, 2), nn.ReLU6())
        widths = zip(self.width_list, self.width_list[1:], depths, strict=False)
        self.stages = nn.ModuleList(
            nn.Sequential(ConvBN(c1, c2, 3, 2), *(StarBlock(c2) for _ in range(depth)))
            for c1, c2, depth in widths
        )

    def forward(self, x: Tensor) -> list[Tensor]:
        """The maps after the stem and each stage."""
        maps = [self.stem(x)]
        for stage in self.stages:
            maps.append(stage(maps[-1]))
        return maps


class starnet_s1(StarNet):  # noqa: N801 -- the name that configs write
    """StarNet-S1.

    Shape:
        `(N, 3, H, W)` -> maps of strides 2 to 32 with 32, 24, 48, 96 and 192 channels.

    Source:
        Rewrite the Stars, https://arxiv.org/abs/2403.19967.
    """

    def __init__(self) -> None:
        super().__init__(24, (2, 2, 8, 3))


class starnet_s2(StarNet):  # noqa: N801 -- the name that configs write
    """StarNet-S2.

    Shape:
        `(N, 3, H, W)` -> maps of strides 2 to 32 with 32, 32, 64, 128 and 256 channels.

    Source:
        Rewrite the Stars, https://arxiv.org/abs/2403.19967.
    """

    def __init__(self) -> None:
        super().__init__(32, (1, 2, 6, 2))


class starnet_s3(StarNet):  # noqa: N801 -- the name that configs write
    """StarNet-S3.

    Shape:
        `(N, 3, H, W)` -> maps of strides 2 to 32 with 32, 32, 64, 128 and 256 channels.

    Source:
        Rewrite the Stars, https://arxiv.org/abs/2403.19967.
    """

    def __init__(self) -> None:
        super().__init__(32, (2, 2, 8, 4))


class starnet_s4(StarNet):  # noqa: N801 -- the name that configs write
    """StarNet-S4.

    Shape:
        `(N, 3, H, W)` -> maps of strides 2 to 32 with 32, 32, 64, 128 and 256 channels.

    Source:
        Rewrite the Stars, https://arxiv.org/abs/2403.19967.
    """

    def __init__(self) -> None:
        super().__init__(32, (3, 3, 12, 5))
