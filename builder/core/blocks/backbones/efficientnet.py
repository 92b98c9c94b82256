"""EfficientNet B0 to B7 as one block."""

from builder.core.blocks.backbones.sizes import DEPTH, WIDTH, size
from builder.core.blocks.spec import BlockSpec, Category, ChannelRule, Words
from builder.core.nn.backbones.stage_tables import EFFICIENTNET_SCALES

BLOCKS = (
    BlockSpec(
        name="efficient",
        category=Category.BACKBONE,
        implementation="backbones.efficientnet:efficient",
        channels=ChannelRule.MAPS,
        arguments=(size("name", tuple(EFFICIENTNET_SCALES)), WIDTH, DEPTH),
        summary=Words(
            "EfficientNet B0 to B7 as a whole backbone: maps of strides 4, 8, 16 and 32.",
            "完整的 EfficientNet B0–B7 主干，输出步长为 4、8、16、32 的特征图。",
        ),
        source="EfficientNet, https://arxiv.org/abs/1905.11946",
        icon="mdi6.pine-tree-variant-outline",
    ),
)
