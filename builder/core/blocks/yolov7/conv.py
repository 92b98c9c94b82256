"""YOLOv7's convolutions."""

from builder.core.blocks.arguments import (
    ACT,
    C2,
    EQUAL_CHANNELS,
    PADDING,
    groups,
    hidden,
    kernel,
    stride,
)
from builder.core.blocks.spec import Argument, BlockSpec, Category, ChannelRule, Kind, Words
from builder.core.blocks.yolov7.arguments import LAYER_SCALE, SOURCE, STOCK, shortcut, unused


def _convolution(
    name: str, arguments: tuple[Argument, ...], summary: Words, example: str, icon: str,
    source: str = SOURCE, same_channels: bool = False,
) -> BlockSpec:  # fmt: skip
    return BlockSpec(
        name=name,
        category=Category.CONVOLUTION,
        implementation=f"yolov7.conv:{name}",
        channels=ChannelRule.SCALED,
        arguments=arguments,
        summary=summary,
        source=source,
        example=example,
        stock=STOCK,
        same_channels=same_channels,
        icon=icon,
    )


_LARGE = Argument(
    "k",
    Kind.KERNEL,
    Words("Kernel size of the depth-wise convolution.", "逐通道卷积的卷积核大小。"),
    default=7,
    minimum=1,
)
_KERNELS = Argument(
    "k",
    Kind.KERNEL,
    Words("Kernel sizes, in a list.", "各卷积核大小，写成列表。"),
    default=(1, 3),
    minimum=1,
)

BLOCKS = (
    _convolution(
        "Conv",
        (C2, kernel(), stride(), PADDING, groups(), ACT),
        Words("Convolution, batch normalisation and activation.", "卷积 + 批归一化 + 激活函数。"),
        "[{c}, 3, 1]",
        "mdi6.filter-outline",
    ),
    _convolution(
        "DWConv",
        (C2, kernel(), stride(), ACT),
        Words(
            "Depth-wise convolution: each channel for itself, few parameters.",
            "深度可分离中的逐通道卷积，参数量很小。",
        ),
        "[{c}, 3, 1]",
        "mdi6.layers-outline",
        "MobileNet, https://arxiv.org/abs/1704.04861; YOLOv7",
    ),
    _convolution(
        "RobustConv",
        (C2, _LARGE, stride(), PADDING, unused("g", 1), ACT, LAYER_SCALE),
        Words(
            "Large depth-wise and 1x1 convolution, then a learnt factor for each channel.",
            "大核逐通道卷积加 1x1 卷积，再乘以各通道的可学习系数。",
        ),
        "[{c}, 7, 1]",
        "mdi6.shield-outline",
    ),
    _convolution(
        "RobustConv2",
        (C2, _LARGE, stride(4), PADDING, unused("g", 1), ACT, LAYER_SCALE),
        Words(
            "Strided depth-wise convolution and a transposed one back to the size.",
            "带步幅的逐通道卷积，再用转置卷积恢复尺寸。",
        ),
        "[{c}, 5, 2]",
        "mdi6.shield-half-full",
    ),
    _convolution(
        "GhostConv",
        (C2, kernel(), stride(), groups(), ACT),
        Words(
            "Half of the channels by convolution, the rest by cheap depth-wise 5x5.",
            "一半通道由卷积得到，另一半由廉价的 5x5 逐通道卷积生成。",
        ),
        "[{c}, 3, 1]",
        "mdi6.ghost-outline",
        "GhostNet, https://arxiv.org/abs/1911.11907; YOLOv7",
    ),
    _convolution(
        "Focus",
        (C2, kernel(), stride(), PADDING, groups(), ACT),
        Words(
            "Moves 2x2 pixels into channels, then convolves; halves the size.",
            "把 2x2 像素切片拼到通道再卷积，尺寸减半。",
        ),
        "[{c}, 3]",
        "mdi6.image-filter-center-focus",
    ),
    _convolution(
        "CrossConv",
        (C2, kernel(3), stride(), groups(), hidden(1.0), shortcut(False)),
        Words(
            "A 1xk and a kx1 convolution in place of kxk.",
            "用 1xk 和 kx1 两个卷积代替 kxk 卷积。",
        ),
        "[{c}, 3, 1]",
        "mdi6.plus",
    ),
    _convolution(
        "MixConv2d",
        (C2, _KERNELS, stride(), EQUAL_CHANNELS),
        Words(
            "Kernels of several sizes side by side, plus the input: it must keep the channels.",
            "多种大小的卷积核并行，再加上输入，因此通道数必须不变。",
        ),
        "[{c}, [1, 3]]",
        "mdi6.set-merge",
        "MixConv, https://arxiv.org/abs/1907.09595; YOLOv7",
        same_channels=True,
    ),
)
