"""The families of blocks in this folder."""

from typing import Final

from builder.core.blocks.spec import BlockSpec
from builder.core.blocks.ultralytics import (
    area_attention,
    c3k,
    cib,
    conv,
    csp,
    downsample,
    elan,
    hgnet,
    outputs,
    pooling,
    psa,
    rep,
    resnet,
    text_attention,
    torchvision,
)

FAMILIES: Final[tuple[tuple[BlockSpec, ...], ...]] = (
    conv.BLOCKS,
    downsample.BLOCKS,
    csp.BLOCKS,
    c3k.BLOCKS,
    cib.BLOCKS,
    rep.BLOCKS,
    elan.BLOCKS,
    psa.BLOCKS,
    area_attention.BLOCKS,
    text_attention.BLOCKS,
    pooling.BLOCKS,
    outputs.BLOCKS,
    hgnet.BLOCKS,
    resnet.BLOCKS,
    torchvision.BLOCKS,
)
