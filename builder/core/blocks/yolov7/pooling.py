"""YOLOv7's pooling blocks and stems."""

from builder.core.blocks.arguments import C2, POOL_SIZES, hidden, integer, kernel, stride
from builder.core.blocks.spec import Argument, BlockSpec, Category, ChannelRule, Kind, Words
from builder.core.blocks.yolov7.arguments import SOURCE, STOCK, unused

_GHOST = "GhostNet, https://arxiv.org/abs/1911.11907; YOLOv7"
_PELEE = "PeleeNet, https://arxiv.org/abs/1804.06882; YOLOv7"
_SPP_CSP = (C2, unused("shortcut", False, Kind.BOOLEAN), unused("g", 1), hidden(), POOL_SIZES)
_STEM = (
    C2,
    unused("k", 1, Kind.KERNEL),
    unused("s", 1),
    unused("p", None, Kind.PADDING),
    unused("g", 1),
    unused("act", True, Kind.ACTIVATION),
)


def _pool(name: str, arguments: tuple[Argument, ...], summary: Words, example: str) -> BlockSpec:
    return BlockSpec(
        name=name,
        category=Category.POOLING,
        implementation=f"yolov7.pooling:{name}",
        channels=ChannelRule.SAME,
        arguments=arguments,
        summary=summary,
        source=SOURCE,
        example=example,
        stock=STOCK,
        icon="mdi6.arrow-collapse-all",
    )


def _scaled(
    name: str, category: Category, arguments: tuple[Argument, ...], summary: Words, source: str,
    icon: str, example: str = "[{c}]", inside: bool = False,
) -> BlockSpec:  # fmt: skip
    return BlockSpec(
        name=name,
        category=category,
        implementation=f"yolov7.pooling:{name}",
        channels=ChannelRule.SCALED,
        arguments=arguments,
        summary=summary,
        source=source,
        repeats_inside=inside,
        example=example,
        stock=STOCK,
        icon=icon,
    )


BLOCKS = (
    _pool(
        "MP",
        (kernel(2),),
        Words("Max-pooling; divides the size by k.", "最大池化，尺寸除以 k。"),
        "[]",
    ),
    _pool(
        "SP",
        (kernel(3), stride()),
        Words("Max-pooling that keeps the size at stride 1.", "步幅为 1 时尺寸不变的最大池化。"),
        "[5]",
    ),
    _scaled(
        "SPP",
        Category.POOLING,
        (C2, POOL_SIZES),
        Words(
            "Max-pools of several sizes side by side: a wide receptive field.",
            "多种窗口的最大池化并行，扩大感受野。",
        ),
        "https://arxiv.org/abs/1406.4729; YOLOv7",
        "mdi6.layers-triple-outline",
        "[{c}, [5, 9, 13]]",
    ),
    _scaled(
        "SPPF",
        Category.POOLING,
        (C2, kernel(5)),
        Words(
            "SPP by one small window three times: faster, and the same.",
            "用一个小窗口连续池化三次的 SPP，更快且等效。",
        ),
        "https://arxiv.org/abs/1406.4729; YOLOv7",
        "mdi6.layers-triple",
        "[{c}, 5]",
    ),
    _scaled(
        "SPPCSPC",
        Category.POOLING,
        _SPP_CSP,
        Words(
            "Pyramid pooling in the deep branch of a CSP block; `number` changes nothing.",
            "深层分支为空间金字塔池化的 CSP 模块；number 不起作用。",
        ),
        "Scaled-YOLOv4, https://arxiv.org/abs/2011.08036; YOLOv7",
        "mdi6.layers-triple-outline",
        inside=True,
    ),
    _scaled(
        "GhostSPPCSPC",
        Category.POOLING,
        _SPP_CSP,
        Words("SPPCSPC of ghost convolutions.", "使用 Ghost 卷积的 SPPCSPC。"),
        _GHOST,
        "mdi6.ghost",
        inside=True,
    ),
    _scaled(
        "Stem",
        Category.CONVOLUTION,
        _STEM,
        Words(
            "First layers by convolution and pooling; a quarter of the size.",
            "由卷积和池化组成的起始层，尺寸变为四分之一。",
        ),
        _PELEE,
        "mdi6.ray-start",
    ),
    _scaled(
        "GhostStem",
        Category.CONVOLUTION,
        _STEM,
        Words("Stem of ghost convolutions.", "使用 Ghost 卷积的 Stem。"),
        _GHOST,
        "mdi6.ghost-outline",
    ),
    _scaled(
        "DownC",
        Category.RESAMPLE,
        (C2, integer("k", "Factor by which the size shrinks.", "尺寸缩小的倍数。", 2, 1)),
        Words(
            "Halves the size by a strided convolution beside a pooling; `number` changes nothing.",
            "步幅卷积与池化并行的下采样；number 不起作用。",
        ),
        SOURCE,
        "mdi6.arrow-down-bold-outline",
        inside=True,
    ),
)
