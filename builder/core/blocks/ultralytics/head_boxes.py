"""Heads of Ultralytics that predict more than a box: masks, rotation, keypoints."""

from builder.core.blocks.arguments import NC, PROTOTYPE_CHANNELS, PROTOTYPES, integer
from builder.core.blocks.spec import Argument, BlockSpec, Category, ChannelRule, Kind, Words

_ANGLES = integer(
    "ne", "Values beside the box; the first is the angle.", "框以外的数值个数，第一个是角度。", 1, 1
)
_KEYPOINTS = Argument(
    "kpt_shape",
    Kind.ANY,
    Words(
        "Keypoints and values of each (2 or 3); write kpt_shape to take the header's.",
        "关键点个数与每点数值个数（2 或 3）；写 kpt_shape 表示使用文件头的值。",
    ),
    default=(17, 3),
)

BLOCKS = (
    BlockSpec(
        name="Segment",
        category=Category.HEAD,
        implementation="ultralytics.head_boxes:Segment",
        channels=ChannelRule.HEAD_BOXES,
        arguments=(NC, PROTOTYPES, PROTOTYPE_CHANNELS),
        summary=Words(
            "Detect with mask coefficients; prototypes come from its first input.",
            "带掩码系数的检测头；掩码原型来自第一个输入。",
        ),
        source="Ultralytics YOLOv8; YOLACT, https://arxiv.org/abs/1904.02689",
        arity="many",
        example="[nc, 32, 256]",
        stock=("ultralytics",),
        icon="mdi6.shape-outline",
    ),
    BlockSpec(
        name="Segment26",
        category=Category.HEAD,
        implementation="ultralytics.head_boxes:Segment26",
        channels=ChannelRule.HEAD_BOXES,
        arguments=(NC, PROTOTYPES, PROTOTYPE_CHANNELS),
        summary=Words(
            "Detect with mask coefficients; prototypes come from all of its inputs.",
            "带掩码系数的检测头；掩码原型来自全部输入。",
        ),
        source="Ultralytics YOLO26, https://github.com/ultralytics/ultralytics",
        arity="many",
        example="[nc, 32, 256]",
        stock=("ultralytics",),
        icon="mdi6.shape-plus-outline",
    ),
    BlockSpec(
        name="OBB",
        category=Category.HEAD,
        implementation="ultralytics.head_boxes:OBB",
        channels=ChannelRule.HEAD_BOXES,
        arguments=(NC, _ANGLES),
        summary=Words(
            "Rotated boxes: Detect with an angle for each cell.",
            "旋转框检测头：在检测头上为每个位置预测角度。",
        ),
        source="Ultralytics YOLOv8, https://github.com/ultralytics/ultralytics",
        arity="many",
        example="[nc, 1]",
        stock=("ultralytics",),
        icon="mdi6.rotate-left-variant",
    ),
    BlockSpec(
        name="OBB26",
        category=Category.HEAD,
        implementation="ultralytics.head_boxes:OBB26",
        channels=ChannelRule.HEAD_BOXES,
        arguments=(NC, _ANGLES),
        summary=Words(
            "Rotated boxes; the angle has no limits.",
            "旋转框检测头；角度直接输出，不受范围限制。",
        ),
        source="Ultralytics YOLO26, https://github.com/ultralytics/ultralytics",
        arity="many",
        example="[nc, 1]",
        stock=("ultralytics",),
        icon="mdi6.rotate-left-variant",
    ),
    BlockSpec(
        name="Pose",
        category=Category.HEAD,
        implementation="ultralytics.head_boxes:Pose",
        channels=ChannelRule.HEAD_BOXES,
        arguments=(NC, _KEYPOINTS),
        summary=Words(
            "Boxes with keypoints: Detect with a branch for their places.",
            "关键点检测头：在检测头上增加关键点分支。",
        ),
        source="Ultralytics YOLOv8, https://github.com/ultralytics/ultralytics",
        arity="many",
        example="[nc, [17, 3]]",
        stock=("ultralytics",),
        icon="mdi6.human-handsup",
    ),
    BlockSpec(
        name="Pose26",
        category=Category.HEAD,
        implementation="ultralytics.head_boxes:Pose26",
        channels=ChannelRule.HEAD_BOXES,
        arguments=(NC, _KEYPOINTS),
        summary=Words(
            "Boxes with keypoints; a flow learns how the errors are spread.",
            "关键点检测头；用标准化流学习误差分布。",
        ),
        source="Ultralytics YOLO26; RLE, https://arxiv.org/abs/2107.11291",
        arity="many",
        example="[nc, [17, 3]]",
        stock=("ultralytics",),
        icon="mdi6.human-handsup",
    ),
)
