"""Blocks of EfficientNetV2."""

from builder.core.blocks.arguments import C2, integer, kernel, stride
from builder.core.blocks.spec import Argument, BlockSpec, Category, ChannelRule, Kind, Words

_SOURCE = "EfficientNetV2, https://arxiv.org/abs/2104.00298"


def _expansion(default: int) -> Argument:
    return integer(
        "expansion",
        "Channels inside, as a multiple of the input's.",
        "扩展倍数：内部通道数与输入通道数之比。",
        default,
        1,
    )


def _se_ratio(default: float) -> Argument:
    words = Words(
        "Channels inside squeeze-excite as a fraction of the expanded ones; 0: none.",
        "SE 内部通道数与扩展后通道数之比；0 表示不使用 SE。",
    )
    return Argument("se_ratio", Kind.NUMBER, words, default=default, minimum=0, maximum=1)


_DROP_RATE = Argument(
    "drop_rate",
    Kind.NUMBER,
    Words(
        "Stochastic depth: how often training skips the block, where it has a shortcut.",
        "随机深度：训练时跳过该块的概率（仅在有残差连接时）。",
    ),
    default=0.2,
    minimum=0,
    maximum=1,
)

BLOCKS = (
    BlockSpec(
        name="stem",
        category=Category.CONVOLUTION,
        implementation="efficientnet:stem",
        channels=ChannelRule.SCALED,
        arguments=(
            C2,
            kernel(3),
            stride(),
            integer("g", "Groups of the convolution.", "卷积分组数。", 1, 1),
            Argument(
                "act",
                Kind.BOOLEAN,
                Words("Whether SiLU follows.", "是否使用 SiLU 激活函数。"),
                default=True,
            ),
        ),
        summary=Words(
            "EfficientNet's first layer: convolution, batch normalisation, SiLU.",
            "EfficientNet 的首层：卷积 + 批归一化 + SiLU。",
        ),
        source=_SOURCE,
        example="[{c}, 3, 1]",
        icon="mdi6.sprout-outline",
    ),
    BlockSpec(
        name="FusedMBConv",
        category=Category.BACKBONE,
        implementation="efficientnet:FusedMBConv",
        channels=ChannelRule.SCALED,
        arguments=(C2, kernel(3), stride(), _expansion(1), _se_ratio(0), _DROP_RATE),
        summary=Words(
            "Inverted bottleneck with one full convolution: quick in early stages.",
            "用一个普通卷积实现的倒残差块，适合浅层。",
        ),
        source=_SOURCE,
        example="[{c}, 3, 1, 4, 0]",
        icon="mdi6.rhombus",
    ),
    BlockSpec(
        name="MBConv",
        category=Category.BACKBONE,
        implementation="efficientnet:MBConv",
        channels=ChannelRule.SCALED,
        arguments=(C2, kernel(3), stride(), _expansion(4), _se_ratio(0.25), _DROP_RATE),
        summary=Words(
            "Inverted bottleneck: expand, depth-wise convolution, squeeze-excite, project.",
            "倒残差块：升维、逐通道卷积、SE、降维。",
        ),
        source=_SOURCE,
        example="[{c}, 3, 1, 4, 0.25]",
        icon="mdi6.rhombus-outline",
    ),
)
