"""Everything that YOLOv7 has of its own."""

from typing import Final

from builder.core.blocks.spec import BlockSpec
from builder.core.blocks.yolov7 import (
    bottleneck,
    conv,
    csp_a,
    csp_b,
    csp_c,
    csp_swin,
    fusion,
    head,
    head_bin,
    implicit,
    orepa,
    pooling,
    rep,
    resample,
    swin,
    swin2,
)

BLOCKS: Final[tuple[BlockSpec, ...]] = (
    *conv.BLOCKS,
    *rep.BLOCKS,
    *orepa.BLOCKS,
    *bottleneck.BLOCKS,
    *csp_a.BLOCKS,
    *csp_b.BLOCKS,
    *csp_c.BLOCKS,
    *csp_swin.BLOCKS,
    *swin.BLOCKS,
    *swin2.BLOCKS,
    *pooling.BLOCKS,
    *fusion.BLOCKS,
    *resample.BLOCKS,
    *implicit.BLOCKS,
    *head.BLOCKS,
    *head_bin.BLOCKS,
)
