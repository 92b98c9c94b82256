"""Ghost modules."""

from builder.core.blocks.arguments import ACT, C2, groups, kernel, stride
from builder.core.blocks.spec import BlockSpec, Category, ChannelRule, Words

_SOURCE = "GhostNet, https://arxiv.org/abs/1911.11907; YOLOv5"

BLOCKS = (
    BlockSpec(
        name="GhostConv",
        category=Category.CONVOLUTION,
        implementation="ghost:GhostConv",
        channels=ChannelRule.SCALED,
        arguments=(C2, kernel(), stride(), groups(), ACT),
        summary=Words(
            "Half of the channels by convolution, the rest from them by a cheap 5x5.",
            "一半通道由普通卷积得到，另一半由廉价的 5x5 逐通道卷积生成。",
        ),
        source=_SOURCE,
        example="[{c}, 3, 1]",
        stock=("yolov5", "ultralytics"),
        icon="mdi6.ghost-outline",
    ),
    BlockSpec(
        name="GhostBottleneck",
        category=Category.BACKBONE,
        implementation="ghost:GhostBottleneck",
        channels=ChannelRule.SCALED,
        arguments=(C2, kernel(3), stride()),
        summary=Words(
            "Two ghost convolutions with a shortcut; c1 must equal c2 at stride 1.",
            "两个 Ghost 卷积加残差连接；步幅为 1 时输入输出通道必须相同。",
        ),
        source=_SOURCE,
        example="[{c}, 3, 1]",
        stock=("yolov5", "ultralytics"),
        icon="mdi6.ghost",
    ),
)
