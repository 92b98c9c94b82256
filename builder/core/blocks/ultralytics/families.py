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
    head,
    head_boxes,
    head_dense,
    head_rtdetr,
    head_text,
    hgnet,
    outputs,
    pooling,
    psa,
    rep,
    resnet,
    text_attention,
    torchvision,
    transformer,
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
    transformer.BLOCKS,
    head.BLOCKS,
    head_boxes.BLOCKS,
    head_text.BLOCKS,
    head_dense.BLOCKS,
    head_rtdetr.BLOCKS,
)
