"""Convolution and attention mixed."""

from builder.core.blocks.arguments import C2, integer
from builder.core.blocks.spec import BlockSpec, Category, ChannelRule, Words

BLOCKS = (
    BlockSpec(
        name="ACmix",
        category=Category.ATTENTION,
        implementation="attentions.acmix:ACmix",
        channels=ChannelRule.SCALED,
        arguments=(
            C2,
            integer("kernel_att", "Attention window, odd.", "注意力窗口，奇数。", 7, 1),
            integer("head", "Heads; must divide c2.", "头数，须整除 c2。", 4, 1),
        ),
        summary=Words(
            "ACmix: attention in a window and a 3x3 convolution from the same projections.",
            "ACmix：同一组投影同时用于窗口注意力与 3x3 卷积。",
        ),
        source="https://arxiv.org/abs/2111.14556",
        example="[{c}]",
        icon="mdi6.blender-outline",
    ),
)
