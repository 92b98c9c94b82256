"""Deformable convolution."""

from builder.core.blocks.arguments import C2, SHORTCUT, dilation, groups, hidden, integer, stride
from builder.core.blocks.spec import BlockSpec, Category, ChannelRule, Words

_SOURCE = "https://arxiv.org/abs/1811.11168"

BLOCKS = (
    BlockSpec(
        name="DCNv2",
        category=Category.CONVOLUTION,
        implementation="community.dcn:DCNv2",
        channels=ChannelRule.SCALED,
        arguments=(
            C2,
            integer("k", "Kernel size.", "卷积核大小。", minimum=1),
            stride(),
            integer("p", "Padding; half of the kernel keeps the size.", "填充。", 1),
            dilation(),
            groups(),
            integer(
                "deformable_groups",
                "Groups of channels with offsets of their own; must divide the channels.",
                "各自学习偏移的通道组数，必须整除通道数。",
                1,
                1,
            ),
        ),
        summary=Words(
            "Deformable convolution: each tap moves and is weighed as the input demands.",
            "可变形卷积：每个采样点的位置和权重由输入决定。",
        ),
        source=_SOURCE,
        example="[{c}, 3, 1]",
        icon="mdi6.vector-polyline",
    ),
    BlockSpec(
        name="C3_DCN",
        category=Category.CSP,
        implementation="community.dcn:C3_DCN",
        channels=ChannelRule.SCALED,
        arguments=(C2, SHORTCUT, groups(), hidden()),
        summary=Words(
            "C3 whose bottlenecks end in deformable convolutions; g must stay 1.",
            "瓶颈块使用可变形卷积的 C3；g 只能为 1。",
        ),
        source=f"{_SOURCE}; C3 as in YOLOv5",
        repeats_inside=True,
        example="[{c}]",
        icon="mdi6.source-branch-plus",
    ),
)
