"""PP-LCNet's blocks."""

from builder.core.blocks.arguments import C2, groups, integer
from builder.core.blocks.spec import Argument, BlockSpec, Category, ChannelRule, Kind, Words

_SOURCE = "PP-LCNet, https://arxiv.org/abs/2109.15099; YOLOv5-Lite"
_KERNEL = integer("k", "Kernel size, odd.", "卷积核大小，奇数。", minimum=1)

BLOCKS = (
    BlockSpec(
        name="CBH",
        category=Category.CONVOLUTION,
        implementation="community.lcnet:CBH",
        channels=ChannelRule.SCALED,
        arguments=(
            C2,
            _KERNEL,
            integer("s", "Stride; 2 halves height and width.", "步幅。", minimum=1),
            groups(),
        ),
        summary=Words(
            "Convolution, batch normalisation, hard swish.", "卷积、批归一化与 Hardswish。"
        ),
        source=_SOURCE,
        example="[{c}, 3, 1]",
        icon="mdi6.grid",
    ),
    BlockSpec(
        name="LC_Block",
        category=Category.BACKBONE,
        implementation="community.lcnet:LC_Block",
        channels=ChannelRule.SCALED,
        arguments=(
            C2,
            integer("stride", "Stride; 2 halves height and width.", "步幅。", minimum=1),
            integer(
                "dw_size",
                "Kernel of the depth-wise convolution, odd.",
                "深度卷积核，奇数。",
                minimum=1,
            ),
            Argument(
                "use_se",
                Kind.BOOLEAN,
                Words("Whether there is a gate for each channel.", "是否使用通道注意力。"),
                default=False,
            ),
        ),
        summary=Words(
            "PP-LCNet block: depth-wise and pointwise convolution, maybe a gate between.",
            "PP-LCNet 块：深度卷积加逐点卷积，可选通道注意力。",
        ),
        source=_SOURCE,
        example="[{c}, 1, 3]",
        icon="mdi6.alpha-l-box-outline",
    ),
    BlockSpec(
        name="Dense",
        category=Category.CONVOLUTION,
        implementation="community.lcnet:Dense",
        channels=ChannelRule.SCALED,
        arguments=(
            C2,
            integer("k", "Kernel size; there is no padding.", "卷积核大小，无填充。", minimum=1),
            Argument(
                "dropout_prob",
                Kind.NUMBER,
                Words("Probability of dropping a value while training.", "训练时的丢弃概率。"),
                minimum=0,
                maximum=1,
            ),
        ),
        summary=Words(
            "Wide end of PP-LCNet: convolution, hard swish, dropout.",
            "PP-LCNet 的末端扩展层：卷积、Hardswish 与 Dropout。",
        ),
        source=_SOURCE,
        example="[{c}, 1, 0.2]",
        icon="mdi6.dots-square",
    ),
)
