"""Gates inside groups of channels."""

from builder.core.blocks.arguments import integer
from builder.core.blocks.attentions.entry import attention
from builder.core.blocks.spec import Words

BLOCKS = (
    attention(
        "group_gates:EMA",
        integer(
            "factor",
            "Groups; must divide the channels. Other copies of EMA have 32.",
            "通道分组数，须整除通道数；另一些实现的默认值是 32。",
            8,
            1,
        ),
        summary=Words(
            "Efficient multi-scale attention: two branches in each group weigh each other.",
            "EMA 高效多尺度注意力：每组通道内两条分支互相加权。",
        ),
        source="https://arxiv.org/abs/2305.13563",
        icon="mdi6.select-group",
    ),
    attention(
        "group_gates:ShuffleAttention",
        integer(
            "reduction", "Not used; forks' rows write it.", "不使用；各分支的行里常写。", 16, 1
        ),
        integer(
            "groups",
            "Groups; twice as many must divide the channels.",
            "通道分组数，其两倍须整除通道数。",
            8,
            1,
        ),
        summary=Words(
            "Shuffle attention (SA-Net): channel and spatial gates in groups, then a shuffle.",
            "SA 置换注意力：组内通道与空间注意力各占一半，再打乱通道。",
        ),
        source="https://arxiv.org/abs/2102.00240",
        icon="mdi6.shuffle-variant",
    ),
    attention(
        "group_gates:SpatialGroupEnhance",
        integer("groups", "Groups; must divide the channels.", "通道分组数，须整除通道数。", 8, 1),
        summary=Words(
            "Spatial group-wise enhance (SGE): places like their group's average count more.",
            "SGE 空间组增强：与组内平均特征相似的位置权重更大。",
        ),
        source="https://arxiv.org/abs/1905.09646",
        icon="mdi6.group",
    ),
)
