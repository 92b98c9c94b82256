"""RepViT: MobileNetV3's block taken apart into mixing places and mixing channels."""

from torch import Tensor, nn

from builder.core.nn.backbones.efficientvit_blocks import ChannelGate, Conv2d_BN, Residual


class RepVGGDW(nn.Module):
    """Depth-wise 3x3, depth-wise 1x1 and identity, added and normalised; one 3x3 when deployed.

    Args:
        c: Channels.

    Shape:
        `(N, c, H, W)` -> `(N, c, H, W)`.

    Source:
        https://github.com/THU-MIG/RepViT.
    """

    def __init__(self, c: int) -> None:
        super().__init__()
        self.conv = Conv2d_BN(c, c, 3, 1, 1, c)
        self.conv1 = nn.Conv2d(c, c, 1, groups=c)
        self.bn = nn.BatchNorm2d(c)

    def forward(self, x: Tensor) -> Tensor:
        """All three branches."""
        y: Tensor = self.bn(self.conv(x) + self.conv1(x) + x)
        return y


class RepViTBlock(nn.Module):
    """A mixer of places and a mixer of channels.

    Args:
        c1: Input channels.
        c2: Output channels; other than c1 only with stride 2.
        s: Stride, 1 or 2.
        gated: Whether there is squeeze-excite.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H / s, W / s)`, rounded up.

    Source:
        RepViT, https://arxiv.org/abs/2307.09283; order of modules as in
        https://github.com/THU-MIG/RepViT.
    """

    def __init__(self, c1: int, c2: int, s: int, gated: bool) -> None:
        super().__init__()
        gate = ChannelGate(c1) if gated else nn.Identity()
        if s == 1:
            self.token_mixer = nn.Sequential(RepVGGDW(c1), gate)
        else:
            self.token_mixer = nn.Sequential(
                Conv2d_BN(c1, c1, 3, s, 1, c1), gate, Conv2d_BN(c1, c2)
            )
        self.channel_mixer = Residual(
            nn.Sequential(Conv2d_BN(c2, 2 * c2), nn.GELU(), Conv2d_BN(2 * c2, c2))
        )

    def forward(self, x: Tensor) -> Tensor:
        """Mix places, then channels."""
        y: Tensor = self.channel_mixer(self.token_mixer(x))
        return y


class RepViT(nn.Module):
    """The backbone of which `repvit_m0_9` and its like are sizes.

    Args:
        c: Channels of the first stage; every other stage has twice those before.
        depths: Blocks of each stage with gates in every other, as the paper counts them.

    Shape:
        `(N, 3, H, W)` -> four maps of strides 4, 8, 16 and 32.

    Source:
        RepViT, https://arxiv.org/abs/2307.09283, as in the tutorials for YOLO, after
        https://github.com/THU-MIG/RepViT.
    """

    def __init__(self, c: int, depths: tuple[int, int, int, int]) -> None:
        super().__init__()
        self.width_list = [c * 2**i for i in range(4)]
        self.channel = list(self.width_list)  # forks read either
        layers: list[nn.Module] = [
            nn.Sequential(Conv2d_BN(3, c // 2, 3, 2, 1), nn.GELU(), Conv2d_BN(c // 2, c, 3, 2, 1))
        ]
        self.outputs: list[int] = []
        for i, (width, depth) in enumerate(zip(self.width_list, depths, strict=True)):
            if i:
                layers.append(RepViTBlock(width // 2, width, 2, False))
            layers += [RepViTBlock(width, width, 1, place % 2 == 0) for place in range(depth)]
            if i < 3:  # one more without a gate prepares the next stage
                layers.append(RepViTBlock(width, width, 1, False))
            self.outputs.append(len(layers) - 1)
        self.features = nn.ModuleList(layers)

    def forward(self, x: Tensor) -> list[Tensor]:
        """All blocks; the maps after the last one of each stage."""
        maps = []
        for index, layer in enumerate(self.features):
            x = layer(x)
            if index in self.outputs:
                maps.append(x)
        return maps


class repvit_m0_9(RepViT):  # noqa: N801 -- the name that configs write
    """RepViT-M0.9.

    Shape:
        `(N, 3, H, W)` -> maps of strides 4 to 32 with 48, 96, 192 and 384 channels.

    Source:
        RepViT, https://arxiv.org/abs/2307.09283.
    """

    def __init__(self) -> None:
        super().__init__(48, (2, 2, 14, 2))


class repvit_m1_0(RepViT):  # noqa: N801 -- the name that configs write
    """RepViT-M1.0.

    Shape:
        `(N, 3, H, W)` -> maps of strides 4 to 32 with 56, 112, 224 and 448 channels.

    Source:
        RepViT, https://arxiv.org/abs/2307.09283.
    """

    def __init__(self) -> None:
        super().__init__(56, (2, 2, 14, 2))


class repvit_m1_1(RepViT):  # noqa: N801 -- the name that configs write
    """RepViT-M1.1.

    Shape:
        `(N, 3, H, W)` -> maps of strides 4 to 32 with 64, 128, 256 and 512 channels.

    Source:
        RepViT, https://arxiv.org/abs/2307.09283.
    """

    def __init__(self) -> None:
        super().__init__(64, (2, 2, 12, 2))


class repvit_m1_5(RepViT):  # noqa: N801 -- the name that configs write
    """RepViT-M1.5.

    Shape:
        `(N, 3, H, W)` -> maps of strides 4 to 32 with 64, 128, 256 and 512 channels.

    Source:
        RepViT, https://arxiv.org/abs/2307.09283.
    """

    def __init__(self) -> None:
        super().__init__(64, (4, 4, 24, 4))


class repvit_m2_3(RepViT):  # noqa: N801 -- the name that configs write
    """RepViT-M2.3.

    Shape:
        `(N, 3, H, W)` -> maps of strides 4 to 32 with 80, 160, 320 and 640 channels.

    Source:
        RepViT, https://arxiv.org/abs/2307.09283.
    """

    def __init__(self) -> None:
        super().__init__(80, (6, 6, 34, 2))
