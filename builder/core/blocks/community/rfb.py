"""Receptive field block."""

from builder.core.blocks.arguments import C2, integer
from builder.core.blocks.spec import Argument, BlockSpec, Category, ChannelRule, Kind, Words

BLOCKS = (
    BlockSpec(
        name="BasicRFB",
        category=Category.POOLING,
        implementation="community.rfb:BasicRFB",
        channels=ChannelRule.SCALED,
        arguments=(
            C2,
            integer("stride", "Stride.", "步幅。", 1, 1),
            Argument(
                "scale",
                Kind.NUMBER,
                Words(
                    "Factor on the branches before the shortcut is added.",
                    "与捷径相加之前各分支的系数。",
                ),
                default=0.1,
            ),
            integer(
                "map_reduce", "Channels are divided by this inside.", "内部通道的压缩倍数。", 8, 1
            ),
            integer(
                "vision",
                "Dilations are this plus 1, 2 and 4.",
                "各分支的空洞率为该值加 1、2、4。",
                1,
                0,
            ),
            integer("groups", "Groups of the branches.", "各分支的分组数。", 1, 1),
        ),
        summary=Words(
            "Receptive field block: three branches of growing dilation and a shortcut.",
            "感受野模块：三个空洞率递增的分支加捷径。",
        ),
        source="https://arxiv.org/abs/1711.07767; iscyy/yoloair",
        example="[{c}]",
        icon="mdi6.target",
    ),
)
