"""EfficientNet B0 to B7 as one block."""

from builder.core.blocks.backbones.whole import DEPTH, WIDTH, network, size
from builder.core.nn.backbones.stage_tables import EFFICIENTNET_SCALES

BLOCKS = (
    network(
        "efficientnet:efficient",
        "EfficientNet",
        "EfficientNet, https://arxiv.org/abs/1905.11946",
        "mdi6.pine-tree-variant-outline",
        (size("name", tuple(EFFICIENTNET_SCALES)), WIDTH, DEPTH),
    ),
)
