"""Gates along height and width."""

from builder.core.blocks.arguments import integer
from builder.core.blocks.attentions.entry import attention
from builder.core.blocks.spec import Argument, Kind, Words

BLOCKS = (
    attention(
        "side_gates:ELA",
        integer("kernel_size", "Kernel along a side, odd.", "沿每边的一维卷积核，奇数。", 7, 1),
        summary=Words(
            "Efficient local attention: a 1-D convolution along height and width gives gates.",
            "ELA 高效局部注意力：沿高、宽的一维卷积得到权重；通道数须为 16 的倍数。",
        ),
        source="https://arxiv.org/abs/2403.01123",
        icon="mdi6.arrow-all",
    ),
    attention(
        "side_gates:SCSA",
        integer("head_num", "Heads; must divide the channels.", "头数，须整除通道数。", 8, 1),
        integer("window_size", "Side of the averaged windows.", "平均池化窗口的边长。", 7, 1),
        Argument(
            "group_kernel_sizes",
            Kind.KERNEL,
            Words("Four odd kernels in a list.", "四个奇数卷积核，写成列表。"),
            default=(3, 5, 7, 9),
            minimum=1,
        ),
        summary=Words(
            "Spatial and channel synergistic attention: gates along both sides, then heads.",
            "SCSA 空间与通道协同注意力：先沿两边加权，再做通道自注意力。",
        ),
        source="https://arxiv.org/abs/2407.05128",
        icon="mdi6.handshake-outline",
    ),
)
