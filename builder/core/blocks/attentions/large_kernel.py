"""Gates from large kernels."""

from builder.core.blocks.arguments import integer, ratio
from builder.core.blocks.attentions.entry import attention
from builder.core.blocks.spec import Argument, Kind, Words

BLOCKS = (
    attention(
        "large_kernel:LSKblock",
        summary=Words(
            "Large selective kernel (LSKNet): each place mixes a 5x5's and a 23x23's view.",
            "LSK 大核选择注意力：每个位置混合 5x5 与 23x23 的感受野。",
        ),
        source="https://arxiv.org/abs/2303.09030",
        icon="mdi6.magnify-expand",
    ),
    attention(
        "large_kernel:LSKA",
        Argument(
            "k_size",
            Kind.INTEGER,
            Words("The kernel that the strips stand for.", "条状卷积所等效的卷积核大小。"),
            default=7,
            choices=(7, 11, 23, 35, 41, 53),
        ),
        summary=Words(
            "Large separable kernel attention: a large kernel as strips, then a 1x1, as a gate.",
            "LSKA 可分离大核注意力：用条状卷积等效大卷积核。",
        ),
        source="https://arxiv.org/abs/2309.01439",
        icon="mdi6.arrow-expand-horizontal",
    ),
    attention(
        "large_kernel:MSCAAttention",
        summary=Words(
            "Multi-scale convolutional attention (SegNeXt): a gate from strips of 7, 11 and 21.",
            "MSCA 多尺度卷积注意力（SegNeXt）：7、11、21 三种条状卷积得到权重。",
        ),
        source="https://arxiv.org/abs/2209.08575",
        icon="mdi6.format-line-weight",
    ),
    attention(
        "large_kernel:CAA",
        integer("h_kernel_size", "Strip along the width, odd.", "沿宽方向的条状核，奇数。", 11, 1),
        integer("v_kernel_size", "Strip along the height, odd.", "沿高方向的条状核，奇数。", 11, 1),
        summary=Words(
            "Context anchor attention (PKINet): a gate from averages through two long strips.",
            "CAA 上下文锚点注意力：平均池化后经两个条状卷积得到权重。",
        ),
        source="https://arxiv.org/abs/2403.06258",
        icon="mdi6.anchor",
    ),
    attention(
        "large_kernel:CPCA",
        ratio("channelAttention_reduce", 4),
        summary=Words(
            "Channel prior convolutional attention: channel gates, then strips of three lengths.",
            "CPCA 通道先验卷积注意力：先通道权重，再用三种条状卷积得到空间权重。",
        ),
        source="https://arxiv.org/abs/2306.05196",
        icon="mdi6.layers-search-outline",
    ),
)
