"""YOLOv7's heads."""

from builder.core.blocks.arguments import ANCHORS, NC, integer
from builder.core.blocks.spec import Argument, BlockSpec, Category, ChannelRule, Words
from builder.core.blocks.yolov7.arguments import STOCK

_YOLOR = "YOLOR, https://arxiv.org/abs/2105.04206; YOLOv7"


def head(
    name: str, summary: Words, source: str, icon: str, more: tuple[Argument, ...] = (),
    example: str = "[nc, anchors]", file: str = "head",
) -> BlockSpec:  # fmt: skip
    """A head that reads several levels."""
    return BlockSpec(
        name=name,
        category=Category.HEAD,
        implementation=f"yolov7.{file}:{name}",
        channels=ChannelRule.HEAD,
        arguments=(NC, ANCHORS, *more),
        summary=summary,
        source=source,
        arity="many",
        example=example,
        stock=STOCK,
        icon=icon,
    )


BLOCKS = (
    head(
        "Detect",
        Words(
            "Anchor-based boxes from each of its inputs, from the largest map to the smallest.",
            "基于锚框的检测头，按特征图从大到小读取各输入。",
        ),
        "YOLOv7; anchors as in YOLOv3, https://arxiv.org/abs/1804.02767",
        "mdi6.target",
    ),
    head(
        "IDetect",
        Words(
            "Detect with learnt numbers added before and multiplied after each convolution.",
            "带隐式知识的 Detect：每个卷积之前加、之后乘可学习的数。",
        ),
        _YOLOR,
        "mdi6.bullseye",
    ),
    head(
        "IAuxDetect",
        Words(
            "IDetect that also reads an auxiliary map for each level; all lead maps come first.",
            "每层另读一个辅助特征图的 IDetect；先写全部主特征图，再写辅助特征图。",
        ),
        "YOLOv7, https://arxiv.org/abs/2207.02696",
        "mdi6.bullseye-arrow",
    ),
    head(
        "IKeypoint",
        Words(
            "IDetect with keypoints; predicting works for 1 class and 17 keypoints only.",
            "带关键点的 IDetect；推理仅支持 1 个类别、17 个关键点。",
        ),
        "YOLO-Pose, https://arxiv.org/abs/2204.06806; YOLOv7",
        "mdi6.human",
        (integer("nkpt", "Keypoints; a row must write them.", "关键点数，行内必须写出。", 17),),
        "[nc, anchors, 17]",
    ),
)
