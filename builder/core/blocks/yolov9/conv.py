"""Convolutions that change the resolution."""

from builder.core.blocks.arguments import ACT, C2, integer, kernel, stride
from builder.core.blocks.spec import Argument, BlockSpec, Category, ChannelRule, Kind, Words

_SOURCE = "YOLOv9, https://arxiv.org/abs/2402.13616; https://github.com/WongKinYiu/yolov9"

BLOCKS = (
    BlockSpec(
        name="AConv",
        category=Category.CONVOLUTION,
        implementation="yolov9.conv:AConv",
        channels=ChannelRule.SCALED,
        arguments=(C2,),
        summary=Words(
            "Mean of 2x2 pixels, then a 3x3 convolution that halves the size.",
            "先做 2x2 平均，再用步幅为 2 的 3x3 卷积下采样。",
        ),
        source=_SOURCE,
        example="[{c}]",
        stock=("yolov9",),
        icon="mdi6.arrow-down-bold-box-outline",
    ),
    BlockSpec(
        name="ADown",
        category=Category.CONVOLUTION,
        implementation="yolov9.conv:ADown",
        channels=ChannelRule.SCALED,
        arguments=(C2,),
        summary=Words(
            "Halves the size: one half of the channels convolved, the other max-pooled.",
            "下采样：一半通道用卷积，另一半用最大池化。",
        ),
        source=_SOURCE,
        example="[{c}]",
        stock=("yolov9",),
        icon="mdi6.arrow-down-bold-outline",
    ),
    BlockSpec(
        name="ConvTranspose",
        category=Category.RESAMPLE,
        implementation="yolov9.conv:ConvTranspose",
        channels=ChannelRule.SCALED,
        arguments=(
            C2,
            kernel(2),
            stride(2),
            integer("p", "Padding, which trims the output.", "填充，会裁掉输出边缘。", 0),
            Argument(
                "bn",
                Kind.BOOLEAN,
                Words("Normalise; False: a bias instead.", "使用批归一化；False 则改用偏置。"),
                default=True,
            ),
            ACT,
        ),
        summary=Words(
            "Transposed convolution, normalisation, SiLU whatever the header's activation.",
            "转置卷积 + 批归一化 + SiLU；不受文件头 activation 影响。",
        ),
        source=_SOURCE,
        example="[{c}]",
        stock=("yolov9",),
        icon="mdi6.arrow-expand-all",
    ),
)
