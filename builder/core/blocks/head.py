"""Heads."""

from builder.core.blocks.arguments import (
    ANCHORS,
    C1,
    NC,
    PADDING,
    PROTOTYPE_CHANNELS,
    PROTOTYPES,
    groups,
    integer,
    kernel,
    stride,
)
from builder.core.blocks.spec import Argument, BlockSpec, Category, ChannelRule, Kind, Words

BLOCKS = (
    BlockSpec(
        name="Detect",
        category=Category.HEAD,
        implementation="head:Detect",
        channels=ChannelRule.HEAD,
        arguments=(NC, ANCHORS),
        summary=Words(
            "Anchor-based boxes from each of its inputs, from the largest map to the smallest.",
            "基于锚框的检测头，按特征图从大到小读取各输入。",
        ),
        source="YOLOv5; anchors as in YOLOv3, https://arxiv.org/abs/1804.02767",
        arity="many",
        example="[nc, anchors]",
        stock=("yolov5",),
        icon="mdi6.target",
    ),
    BlockSpec(
        name="Segment",
        category=Category.HEAD,
        implementation="head:Segment",
        channels=ChannelRule.HEAD,
        arguments=(
            NC,
            ANCHORS,
            PROTOTYPES,
            PROTOTYPE_CHANNELS,
        ),
        summary=Words(
            "Detect with mask coefficients; prototypes come from its first input.",
            "带掩码系数的检测头；掩码原型来自第一个输入。",
        ),
        source="YOLOv5 v7.0; YOLACT, https://arxiv.org/abs/1904.02689",
        arity="many",
        example="[nc, anchors, 32, 256]",
        stock=("yolov5",),
        icon="mdi6.shape-outline",
    ),
    BlockSpec(
        name="Classify",
        category=Category.HEAD,
        implementation="head:Classify",
        channels=ChannelRule.SAME,
        arguments=(
            C1,
            Argument("c2", Kind.CLASSES, Words("Number of classes.", "类别数。"), minimum=1),
            kernel(),
            stride(),
            PADDING,
            groups(),
            Argument(
                "dropout_p",
                Kind.NUMBER,
                Words("Probability of dropping a feature.", "随机丢弃特征的概率。"),
                default=0.0,
                minimum=0,
                maximum=1,
            ),
        ),
        summary=Words(
            "Class scores of the whole image: convolution, global average, linear layer.",
            "整图分类：卷积、全局平均池化、全连接层。",
        ),
        source="YOLOv5, https://github.com/ultralytics/yolov5",
        example="[{c}, 1000]",
        stock=("yolov5",),
        icon="mdi6.tag-outline",
    ),
    BlockSpec(
        name="Proto",
        category=Category.HEAD,
        implementation="head:Proto",
        channels=ChannelRule.SAME,
        arguments=(
            C1,
            integer("c_", "Channels between.", "中间通道数。", 256, 1),
            integer("c2", "Number of prototypes.", "原型数量。", 32, 1),
        ),
        summary=Words(
            "Mask prototypes at twice the resolution; Segment has one inside.",
            "两倍分辨率的掩码原型；Segment 内部已包含。",
        ),
        source="YOLACT, https://arxiv.org/abs/1904.02689; YOLOv5",
        example="[{c}]",
        stock=("yolov5", "yolov9"),
        icon="mdi6.blur",
    ),
)
