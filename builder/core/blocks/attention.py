"""Attention blocks that keep the shape."""

from builder.core.blocks.arguments import C2_OF_INPUT, integer, ratio
from builder.core.blocks.spec import Argument, BlockSpec, Category, ChannelRule, Kind, Words

BLOCKS = (
    BlockSpec(
        name="CBAM",
        category=Category.ATTENTION,
        implementation="attention:CBAM",
        channels=ChannelRule.SCALED,
        arguments=(
            C2_OF_INPUT,
            ratio("ratio", 16),
            integer(
                "kernel_size",
                "Kernel of the spatial gate, odd.",
                "空间注意力的卷积核，奇数。",
                7,
                1,
            ),
        ),
        summary=Words("Channel attention, then spatial attention.", "先通道注意力，再空间注意力。"),
        source="https://arxiv.org/abs/1807.06521",
        example="[{c}]",
        same_channels=True,
        icon="mdi6.eye-outline",
    ),
    BlockSpec(
        name="SE",
        category=Category.ATTENTION,
        implementation="attention:SE",
        channels=ChannelRule.SCALED,
        arguments=(C2_OF_INPUT, ratio("ratio", 16)),
        summary=Words(
            "Squeeze-and-excitation: a gate for each channel from global averages.",
            "SE 通道注意力：由全局平均得到每个通道的权重。",
        ),
        source="https://arxiv.org/abs/1709.01507",
        example="[{c}]",
        same_channels=True,
        icon="mdi6.tune-vertical",
    ),
    BlockSpec(
        name="ECA",
        category=Category.ATTENTION,
        implementation="attention:ECA",
        channels=ChannelRule.SCALED,
        arguments=(
            C2_OF_INPUT,
            integer(
                "k_size",
                "Neighbouring channels that a gate sees, odd; None: from the channels.",
                "每个通道权重所参考的相邻通道数，奇数；None 表示由通道数自动决定。",
                None,
                1,
            ),
        ),
        summary=Words(
            "Efficient channel attention: gates by a small 1-D convolution over channels.",
            "高效通道注意力：用一维卷积得到通道权重，几乎不增加参数。",
        ),
        source="https://arxiv.org/abs/1910.03151",
        example="[{c}]",
        same_channels=True,
        icon="mdi6.chart-bell-curve",
    ),
    BlockSpec(
        name="CoordAtt",
        category=Category.ATTENTION,
        implementation="attention:CoordAtt",
        channels=ChannelRule.SCALED,
        arguments=(C2_OF_INPUT, ratio("reduction", 32)),
        summary=Words(
            "Coordinate attention: gates along height and width that keep positions.",
            "坐标注意力：沿高、宽两个方向的权重，保留位置信息。",
        ),
        source="https://arxiv.org/abs/2103.02907",
        example="[{c}]",
        same_channels=True,
        icon="mdi6.axis-arrow",
    ),
    BlockSpec(
        name="SimAM",
        category=Category.ATTENTION,
        implementation="attention:SimAM",
        channels=ChannelRule.SAME,
        arguments=(
            integer(
                "channels",
                "Not used; tutorials write the channels here.",
                "不使用；教程中常写通道数。",
                None,
                1,
            ),
            Argument(
                "e_lambda",
                Kind.NUMBER,
                Words("Regularises the variance.", "方差的正则项。"),
                default=1e-4,
                minimum=0,
            ),
        ),
        summary=Words(
            "Attention without parameters: unusual places count more.",
            "无参数注意力：与均值差异越大的位置权重越大。",
        ),
        source="Yang et al., ICML 2021, https://proceedings.mlr.press/v139/yang21o.html",
        icon="mdi6.eye-circle-outline",
    ),
)
