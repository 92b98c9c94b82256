"""Heads that give masks, and the semantic branch of Panoptic.

The parser scales the third argument of all four by width, whatever it means: for Panoptic that
is the number of prototypes. It must be written.
"""

from builder.core.blocks.arguments import C1, integer
from builder.core.blocks.spec import BlockSpec, Category, ChannelRule, Words
from builder.core.blocks.yolov9.head import NC, SOURCE

_MASKS = integer("nm", "Number of mask prototypes.", "掩码原型数量。", 32, 1)
_INNER = integer(
    "npr",
    "Channels of the prototype branch; scaled by width.",
    "原型分支的通道数，受宽度系数缩放。",
    256,
    1,
)
_UNUSED = integer(
    "npr",
    "Not used, but the trainer needs it written.",
    "该模块不使用，但训练代码要求写出。",
    256,
    1,
)

BLOCKS = (
    BlockSpec(
        name="Segment",
        category=Category.HEAD,
        implementation="yolov9.head_mask:Segment",
        channels=ChannelRule.HEAD,
        arguments=(NC, _MASKS, _INNER),
        summary=Words(
            "Detect with mask coefficients; prototypes come from its first input.",
            "带掩码系数的检测头；掩码原型来自第一个输入。",
        ),
        source=SOURCE,
        arity="many",
        example="[nc, 32, 256]",
        stock=("yolov9",),
        icon="mdi6.shape-outline",
    ),
    BlockSpec(
        name="DSegment",
        category=Category.HEAD,
        implementation="yolov9.head_mask:DSegment",
        channels=ChannelRule.HEAD,
        arguments=(NC, _MASKS, _UNUSED),
        summary=Words(
            "DDetect with mask coefficients; prototypes come from its last input.",
            "带掩码系数的 DDetect；掩码原型来自最后一个输入。",
        ),
        source=SOURCE,
        arity="many",
        example="[nc, 32, 256]",
        stock=("yolov9",),
        icon="mdi6.shape-outline",
    ),
    BlockSpec(
        name="DualDSegment",
        category=Category.HEAD,
        implementation="yolov9.head_mask:DualDSegment",
        channels=ChannelRule.HEAD,
        arguments=(NC, _MASKS, _UNUSED),
        summary=Words(
            "DualDDetect with masks; the last two inputs give the prototypes of both groups.",
            "带掩码的 DualDDetect；最后两个输入分别给出两组的掩码原型。",
        ),
        source=SOURCE,
        arity="many",
        example="[nc, 32, 256]",
        stock=("yolov9",),
        icon="mdi6.shape-plus",
    ),
    BlockSpec(
        name="Panoptic",
        category=Category.HEAD,
        implementation="yolov9.head_mask:Panoptic",
        channels=ChannelRule.HEAD,
        arguments=(
            NC,
            integer("sem_nc", "Number of classes of stuff.", "语义（stuff）类别数。", 93, 1),
            integer(
                "nm",
                "Number of mask prototypes; the trainer scales it by width.",
                "掩码原型数量；训练代码会按宽度系数缩放它。",
                32,
                1,
            ),
            integer(
                "npr",
                "Channels of the prototype branch, taken as written.",
                "原型分支的通道数，按原值使用。",
                256,
                1,
            ),
        ),
        summary=Words(
            "Segment with a semantic map from its first input.",
            "在 Segment 基础上由第一个输入给出语义分割图。",
        ),
        source=SOURCE,
        arity="many",
        example="[nc, 93, 32, 256]",
        stock=("yolov9",),
        icon="mdi6.image-multiple-outline",
    ),
    BlockSpec(
        name="UConv",
        category=Category.HEAD,
        implementation="yolov9.head_mask:UConv",
        channels=ChannelRule.SAME,
        arguments=(
            C1,
            integer("c_", "Channels between.", "中间通道数。", 256, 1),
            integer("c2", "Output channels.", "输出通道数。", 256, 1),
        ),
        summary=Words(
            "Two convolutions, then twice the size; Panoptic has one inside.",
            "两个卷积后放大两倍；Panoptic 内部已包含。",
        ),
        source="https://github.com/WongKinYiu/yolov9",
        example="[{c}]",
        stock=("yolov9",),
        icon="mdi6.image-filter-hdr",
    ),
)
