"""YOLOv7's re-parameterised convolution."""

from builder.core.blocks.arguments import ACT, C2, PADDING, groups, kernel, stride
from builder.core.blocks.spec import BlockSpec, Category, ChannelRule, Words
from builder.core.blocks.yolov7.arguments import DEPLOY, STOCK

BLOCKS = (
    BlockSpec(
        name="RepConv",
        category=Category.CONVOLUTION,
        implementation="yolov7.rep:RepConv",
        channels=ChannelRule.SCALED,
        arguments=(C2, kernel(3), stride(), PADDING, groups(), ACT, DEPLOY),
        summary=Words(
            "3x3, 1x1 and identity side by side; one 3x3 convolution after training.",
            "3x3、1x1 与恒等分支并行，训练后可合并为一个 3x3 卷积。",
        ),
        source="RepVGG, https://arxiv.org/abs/2101.03697; YOLOv7",
        example="[{c}, 3, 1]",
        stock=STOCK,
        icon="mdi6.call-merge",
    ),
)
