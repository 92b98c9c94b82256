"""MobileOne."""

from builder.core.blocks.arguments import C2, integer
from builder.core.blocks.spec import BlockSpec, Category, ChannelRule, Words

BLOCKS = (
    BlockSpec(
        name="MobileOneBlock",
        category=Category.BACKBONE,
        implementation="community.mobileone:MobileOneBlock",
        channels=ChannelRule.SCALED,
        arguments=(
            C2,
            integer("k", "Branches of each kind.", "每种分支的个数。", minimum=1),
            integer("stride", "Stride; 2 halves height and width.", "步幅。", 1, 1),
        ),
        summary=Words(
            "Depth-wise, then pointwise, each with several branches that fold after training.",
            "先深度后逐点，各有多个分支，训练后可融合。",
        ),
        source="https://arxiv.org/abs/2206.04040; shoutOutYangJie/MobileOne; iscyy/yoloair",
        example="[{c}, 4, 1]",
        icon="mdi6.cellphone",
    ),
)
