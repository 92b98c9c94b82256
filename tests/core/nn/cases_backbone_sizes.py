"""Cases of backbones whose sizes differ by a width and four depths alone."""

from collections.abc import Callable

from tests.core.nn.block_cases import Case
from tests.core.nn.cases_backbones import maps, normed

Depths = tuple[int, int, int, int]
Counts = tuple[int, int]


def widths(c: int) -> list[int]:
    return [c * 2**i for i in range(4)]


def fasternet(c: int, depths: Depths) -> Counts:
    """Parameters and modules."""
    blocks = [9 * (w // 4) ** 2 + normed(w, 2 * w) + 2 * w * w for w in widths(c)]
    params = normed(3, c, 4) + sum(d * p for d, p in zip(depths, blocks, strict=True))
    params += sum(normed(w, 2 * w, 2) for w in widths(c)[:3]) + sum(2 * w for w in widths(c))
    return params, 1 + 3 + 1 + 4 * 2 + 9 * sum(depths) + 3 * 3 + 4


def starnet(c: int, depths: Depths) -> Counts:
    ins = [32, *widths(c)[:3]]
    params = normed(3, 32, 3) + 32
    for before, w, depth in zip(ins, widths(c), depths, strict=True):
        wide = 2 * (4 * w * w + 4 * w)
        block = (normed(w, w, 7, w) + w) + wide + (normed(4 * w, w) + w) + (49 * w + w)
        params += normed(before, w, 3) + w + depth * block
    return params, 1 + 5 + 1 + 4 * 4 + 15 * sum(depths)


def gate(c: int) -> int:
    hidden = max(8, (c // 4 + 4) // 8 * 8)
    return 2 * c * hidden + hidden + c


def repvit(c: int, depths: Depths) -> Counts:
    def mixer(w: int) -> int:
        return normed(w, 2 * w) + normed(2 * w, w)

    def block(w: int, gated: bool) -> int:
        return normed(w, w, 3, w) + 2 * w + 2 * w + mixer(w) + gated * gate(w)

    params = normed(3, c // 2, 3) + normed(c // 2, c, 3)
    modules = 1 + 1 + 8  # the list and the stem
    for i, (w, depth) in enumerate(zip(widths(c), depths, strict=True)):
        gated = -(-depth // 2)
        params += gated * block(w, gated=True) + (depth - gated) * block(w, gated=False)
        modules += 23 * gated + 18 * (depth - gated)  # a gate is 6 modules, an identity 1
        if i < 3:
            params += block(w, gated=False)
            params += normed(w, w, 3, w) + normed(w, 2 * w) + mixer(2 * w)
            modules += 18 + 18
    return params, modules


def convnext(c: int, depths: Depths, second: bool) -> Counts:
    params = 48 * c + c + 2 * c + sum(2 * w + 8 * w * w + 2 * w for w in widths(c)[:3])
    for w, depth in zip(widths(c), depths, strict=True):
        params += depth * (50 * w + 2 * w + 8 * w * w + 5 * w + (8 * w if second else w))
    return params, 3 + 4 * 3 + 4 + (8 if second else 7) * sum(depths)


def first_stride(kind: Callable[..., Counts]) -> int:
    return 2 if kind is starnet else 4


def cases(block: str, kind: Callable[..., Counts], *args: object) -> list[Case]:
    """Three sizes of image."""
    params, modules = kind(*args)
    channels = tuple(widths(args[0]))  # type: ignore[arg-type]
    channels = (32, *channels) if kind is starnet else channels
    return [
        Case(block, (), ((n, 3, h, w),), params, modules, maps(n, h, w, channels, first))
        for first in [first_stride(kind)]
        for n, h, w in ((1, 64, 64), (2, 32, 96), (1, 96, 32))
    ]


def small(file: str, name: str, kind: Callable[..., Counts], *args: object) -> Case:
    """A size that nobody publishes, light enough for gradients."""
    channels = tuple(widths(args[0]))  # type: ignore[arg-type]
    channels = (32, *channels) if kind is starnet else channels
    return Case(
        name, args, ((2, 3, 64, 96),), *kind(*args),
        maps(2, 64, 96, channels, first_stride(kind)), implementation=f"backbones.{file}:{name}",
    )  # fmt: skip


SIZES = [
    *cases("fasternet_t0", fasternet, 40, (1, 2, 8, 2)),
    *cases("fasternet_t1", fasternet, 64, (1, 2, 8, 2)),
    *cases("fasternet_t2", fasternet, 96, (1, 2, 8, 2)),
    *cases("fasternet_s", fasternet, 128, (1, 2, 13, 2)),
    *cases("fasternet_m", fasternet, 144, (3, 4, 18, 3)),
    *cases("fasternet_l", fasternet, 192, (3, 4, 18, 3)),
    *cases("starnet_s1", starnet, 24, (2, 2, 8, 3)),
    *cases("starnet_s2", starnet, 32, (1, 2, 6, 2)),
    *cases("starnet_s3", starnet, 32, (2, 2, 8, 4)),
    *cases("starnet_s4", starnet, 32, (3, 3, 12, 5)),
    *cases("repvit_m0_9", repvit, 48, (2, 2, 14, 2)),
    *cases("repvit_m1_0", repvit, 56, (2, 2, 14, 2)),
    *cases("repvit_m1_1", repvit, 64, (2, 2, 12, 2)),
    *cases("repvit_m1_5", repvit, 64, (4, 4, 24, 4)),
    *cases("repvit_m2_3", repvit, 80, (6, 6, 34, 2)),
    *cases("convnext_small", convnext, 96, (3, 3, 27, 3), False),
    *cases("convnext_base", convnext, 128, (3, 3, 27, 3), False),
    *cases("convnextv2_femto", convnext, 48, (2, 2, 6, 2), True),
    *cases("convnextv2_pico", convnext, 64, (2, 2, 6, 2), True),
    *cases("convnextv2_tiny", convnext, 96, (3, 3, 9, 3), True),
    *cases("convnextv2_base", convnext, 128, (3, 3, 27, 3), True),
    small("starnet", "StarNet", starnet, 8, (1, 0, 2, 1)),
    small("repvit", "RepViT", repvit, 16, (1, 2, 3, 1)),
    small("convnext", "ConvNeXt", convnext, 8, (1, 1, 2, 1), False),
    small("convnext", "ConvNeXt", convnext, 8, (1, 1, 2, 1), True),
]
