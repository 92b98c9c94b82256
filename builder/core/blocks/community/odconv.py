"""Omni-dimensional dynamic convolution."""

from builder.core.blocks.arguments import C2, integer
from builder.core.blocks.spec import Argument, BlockSpec, Category, ChannelRule, Kind, Words

BLOCKS = (
    BlockSpec(
        name="ODConv2d",
        category=Category.CONVOLUTION,
        implementation="community.odconv:ODConv2d",
        channels=ChannelRule.SCALED,
        arguments=(
            C2,
            integer("k", "Kernel size.", "卷积核大小。", minimum=1),
            integer("s", "Stride.", "步幅。", 1, 1),
            integer("p", "Padding.", "填充。", 0),
            integer("d", "Dilation.", "空洞率。", 1, 1),
            integer("g", "Groups.", "分组数。", 1, 1),
            Argument(
                "reduction",
                Kind.NUMBER,
                Words(
                    "Hidden channels of the attention as a fraction of the input's; at least 16.",
                    "注意力分支隐藏通道与输入通道之比，至少 16 个通道。",
                ),
                default=0.0625,
                minimum=0,
            ),
            integer("kernel_num", "Kernels that are mixed.", "参与混合的卷积核个数。", 4, 1),
        ),
        summary=Words(
            "Dynamic convolution with attention over channels, filters, places and kernels.",
            "全维动态卷积：对通道、滤波器、空间位置和卷积核都施加注意力。",
        ),
        source="https://openreview.net/forum?id=DmpCfq6Mg39; OSVAI/ODConv",
        example="[{c}, 3, 1, 1]",
        icon="mdi6.tune",
    ),
)
