"""Cases of whole backbones and their blocks, with numbers worked out from the definitions."""

from builder.core.blocks.stage_tables import TABLES, StageTable
from tests.core.nn.block_cases import Case, Shape, same


def normed(c1: int, c2: int, k: int = 1, g: int = 1) -> int:
    """A convolution without bias and its normalisation."""
    return c1 * c2 * k * k // g + 2 * c2


def fused(c1: int, c2: int, k: int, expansion: int) -> int:
    if expansion == 1:
        return normed(c1, c2, k)
    return normed(c1, c1 * expansion, k) + normed(c1 * expansion, c2)


def mobile(c1: int, c2: int, k: int, expansion: int) -> int:
    inside, gate = c1 * expansion, c1 // 4
    expand = normed(c1, inside) if expansion != 1 else 0
    squeeze = inside * gate + gate + gate * inside + inside
    return expand + normed(inside, inside, k, inside) + squeeze + normed(inside, c2)


def whole(table: StageTable) -> int:
    """Stem and all stages."""
    total = normed(3, table.stem, 3)
    for row in table.rows:
        block = fused if row.module == "FusedMBConvBlock" else mobile
        total += block(row.c1, row.c2, row.kernel, row.expansion)
        total += (row.repeats - 1) * block(row.c2, row.c2, row.kernel, row.expansion)
    return total


