"""Attention modules of the community, all of this folder."""

from typing import Final

from builder.core.blocks.attentions import (
    acmix,
    branches,
    channel_gates,
    context,
    context_gates,
    deformable,
    dilated,
    gam,
    group_gates,
    large_kernel,
    polarized,
    routing,
    seam,
    self_attention,
    side_gates,
    triplet,
)
from builder.core.blocks.spec import BlockSpec

BLOCKS: Final[tuple[BlockSpec, ...]] = (
    *channel_gates.BLOCKS,
    *context_gates.BLOCKS,
    *group_gates.BLOCKS,
    *side_gates.BLOCKS,
    *triplet.BLOCKS,
    *gam.BLOCKS,
    *large_kernel.BLOCKS,
    *branches.BLOCKS,
    *seam.BLOCKS,
    *polarized.BLOCKS,
    *context.BLOCKS,
    *self_attention.BLOCKS,
    *routing.BLOCKS,
    *dilated.BLOCKS,
    *deformable.BLOCKS,
    *acmix.BLOCKS,
)
