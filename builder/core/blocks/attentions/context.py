"""Context gathered and handed out."""

from builder.core.blocks.arguments import integer
from builder.core.blocks.attentions.entry import attention
from builder.core.blocks.spec import Words

BLOCKS = (
    attention(
        "context:DoubleAttention",
        integer("c_m", "Channels of a descriptor.", "每个描述子的通道数。", 128, 1),
        integer("c_n", "Number of descriptors.", "描述子的个数。", 128, 1),
        summary=Words(
            "Double attention (A2-Net): gathers descriptors of the map, hands them to each place.",
            "A2 双重注意力：先聚合全局描述子，再分配到每个位置。",
        ),
        source="https://arxiv.org/abs/1810.11579",
        icon="mdi6.swap-horizontal-bold",
    ),
    attention(
        "context:CoTAttention",
        integer("kernel_size", "Kernel of the context, odd.", "上下文卷积核，奇数。", 3, 1),
        summary=Words(
            "Contextual transformer (CoT): static context of the keys plus attended values.",
            "CoT 上下文注意力：键的静态上下文加上动态加权的值。",
        ),
        source="https://arxiv.org/abs/2107.12292",
        icon="mdi6.text-box-search-outline",
    ),
    attention(
        "context:FocalModulation",
        integer("focal_window", "Kernel of the first window, odd.", "第一级窗口的核，奇数。", 3, 1),
        integer("focal_level", "Number of windows.", "窗口级数。", 2),
        integer("focal_factor", "Growth from window to window, even.", "相邻窗口的增量，偶数。", 2),
        summary=Words(
            "Focal modulation: context of growing windows modulates each place.",
            "焦点调制：由小到大的窗口上下文调制每个位置。",
        ),
        source="https://arxiv.org/abs/2203.11926",
        icon="mdi6.image-filter-center-focus",
    ),
)