# At a quarter of the width and half the depth, S is this table.
SMALL_S = StageTable(
    "", tuple(row._replace(repeats=-(-row.repeats // 2), c1=c1, c2=c2) for row, c1, c2 in zip(
        TABLES["efficientnet_v2_s"].rows, (8, 8, 16, 16, 32, 40), (8, 16, 16, 32, 40, 64),
        strict=True,
    )), 0, "",
)  # fmt: skip


def maps(n: int, h: int, w: int, channels: tuple[int, ...], first: int) -> tuple[Shape, ...]:
    """Maps of strides `first`, `2 * first` and so on, sizes rounded up."""
    strides = [first * 2**i for i in range(len(channels))]
    return tuple((n, c, -(-h // s), -(-w // s)) for c, s in zip(channels, strides, strict=True))


def backbone(
    block: str, args: tuple[object, ...], size: tuple[int, int, int], params: int, modules: int,
    channels: tuple[int, ...], first: int = 4,
) -> Case:  # fmt: skip
    n, h, w = size
    return Case(block, args, ((n, 3, h, w),), params, modules, maps(n, h, w, channels, first))


C64, ODD = (2, 64, 8, 6), (1, 8, 5, 7)

EFFICIENTNET_BLOCKS = [
    same("FusedMBConvBlock", (8, 8, 3, 1, 1, 0), ODD, fused(8, 8, 3, 1), 7),
    Case("FusedMBConvBlock", (24, 48, 3, 2, 4, 0), ((1, 24, 16, 14),), 25632, 11, ((1, 48, 8, 7),)),
    same("FusedMBConvBlock", (8, 8, 5, 1, 2, 0.25, 0.1), ODD,
         fused(8, 8, 5, 2) + 16 * 2 + 2 + 2 * 16 + 16, 16),
    Case("MBConvBlock", (64, 128, 3, 2, 4, 0.25), (C64,), 61200, 20, ((2, 128, 4, 3),)),
    same("MBConvBlock", (8, 8, 3, 1, 6, 0.25, 0.5), ODD, mobile(8, 8, 3, 6), 20),
    same("MBConvBlock", (8, 8, 5, 1, 1, 0), ODD, normed(8, 8, 5, 8) + normed(8, 8), 11),
    Case("EfficientNetHead", (64, 10), (C64,), normed(64, 1280) + 1281 * 10, 9, ((2, 10),)),
    Case("EfficientNetHead", (64, 3, 16), (C64,), normed(64, 16) + 17 * 3, 9, ((2, 3),)),
    Case("EfficientNetHead", (8, 2, 32, 0.5), ((3, 8, 5, 7),), normed(8, 32) + 66, 9, ((3, 2),)),
]  # fmt: skip

WHOLE = [
    backbone(
        "efficientnet_v2", ("efficientnet_v2_s", 0.25, 0.5), (2, 40, 72),
        whole(SMALL_S), 6 + 7 + 4 * 11 + (3 + 5 + 8) * 21, (16, 16, 40, 64),
    ),
    # Figures of the tutorials' tables; modules follow from the totals that they print.
    *[
        backbone(f"EfficientViT_M{i}", (), size, params, modules, channels, 8)
        for i, params, modules, channels in (
            (0, 2155680, 476, (64, 128, 192)), (1, 2787473, 434, (128, 144, 192)),
            (2, 3962304, 428, (128, 192, 224)), (3, 6579478, 464, (128, 240, 320)),
            (4, 8418856, 476, (128, 256, 384)), (5, 12088532, 574, (192, 288, 384)),
        )
        for size in ((1, 224, 224), (1, 256, 288), (2, 224, 256))
    ],
    *[
        backbone(block, args, size, params, modules, channels)
        for mode, params, modules, channels in (
            ("large", 2970118, 220, (24, 40, 112, 960)), ("small", 921390, 182, (16, 24, 48, 576)),
        )
        for block, args in (
            ("MobileNetV3", (mode,)), (f"MobileNetV3_{mode}", ()), (f"MobileNetV3_{mode}", (1.0,)),
        )
        for size in ((2, 64, 64), (1, 70, 33))
    ],
]  # fmt: skip


def mlp(c: int, hidden: int) -> int:
    return (c + 1) * hidden + (hidden + 1) * c


def swin(c: int, heads: int, window: int, hidden: int, bias: bool = True) -> int:
    """A block: two norms, queries to values, projection, relative positions, perceptron."""
    attention = 3 * c * (c + bias) + c * (c + 1) + (2 * window - 1) ** 2 * heads
    return 4 * c + attention + mlp(c, hidden)


def merging(c: int) -> int:
    return 8 * c + 8 * c * c


TINY = (
    3 * 96 * 16 + 96 + 2 * 96  # the patches and their norm
    + sum(
        depth * swin(c, c // 32, 7, 4 * c) + 2 * c + (merging(c) if c < 768 else 0)
        for c, depth in ((96, 2), (192, 2), (384, 6), (768, 2))
    )
)  # fmt: skip
# The list, the layers with their lists, 16 modules a block, three in a merging.
TINY_MODULES = 1 + 3 + 1 + 1 + 4 * 2 + 12 * 15 + 3 * 3 + 4
C3STR_OF_64 = normed(64, 32) * 2 + normed(64, 64)

SWIN = [
    Case("PatchEmbed", (3, 96, 4), ((1, 3, 32, 64),), 48 * 96 + 96, 3, ((1, 96, 8, 16),)),
    Case("PatchEmbed", (3,), ((2, 3, 33, 30),), 48 * 96 + 96, 3, ((2, 96, 9, 8),)),
    Case("PatchEmbed", (8, 16, 2), (ODD,), 32 * 16 + 16, 3, ((1, 16, 3, 4),)),
    same("SwinStage", (96, 96, 2, 3, 7), (1, 96, 14, 14), 2 * swin(96, 3, 7, 384), 2 + 2 * 16),
    same("SwinStage", (8, 8, 3, 2, 4, 2.0, False), (2, 8, 5, 7),
         3 * swin(8, 2, 4, 16, bias=False), 2 + 3 * 16),
    same("SwinStage", (8, 8, 1, 1, 3, 4.0, True, 0.1, 0.1, 0.1), ODD, swin(8, 1, 3, 32), 2 + 16),
    same("SwinStage", (8, 8, 2, 4, 9), ODD, 2 * swin(8, 4, 9, 32), 2 + 2 * 16),
    Case("PatchMerging", (8, 16), ((1, 8, 6, 4),), merging(8), 3, ((1, 16, 3, 2),)),
    Case("PatchMerging", (8, 16), (ODD,), merging(8), 3, ((1, 16, 3, 4),)),
    Case("PatchMerging", (64, 128), (C64,), merging(64), 3, ((2, 128, 4, 3),)),
    *[
        backbone("SwinTransformer_Tiny", (), size, TINY, TINY_MODULES, (96, 192, 384, 768))
        for size in ((1, 64, 64), (1, 100, 72), (2, 32, 224))
    ],
    same("C3STR", (64, 64), C64, C3STR_OF_64 + swin(32, 1, 8, 128), 11 + 2 + 15),
    same("C3STR", (64, 64, 3), C64, C3STR_OF_64 + 3 * swin(32, 1, 8, 128), 11 + 2 + 3 * 15),
    Case("C3STR", (64, 128, 2, False, 1, 0.75), ((1, 64, 9, 20),),
         normed(64, 96) * 2 + normed(192, 128) + 2 * swin(96, 3, 8, 384), 11 + 2 + 2 * 15,
         ((1, 128, 9, 20),)),
]  # fmt: skip

BACKBONES = [*EFFICIENTNET_BLOCKS, *WHOLE, *SWIN]
