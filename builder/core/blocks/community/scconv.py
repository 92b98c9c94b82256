"""ScConv."""

from builder.core.blocks.arguments import integer
from builder.core.blocks.community.unused import NOTED_C2
from builder.core.blocks.spec import Argument, BlockSpec, Category, ChannelRule, Kind, Words

BLOCKS = (
    BlockSpec(
        name="ScConv",
        category=Category.CONVOLUTION,
        implementation="community.scconv:ScConv",
        channels=ChannelRule.SCALED,
        arguments=(
            NOTED_C2,
            integer("group_num", "Groups of the normalisation.", "归一化的分组数。", 16, 1),
            Argument(
                "gate_treshold",
                Kind.NUMBER,
                Words(
                    "Channels whose share of the scale is greater carry much.",
                    "权重占比超过该阈值的通道视为信息丰富。",
                ),
                default=0.5,
            ),
            Argument(
                "alpha",
                Kind.NUMBER,
                Words("Share of the channels in the rich part.", "上分支所占的通道比例。"),
                default=0.5,
                minimum=0,
                maximum=1,
            ),
            integer(
                "squeeze_radio", "Both parts are divided by this.", "两个分支的压缩倍数。", 2, 1
            ),
            integer("group_size", "Groups of the convolution.", "分组卷积的组数。", 2, 1),
            integer("group_kernel_size", "Its kernel size, odd.", "分组卷积核大小，奇数。", 3, 1),
        ),
        summary=Words(
            "Rebuilds redundant features in space, then over channels; keeps the shape.",
            "先空间、后通道地重构冗余特征，形状不变。",
        ),
        source="Li et al., CVPR 2023; cheng-haha/ScConv",
        example="[{c}]",
        same_channels=True,
        icon="mdi6.recycle",
    ),
)
