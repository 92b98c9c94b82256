"""Global attention."""

from builder.core.blocks.arguments import ratio, switch
from builder.core.blocks.attentions.entry import attention
from builder.core.blocks.spec import Words

BLOCKS = (
    attention(
        "gam:GAM_Attention",
        ratio("rate", 4),
        summary=Words(
            "Global attention (GAM): channel gates at every place, then full 7x7 spatial gates.",
            "GAM 全局注意力：逐位置的通道权重，再用 7x7 卷积得到空间权重；参数较多。",
        ),
        source="https://arxiv.org/abs/2112.05561",
        icon="mdi6.earth-box",
    ),
    attention(
        "gam:GAMAttention",
        switch("group", "Group the 7x7 convolutions.", "7x7 卷积是否分组。", True),
        ratio("rate", 4),
        summary=Words(
            "Global attention (GAM) with grouped convolutions and a shuffle: a quarter the weight.",
            "GAM 全局注意力的分组卷积版本：卷积参数约为四分之一，并打乱通道。",
        ),
        source="https://arxiv.org/abs/2112.05561",
        icon="mdi6.earth-box-plus",
    ),
)
