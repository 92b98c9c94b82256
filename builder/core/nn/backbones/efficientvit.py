"""EfficientViT (Microsoft) M0 to M5, each as one block."""

from torch import Tensor, nn

from builder.core.nn.backbones.efficientvit_blocks import (
    FFN,
    Conv2d_BN,
    EfficientViTBlock,
    Residual,
    Subsample,
)


def local(c: int) -> nn.Sequential:
    """A depth-wise convolution and an FFN, with shortcuts: what stands around a `Subsample`."""
    return nn.Sequential(Residual(Conv2d_BN(c, c, 3, 1, 1, c)), Residual(FFN(c, 2 * c)))


class EfficientViT(nn.Module):
    """The backbone of which M0 to M5 are sizes.

    Args:
        widths: Channels of the three stages.
        depths: Attention blocks of each stage.
        heads: Heads of each stage.
        kernels: Kernel sizes of the heads.

    Shape:
        `(N, 3, H, W)` -> three maps of strides 8, 16 and 32.

    Source:
        EfficientViT, https://arxiv.org/abs/2305.07027; the first convolution of the stem's last
        pair keeps the size, as in the authors' detection code.
    """

    def __init__(
        self,
        widths: tuple[int, int, int],
        depths: tuple[int, int, int],
        heads: tuple[int, int, int],
        kernels: tuple[int, ...] = (7, 5, 3, 3),
    ) -> None:
        super().__init__()
        c = widths[0]
        self.patch_embed = nn.Sequential(
            Conv2d_BN(3, c // 8, 3, 2, 1), nn.ReLU(),
            Conv2d_BN(c // 8, c // 4, 3, 2, 1), nn.ReLU(),
            Conv2d_BN(c // 4, c // 2, 3, 2, 1), nn.ReLU(),
            Conv2d_BN(c // 2, c, 3, 1, 1),
        )  # fmt: skip
        stages = [
            [EfficientViTBlock(width, head, kernels) for _ in range(depth)]
            for width, depth, head in zip(widths, depths, heads, strict=True)
        ]
        a, b, c = widths
        self.blocks1 = nn.Sequential(*stages[0])
        self.blocks2 = nn.Sequential(local(a), Subsample(a, b), local(b), *stages[1])
        self.blocks3 = nn.Sequential(local(b), Subsample(b, c), local(c), *stages[2])
        # Forks read the channels as `width_list` or as `channel`.
        self.width_list, self.channel = list(widths), list(widths)

    def forward(self, x: Tensor) -> list[Tensor]:
        """The maps after each stage."""
        first = self.blocks1(self.patch_embed(x))
        second = self.blocks2(first)
        return [first, second, self.blocks3(second)]


class EfficientViT_M0(EfficientViT):  # noqa: N801 -- the name that configs write
    """EfficientViT M0.

    Shape:
        `(N, 3, H, W)` -> maps of strides 8, 16 and 32 with 64, 128 and 192 channels.

    Source:
        EfficientViT, https://arxiv.org/abs/2305.07027, table 2.
    """

    def __init__(self) -> None:
        super().__init__((64, 128, 192), (1, 2, 3), (4, 4, 4))


class EfficientViT_M1(EfficientViT):  # noqa: N801 -- the name that configs write
    """EfficientViT M1.

    Shape:
        `(N, 3, H, W)` -> maps of strides 8, 16 and 32 with 128, 144 and 192 channels.

    Source:
        EfficientViT, https://arxiv.org/abs/2305.07027, table 2.
    """

    def __init__(self) -> None:
        super().__init__((128, 144, 192), (1, 2, 3), (2, 3, 3))


class EfficientViT_M2(EfficientViT):  # noqa: N801 -- the name that configs write
    """EfficientViT M2.

    Shape:
        `(N, 3, H, W)` -> maps of strides 8, 16 and 32 with 128, 192 and 224 channels.

    Source:
        EfficientViT, https://arxiv.org/abs/2305.07027, table 2.
    """

    def __init__(self) -> None:
        super().__init__((128, 192, 224), (1, 2, 3), (4, 3, 2))


class EfficientViT_M3(EfficientViT):  # noqa: N801 -- the name that configs write
    """EfficientViT M3.

    Shape:
        `(N, 3, H, W)` -> maps of strides 8, 16 and 32 with 128, 240 and 320 channels.

    Source:
        EfficientViT, https://arxiv.org/abs/2305.07027, table 2.
    """

    def __init__(self) -> None:
        super().__init__((128, 240, 320), (1, 2, 3), (4, 3, 4), (5, 5, 5, 5))


class EfficientViT_M4(EfficientViT):  # noqa: N801 -- the name that configs write
    """EfficientViT M4.

    Shape:
        `(N, 3, H, W)` -> maps of strides 8, 16 and 32 with 128, 256 and 384 channels.

    Source:
        EfficientViT, https://arxiv.org/abs/2305.07027, table 2.
    """

    def __init__(self) -> None:
        super().__init__((128, 256, 384), (1, 2, 3), (4, 4, 4))


class EfficientViT_M5(EfficientViT):  # noqa: N801 -- the name that configs write
    """EfficientViT M5.

    Shape:
        `(N, 3, H, W)` -> maps of strides 8, 16 and 32 with 192, 288 and 384 channels.

    Source:
        EfficientViT, https://arxiv.org/abs/2305.07027, table 2.
    """

    def __init__(self) -> None:
        super().__init__((192, 288, 384), (1, 3, 4), (3, 3, 4))
