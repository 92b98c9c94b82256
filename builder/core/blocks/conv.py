"""Convolutions."""

from builder.core.blocks.arguments import (
    ACT,
    C1,
    C2,
    C2_AS_WRITTEN,
    EQUAL_CHANNELS,
    PADDING,
    SHORTCUT,
    dilation,
    groups,
    hidden,
    integer,
    kernel,
    stride,
)
from builder.core.blocks.spec import Argument, BlockSpec, Category, ChannelRule, Kind, Words


def _mixed(
    trainer: str, rule: ChannelRule, channels: tuple[Argument, ...], example: str
) -> BlockSpec:
    sizes = Argument(
        "k",
        Kind.KERNEL,
        Words("Kernel sizes, in a list.", "各卷积核大小，写成列表。"),
        default=(1, 3),
        minimum=1,
    )
    return BlockSpec(
        name="MixConv2d",
        category=Category.CONVOLUTION,
        implementation="conv:MixConv2d",
        channels=rule,
        arguments=(*channels, sizes, stride(), EQUAL_CHANNELS),
        summary=Words(
            "Kernels of several sizes side by side, each for a part of the channels.",
            "多种大小的卷积核并行，各负责一部分通道。",
        ),
        source="MixConv, https://arxiv.org/abs/1907.09595; YOLOv5",
        example=example,
        stock=(trainer,),
        icon="mdi6.set-merge",
    )


BLOCKS = (
    BlockSpec(
        name="Conv",
        category=Category.CONVOLUTION,
        implementation="conv:Conv",
        channels=ChannelRule.SCALED,
        arguments=(C2, kernel(), stride(), PADDING, groups(), dilation(), ACT),
        summary=Words(
            "Convolution, batch normalisation and activation.", "卷积 + 批归一化 + 激活函数。"
        ),
        source="YOLOv5, https://github.com/ultralytics/yolov5",
        example="[{c}, 3, 1]",
        stock=("yolov5", "ultralytics", "yolov9"),
        icon="mdi6.filter-outline",
    ),
    BlockSpec(
        name="DWConv",
        category=Category.CONVOLUTION,
        implementation="conv:DWConv",
        channels=ChannelRule.SCALED,
        arguments=(C2, kernel(), stride(), dilation(), ACT),
        summary=Words(
            "Depth-wise convolution: each channel for itself, few parameters.",
            "深度可分离中的逐通道卷积，参数量很小。",
        ),
        source="MobileNet, https://arxiv.org/abs/1704.04861; YOLOv5",
        example="[{c}, 3, 1]",
        stock=("yolov5", "ultralytics", "yolov9"),
        icon="mdi6.layers-outline",
    ),
    BlockSpec(
        name="DWConvTranspose2d",
        category=Category.RESAMPLE,
        implementation="conv:DWConvTranspose2d",
        channels=ChannelRule.SCALED,
        arguments=(
            C2,
            kernel(),
            stride(),
            integer("p1", "Padding, which trims the output.", "填充，会裁掉输出边缘。", 0),
            integer("p2", "Rows and columns added to the output.", "输出额外补的行列数。", 0),
        ),
        summary=Words(
            "Depth-wise transposed convolution: learnt enlargement.",
            "逐通道转置卷积，可学习的上采样。",
        ),
        source="YOLOv5, https://github.com/ultralytics/yolov5",
        example="[{c}, 2, 2]",
        stock=("yolov5", "ultralytics", "yolov9"),
        icon="mdi6.arrow-expand-all",
    ),
    BlockSpec(
        name="Focus",
        category=Category.CONVOLUTION,
        implementation="conv:Focus",
        channels=ChannelRule.SCALED,
        arguments=(C2, kernel(), stride(), PADDING, groups(), ACT),
        summary=Words(
            "Moves 2x2 pixels into channels, then convolves; halves the size.",
            "把 2x2 像素切片拼到通道再卷积，尺寸减半。",
        ),
        source="YOLOv5 up to v5.0, https://github.com/ultralytics/yolov5",
        example="[{c}, 3]",
        stock=("yolov5", "ultralytics"),
        icon="mdi6.image-filter-center-focus",
    ),
    BlockSpec(
        name="CrossConv",
        category=Category.CONVOLUTION,
        implementation="conv:CrossConv",
        channels=ChannelRule.SCALED,
        arguments=(
            C2,
            kernel(3),
            stride(),
            groups(),
            hidden(1.0),
            Argument("shortcut", Kind.BOOLEAN, SHORTCUT.help, default=False),
        ),
        summary=Words(
            "A 1xk and a kx1 convolution in place of kxk.",
            "用 1xk 和 kx1 两个卷积代替 kxk 卷积。",
        ),
        source="YOLOv5, https://github.com/ultralytics/yolov5",
        example="[{c}, 3, 1]",
        stock=("yolov5",),
        icon="mdi6.plus",
    ),
    _mixed("yolov5", ChannelRule.SCALED, (C2,), "[{c}, [1, 3]]"),
    # YOLOv9's parser does not list it.
    _mixed("yolov9", ChannelRule.SAME, (C1, C2_AS_WRITTEN), "[{c}, {c}, [1, 3]]"),
)
