"""CoordConv."""

from builder.core.blocks.arguments import ACT, C2, PADDING, dilation, groups, kernel, stride
from builder.core.blocks.spec import Argument, BlockSpec, Category, ChannelRule, Kind, Words

BLOCKS = (
    BlockSpec(
        name="CoordConv",
        category=Category.CONVOLUTION,
        implementation="community.coordconv:CoordConv",
        channels=ChannelRule.SCALED,
        arguments=(
            C2,
            kernel(1),
            stride(),
            PADDING,
            groups(),
            dilation(),
            ACT,
            Argument(
                "with_r",
                Kind.BOOLEAN,
                Words("Add the distance from the middle too.", "再加入到中心的距离通道。"),
                default=False,
            ),
        ),
        summary=Words(
            "Convolution with two more channels that hold each pixel's place.",
            "先加入坐标通道再做卷积。",
        ),
        source="https://arxiv.org/abs/1807.03247",
        example="[{c}, 3, 1]",
        icon="mdi6.map-marker-outline",
    ),
)
