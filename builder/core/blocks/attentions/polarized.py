"""Polarised self-attention."""

from builder.core.blocks.attentions.entry import attention
from builder.core.blocks.spec import Words

BLOCKS = (
    attention(
        "polarized:ParallelPolarizedSelfAttention",
        summary=Words(
            "Polarised self-attention: channel gate and spatial gate side by side, added.",
            "并行极化自注意力：通道与空间两个权重并行，结果相加。",
        ),
        source="https://arxiv.org/abs/2107.00782",
        icon="mdi6.magnet-on",
    ),
    attention(
        "polarized:SequentialPolarizedSelfAttention",
        summary=Words(
            "Polarised self-attention: the channel gate, then the spatial gate.",
            "串行极化自注意力：先通道权重，再空间权重。",
        ),
        source="https://arxiv.org/abs/2107.00782",
        icon="mdi6.magnet",
    ),
)
