"""EfficientNetV2 as one block, and the blocks of its classification networks."""

from builder.core.blocks.arguments import C2, integer, kernel, stride
from builder.core.blocks.backbones.whole import DEPTH, WIDTH, network, size
from builder.core.blocks.spec import Argument, BlockSpec, Category, ChannelRule, Kind, Words
from builder.core.nn.backbones.stage_tables import EFFICIENTNET_V2

_SOURCE = "EfficientNetV2, https://arxiv.org/abs/2104.00298"
_EXPANSION = Words(
    "Channels inside, as a multiple of the input's.", "扩展倍数：内部通道数与输入通道数之比。"
)
_SE_RATIO = Words(
    "Channels inside squeeze-excite as a fraction of the block's input, as in the paper; 0: none.",
    "SE 内部通道数与该块输入通道数之比（与论文一致）；0 表示不使用 SE。",
)
_DROP = Words(
    "Stochastic depth: how often training skips the block, where it has a shortcut.",
    "随机深度：训练时跳过该块的概率（仅在有残差连接时）。",
)
_DROP_RATE = Argument("drop_rate", Kind.NUMBER, _DROP, default=0, minimum=0, maximum=1)


def _inside(expansion: int, se_ratio: float) -> tuple[Argument, Argument]:
    return (
        Argument("expansion", Kind.INTEGER, _EXPANSION, default=expansion, minimum=1),
        Argument("se_ratio", Kind.NUMBER, _SE_RATIO, default=se_ratio, minimum=0, maximum=1),
    )


BLOCKS = (
    network(
        "efficientnetv2:efficientnet_v2",
        "EfficientNetV2",
        _SOURCE,
        "mdi6.pine-tree",
        (size("name", tuple(EFFICIENTNET_V2)), WIDTH, DEPTH),
    ),
    BlockSpec(
        name="FusedMBConvBlock",
        category=Category.BACKBONE,
        implementation="backbones.efficientnetv2:FusedMBConvBlock",
        channels=ChannelRule.SCALED,
        arguments=(C2, kernel(3), stride(), *_inside(1, 0), _DROP_RATE),
        summary=Words(
            "FusedMBConv as in the authors' networks, for early stages.",
            "与作者网络一致的 FusedMBConv，用于浅层。",
        ),
        source=_SOURCE,
        example="[{c}, 3, 1, 4, 0]",
        icon="mdi6.rhombus",
    ),
    BlockSpec(
        name="MBConvBlock",
        category=Category.BACKBONE,
        implementation="backbones.efficientnetv2:MBConvBlock",
        channels=ChannelRule.SCALED,
        arguments=(C2, kernel(3), stride(), *_inside(4, 0.25), _DROP_RATE),
        summary=Words(
            "MBConv as in the authors' networks: squeeze-excite is sized by the block's input.",
            "与作者网络一致的 MBConv：SE 的通道数按该块的输入计算。",
        ),
        source=_SOURCE,
        example="[{c}, 3, 1, 4, 0.25]",
        icon="mdi6.rhombus-outline",
    ),
    BlockSpec(
        name="EfficientNetHead",
        category=Category.HEAD,
        implementation="backbones.efficientnetv2:EfficientNetHead",
        channels=ChannelRule.INPUT,
        arguments=(
            Argument("nc", Kind.CLASSES, Words("Number of classes.", "类别数。"), minimum=1),
            integer("hidden", "Channels of the convolution before.", "前面卷积的通道数。", 1280, 1),
            Argument(
                "drop_rate",
                Kind.NUMBER,
                Words("Dropout before the last layer.", "最后一层之前的随机失活概率。"),
                default=0.2,
                minimum=0,
                maximum=1,
            ),
        ),
        summary=Words(
            "Classifies an image: convolution, global average, dropout, linear layer.",
            "图像分类头：卷积、全局平均池化、随机失活、全连接层。",
        ),
        source=_SOURCE,
        example="[nc, 128]",
        icon="mdi6.tag-outline",
    ),
)
