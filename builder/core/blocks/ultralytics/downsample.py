"""Blocks that halve the size."""

from builder.core.blocks.arguments import C2, kernel, stride
from builder.core.blocks.spec import REQUIRED, BlockSpec, Category, ChannelRule, Words

_YOLOV9 = "YOLOv9, https://arxiv.org/abs/2402.13616"

BLOCKS = (
    BlockSpec(
        name="AConv",
        category=Category.CONVOLUTION,
        implementation="ultralytics.downsample:AConv",
        channels=ChannelRule.SCALED,
        arguments=(C2,),
        summary=Words(
            "A 2x2 average, then a 3x3 convolution of stride 2; halves the size.",
            "先 2x2 平均，再做步幅为 2 的 3x3 卷积，尺寸减半。",
        ),
        source=_YOLOV9,
        example="[{c}]",
        stock=("ultralytics",),
        icon="mdi6.arrow-down-bold-outline",
    ),
    BlockSpec(
        name="ADown",
        category=Category.CONVOLUTION,
        implementation="ultralytics.downsample:ADown",
        channels=ChannelRule.SCALED,
        arguments=(C2,),
        summary=Words(
            "Halves the size: half of the channels by convolution, half by max-pooling.",
            "下采样，尺寸减半：一半通道用卷积，另一半用最大池化。",
        ),
        source=_YOLOV9,
        example="[{c}]",
        stock=("ultralytics",),
        icon="mdi6.arrow-down-bold-box-outline",
    ),
    BlockSpec(
        name="SCDown",
        category=Category.CONVOLUTION,
        implementation="ultralytics.downsample:SCDown",
        channels=ChannelRule.SCALED,
        arguments=(C2, kernel(REQUIRED), stride(REQUIRED)),
        summary=Words(
            "Changes channels by a 1x1, then the size by a depth-wise convolution.",
            "先用 1x1 改变通道，再用逐通道卷积下采样。",
        ),
        source="YOLOv10, https://arxiv.org/abs/2405.14458",
        example="[{c}, 3, 2]",
        stock=("ultralytics",),
        icon="mdi6.arrow-down-thin-circle-outline",
    ),
)
