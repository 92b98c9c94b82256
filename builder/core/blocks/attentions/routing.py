"""Attention to chosen windows."""

from builder.core.blocks.arguments import integer
from builder.core.blocks.attentions.entry import attention
from builder.core.blocks.spec import Words

BLOCKS = (
    attention(
        "routing:BiLevelRoutingAttention",
        integer("n_win", "Windows along each side.", "每边的窗口数。", 7, 1),
        integer("num_heads", "Heads; must divide the channels.", "头数，须整除通道数。", 8, 1),
        integer("topk", "Windows that each looks at.", "每个窗口关注的窗口数。", 4, 1),
        integer("side_dwconv", "Depthwise kernel, odd.", "深度卷积核，奇数。", 3, 1),
        summary=Words(
            "Bi-level routing attention (BiFormer): looks only at windows that resemble its own.",
            "BiFormer 双层路由注意力：只关注最相似的若干窗口。",
        ),
        source="https://arxiv.org/abs/2303.08810",
        icon="mdi6.routes",
    ),
)
