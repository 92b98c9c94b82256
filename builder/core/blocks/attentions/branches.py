"""Choices among branches."""

from builder.core.blocks.arguments import integer, ratio
from builder.core.blocks.attentions.entry import attention
from builder.core.blocks.spec import Argument, Kind, Words

BLOCKS = (
    attention(
        "branches:SKAttention",
        Argument(
            "kernels",
            Kind.KERNEL,
            Words("Kernel sizes, odd numbers in a list.", "各分支的卷积核，写成奇数列表。"),
            default=(1, 3, 5, 7),
            minimum=1,
        ),
        ratio("reduction", 16),
        integer("group", "Groups of the convolutions.", "卷积分组数。", 1, 1),
        integer("least", "Channels left inside at least.", "内部至少保留的通道数。", 32, 1),
        summary=Words(
            "Selective kernels (SK): every channel mixes several kernels by what the map shows.",
            "SK 选择性卷积核注意力：每个通道自适应地混合多种卷积核。",
        ),
        source="https://arxiv.org/abs/1903.06586",
        icon="mdi6.source-branch",
    ),
    attention(
        "branches:S2Attention",
        summary=Words(
            "S2-MLPv2: spatially shifted copies of the map, mixed by split attention.",
            "S2 注意力（S2-MLPv2）：空间移位后的特征用分组注意力混合。",
        ),
        source="https://arxiv.org/abs/2108.01072",
        icon="mdi6.cursor-move",
    ),
    attention(
        "branches:ParNetAttention",
        summary=Words(
            "ParNet's block: a 1x1, a 3x3 and a gated copy of the input, added.",
            "ParNet 注意力：1x1、3x3 卷积与加权的输入三路相加。",
        ),
        source="https://arxiv.org/abs/2110.07641",
        icon="mdi6.call-split",
    ),
)
