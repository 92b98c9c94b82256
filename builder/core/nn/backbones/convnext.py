"""ConvNeXt and ConvNeXt V2; each size as one block."""

from torch import Tensor, nn

from builder.core.nn.backbones.convnext_blocks import ConvNeXtBlock, MapLayerNorm


class ConvNeXt(nn.Module):
    """The backbone of which `convnext_tiny`, `convnextv2_atto` and their like are sizes.

    Args:
        c: Channels of the first stage; every other stage has twice those before.
        depths: Blocks of the stages.
        second: Blocks of V2.

    Shape:
        `(N, 3, H, W)` -> four maps of strides 4, 8, 16 and 32.

    Source:
        ConvNeXt, https://arxiv.org/abs/2201.03545, as in the tutorials for YOLO: no norms on the
        maps.
    """

    def __init__(self, c: int, depths: tuple[int, int, int, int], second: bool) -> None:
        super().__init__()
        self.width_list = [c * 2**i for i in range(4)]
        self.channel = list(self.width_list)  # forks read either
        self.downsample_layers = nn.ModuleList(
            [nn.Sequential(nn.Conv2d(3, c, 4, 4), MapLayerNorm(c, last=False))]
        )
        for width in self.width_list[:3]:
            self.downsample_layers.append(
                nn.Sequential(MapLayerNorm(width, last=False), nn.Conv2d(width, 2 * width, 2, 2))
            )
        self.stages = nn.ModuleList(
            nn.Sequential(*(ConvNeXtBlock(width, second) for _ in range(depth)))
            for width, depth in zip(self.width_list, depths, strict=True)
        )

    def forward(self, x: Tensor) -> list[Tensor]:
        """The maps after each stage."""
        maps = []
        for smaller, stage in zip(self.downsample_layers, self.stages, strict=True):
            x = stage(smaller(x))
            maps.append(x)
        return maps


class convnext_tiny(ConvNeXt):  # noqa: N801 -- the name that configs write
    """ConvNeXt-Tiny.

    Shape:
        `(N, 3, H, W)` -> maps of strides 4 to 32 with 96, 192, 384 and 768 channels.

    Source:
        ConvNeXt, https://arxiv.org/abs/2201.03545.
    """

    def __init__(self) -> None:
        super().__init__(96, (3, 3, 9, 3), second=False)


class convnext_small(ConvNeXt):  # noqa: N801 -- the name that configs write
    """ConvNeXt-Small.

    Shape:
        `(N, 3, H, W)` -> maps of strides 4 to 32 with 96, 192, 384 and 768 channels.

    Source:
        ConvNeXt, https://arxiv.org/abs/2201.03545.
    """

    def __init__(self) -> None:
        super().__init__(96, (3, 3, 27, 3), second=False)


class convnext_base(ConvNeXt):  # noqa: N801 -- the name that configs write
    """ConvNeXt-Base.

    Shape:
        `(N, 3, H, W)` -> maps of strides 4 to 32 with 128, 256, 512 and 1024 channels.

    Source:
        ConvNeXt, https://arxiv.org/abs/2201.03545.
    """

    def __init__(self) -> None:
        super().__init__(128, (3, 3, 27, 3), second=False)


class convnextv2_atto(ConvNeXt):  # noqa: N801 -- the name that configs write
    """ConvNeXt V2-Atto.

    Shape:
        `(N, 3, H, W)` -> maps of strides 4 to 32 with 40, 80, 160 and 320 channels.

    Source:
        ConvNeXt V2, https://arxiv.org/abs/2301.00808.
    """

    def __init__(self) -> None:
        super().__init__(40, (2, 2, 6, 2), second=True)


class convnextv2_femto(ConvNeXt):  # noqa: N801 -- the name that configs write
    """ConvNeXt V2-Femto.

    Shape:
        `(N, 3, H, W)` -> maps of strides 4 to 32 with 48, 96, 192 and 384 channels.

    Source:
        ConvNeXt V2, https://arxiv.org/abs/2301.00808.
    """

    def __init__(self) -> None:
        super().__init__(48, (2, 2, 6, 2), second=True)


class convnextv2_pico(ConvNeXt):  # noqa: N801 -- the name that configs write
    """ConvNeXt V2-Pico.

    Shape:
        `(N, 3, H, W)` -> maps of strides 4 to 32 with 64, 128, 256 and 512 channels.

    Source:
        ConvNeXt V2, https://arxiv.org/abs/2301.00808.
    """

    def __init__(self) -> None:
        super().__init__(64, (2, 2, 6, 2), second=True)


class convnextv2_nano(ConvNeXt):  # noqa: N801 -- the name that configs write
    """ConvNeXt V2-Nano.

    Shape:
        `(N, 3, H, W)` -> maps of strides 4 to 32 with 80, 160, 320 and 640 channels.

    Source:
        ConvNeXt V2, https://arxiv.org/abs/2301.00808.
    """

    def __init__(self) -> None:
        super().__init__(80, (2, 2, 8, 2), second=True)


class convnextv2_tiny(ConvNeXt):  # noqa: N801 -- the name that configs write
    """ConvNeXt V2-Tiny.

    Shape:
        `(N, 3, H, W)` -> maps of strides 4 to 32 with 96, 192, 384 and 768 channels.

    Source:
        ConvNeXt V2, https://arxiv.org/abs/2301.00808.
    """

    def __init__(self) -> None:
        super().__init__(96, (3, 3, 9, 3), second=True)


class convnextv2_base(ConvNeXt):  # noqa: N801 -- the name that configs write
    """ConvNeXt V2-Base.

    Shape:
        `(N, 3, H, W)` -> maps of strides 4 to 32 with 128, 256, 512 and 1024 channels.

    Source:
        ConvNeXt V2, https://arxiv.org/abs/2301.00808.
    """

    def __init__(self) -> None:
        super().__init__(128, (3, 3, 27, 3), second=True)
