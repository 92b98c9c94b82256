"""Detection heads of Ultralytics."""

from builder.core.blocks.arguments import NC
from builder.core.blocks.spec import BlockSpec, Category, ChannelRule, Words

BLOCKS = (
    BlockSpec(
        name="Detect",
        category=Category.HEAD,
        implementation="ultralytics.head:Detect",
        channels=ChannelRule.HEAD_BOXES,
        arguments=(NC,),
        summary=Words(
            "Boxes without anchors from each of its inputs, from the largest map to the smallest.",
            "无锚框检测头，按特征图从大到小读取各输入。",
        ),
        source="Ultralytics YOLOv8, https://github.com/ultralytics/ultralytics",
        arity="many",
        example="[nc]",
        stock=("ultralytics",),
        icon="mdi6.target",
    ),
    BlockSpec(
        name="v10Detect",
        category=Category.HEAD,
        implementation="ultralytics.head:v10Detect",
        channels=ChannelRule.HEAD,
        arguments=(NC,),
        summary=Words(
            "YOLOv10's head: each branch twice, one of them needs no suppression of overlaps.",
            "YOLOv10 检测头：分支成对，其中一对推理时无需 NMS。",
        ),
        source="YOLOv10, https://arxiv.org/abs/2405.14458",
        arity="many",
        example="[nc]",
        stock=("ultralytics",),
        icon="mdi6.target-variant",
    ),
)
