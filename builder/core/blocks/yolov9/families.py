"""The families of blocks in this folder."""

from typing import Final

from builder.core.blocks.spec import BlockSpec
from builder.core.blocks.yolov9 import (
    conv,
    csp,
    elan,
    fusion,
    head,
    head_mask,
    head_multi,
    pooling,
    rep,
    resample,
)

FAMILIES: Final[tuple[tuple[BlockSpec, ...], ...]] = (
    conv.BLOCKS,
    csp.BLOCKS,
    rep.BLOCKS,
    elan.BLOCKS,
    pooling.BLOCKS,
    resample.BLOCKS,
    fusion.BLOCKS,
    head.BLOCKS,
    head_multi.BLOCKS,
    head_mask.BLOCKS,
)
