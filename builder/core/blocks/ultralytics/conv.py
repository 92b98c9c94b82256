"""Convolutions that only Ultralytics has."""

from builder.core.blocks.arguments import (
    ACT_UNREAD,
    C1,
    C2,
    C2_AS_WRITTEN,
    PADDING,
    dilation,
    groups,
    integer,
    kernel,
    stride,
)
from builder.core.blocks.spec import Argument, BlockSpec, Category, ChannelRule, Kind, Words

BLOCKS = (
    BlockSpec(
        name="Conv2",
        category=Category.CONVOLUTION,
        implementation="ultralytics.conv:Conv2",
        channels=ChannelRule.SAME,
        arguments=(
            C1, C2_AS_WRITTEN, kernel(3), stride(), PADDING, groups(), dilation(), ACT_UNREAD,
        ),
        summary=Words(
            "Conv with a 1x1 beside it, folded for inference; rows write c1, and c2 must equal it.",
            "带并行 1x1 的 Conv，推理时合并；行中需写出 c1，且 c2 须与之相等。",
        ),
        source="Ultralytics; RepVGG, https://arxiv.org/abs/2101.03697",
        example="[{c}, {c}, 3]",
        stock=("ultralytics",),
        same_channels=True,
        icon="mdi6.filter-plus-outline",
    ),
    BlockSpec(
        name="ConvTranspose",
        category=Category.RESAMPLE,
        implementation="ultralytics.conv:ConvTranspose",
        channels=ChannelRule.SCALED,
        arguments=(
            C2,
            kernel(2),
            stride(2),
            integer("p", "Padding, which trims the output.", "填充，会裁掉输出边缘。", 0),
            Argument(
                "bn",
                Kind.BOOLEAN,
                Words(
                    "Normalise; without it the convolution has a bias.",
                    "是否做批归一化；不做时卷积带偏置。",
                ),
                default=True,
            ),
            ACT_UNREAD,
        ),
        summary=Words(
            "Transposed convolution, batch normalisation and activation; doubles the size.",
            "转置卷积 + 批归一化 + 激活函数，默认尺寸加倍。",
        ),
        source="Ultralytics, https://github.com/ultralytics/ultralytics",
        example="[{c}, 2, 2]",
        stock=("ultralytics",),
        icon="mdi6.arrow-expand",
    ),
)  # fmt: skip
