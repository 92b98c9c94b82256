"""Whole backbones and their single stages, all of this folder."""

from typing import Final

from builder.core.blocks.backbones import (
    convnext,
    efficientnet,
    efficientnetv2,
    efficientvit,
    fasternet,
    mobilenetv3,
    repvit,
    starnet,
    swin,
    swin_csp,
)
from builder.core.blocks.spec import BlockSpec

BLOCKS: Final[tuple[BlockSpec, ...]] = (
    *efficientnetv2.BLOCKS,
    *efficientnet.BLOCKS,
    *efficientvit.BLOCKS,
    *mobilenetv3.BLOCKS,
    *swin.BLOCKS,
    *swin_csp.BLOCKS,
    *convnext.BLOCKS,
    *fasternet.BLOCKS,
    *repvit.BLOCKS,
    *starnet.BLOCKS,
)
