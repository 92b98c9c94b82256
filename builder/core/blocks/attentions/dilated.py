"""Attention to dilated neighbourhoods."""

from builder.core.blocks.arguments import integer
from builder.core.blocks.attentions.entry import attention
from builder.core.blocks.spec import Argument, Kind, Words

BLOCKS = (
    attention(
        "dilated:MultiDilatelocalAttention",
        integer("num_heads", "Heads; must divide the channels.", "头数，须整除通道数。", 8, 1),
        integer("kernel_size", "Side of the windows, odd.", "窗口边长，奇数。", 3, 1),
        Argument(
            "dilation",
            Kind.KERNEL,
            Words(
                "Dilations in a list; their number must divide the heads.",
                "空洞率列表，其个数须整除头数。",
            ),
            default=(1, 2, 3, 4),
            minimum=1,
        ),
        summary=Words(
            "Multi-scale dilated attention (MSDA): each head looks at neighbours, spread apart.",
            "MSDA 多尺度空洞注意力：各头以不同空洞率关注邻域。",
        ),
        source="https://arxiv.org/abs/2302.01791",
        icon="mdi6.dots-grid",
    ),
)
