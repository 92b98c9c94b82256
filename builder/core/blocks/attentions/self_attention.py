"""Self-attention between places."""

from builder.core.blocks.arguments import integer, switch
from builder.core.blocks.attentions.entry import attention
from builder.core.blocks.spec import Words

BLOCKS = (
    attention(
        "self_attention:MHSA",
        integer(
            "width", "Of the largest map; for positions.", "最大特征图的宽，供位置编码。", 14, 1
        ),
        integer(
            "height", "Of the largest map; for positions.", "最大特征图的高，供位置编码。", 14, 1
        ),
        integer("heads", "Heads; must divide the channels.", "头数，须整除通道数。", 4, 1),
        switch("pos_emb", "Learn positions.", "是否学习位置编码。", False),
        summary=Words(
            "Multi-head self-attention (BoTNet): every place looks at every other; costly.",
            "MHSA 多头自注意力（BoTNet）：所有位置两两计算，特征图大时开销大。",
        ),
        source="https://arxiv.org/abs/2101.11605",
        icon="mdi6.graph-outline",
    ),
    attention(
        "self_attention:CrissCrossAttention",
        summary=Words(
            "Criss-cross attention (CCNet): every place looks along its row and its column.",
            "十字交叉注意力（CCNet）：每个位置只看所在的行与列。",
        ),
        source="https://arxiv.org/abs/1811.11721",
        icon="mdi6.plus-thick",
    ),
)
