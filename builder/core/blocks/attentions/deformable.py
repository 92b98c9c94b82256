"""Attention to places that the map points at."""

from builder.core.blocks.arguments import integer
from builder.core.blocks.attentions.entry import attention
from builder.core.blocks.spec import Argument, Kind, Words

BLOCKS = (
    attention(
        "deformable:DAttention",
        Argument(
            "q_size",
            Kind.KERNEL,
            Words(
                "Not used; forks' rows write height and width.",
                "不使用；各分支的行里常写特征图的高和宽。",
            ),
            default=(20, 20),
            minimum=1,
        ),
        integer("n_heads", "Heads; must divide the channels.", "头数，须整除通道数。", 8, 1),
        integer(
            "n_groups", "Offset groups; must divide the heads.", "偏移组数，须整除头数。", 4, 1
        ),
        integer("stride", "Stride of the samples.", "采样网格的步幅。", 1, 1),
        summary=Words(
            "Deformable attention (DAT): keys and values are sampled where learnt offsets point.",
            "DAT 可变形注意力：在学习到的偏移位置采样键和值。",
        ),
        source="https://arxiv.org/abs/2201.00520",
        icon="mdi6.map-marker-path",
    ),
)
