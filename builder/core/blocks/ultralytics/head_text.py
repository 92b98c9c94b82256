"""Open-vocabulary heads of Ultralytics."""

from builder.core.blocks.arguments import NC, PROTOTYPE_CHANNELS, PROTOTYPES, integer
from builder.core.blocks.spec import Argument, BlockSpec, Category, ChannelRule, Kind, Words

_EMBED = integer(
    "embed",
    "Values of a text embedding; the network gets 512.",
    "文本嵌入的维数；网络得到的是 512。",
    512,
    1,
)
_NORM = Argument(
    "with_bn",
    Kind.BOOLEAN,
    Words(
        "Batch normalisation in place of cosine similarity.",
        "用批归一化代替余弦相似度。",
    ),
    default=False,
)
_ALWAYS_NORM = Argument(
    "with_bn",
    Kind.BOOLEAN,
    Words("Must be True.", "必须为 True。"),
    default=True,
)
_YOLOE = "YOLOE, https://arxiv.org/abs/2503.07465"

BLOCKS = (
    BlockSpec(
        name="WorldDetect",
        category=Category.HEAD,
        implementation="ultralytics.head_text:WorldDetect",
        channels=ChannelRule.HEAD_BOXES,
        arguments=(NC, _EMBED, _NORM),
        summary=Words(
            "YOLO-World's head: scores are similarities with the names of the classes.",
            "YOLO-World 检测头：类别得分是与类别名称文本的相似度。",
        ),
        source="YOLO-World, https://arxiv.org/abs/2401.17270",
        arity="many",
        example="[nc, 512, True]",
        stock=("ultralytics",),
        icon="mdi6.text-search",
    ),
    BlockSpec(
        name="YOLOEDetect",
        category=Category.HEAD,
        implementation="ultralytics.head_text:YOLOEDetect",
        channels=ChannelRule.HEAD_BOXES,
        arguments=(NC, _EMBED, _ALWAYS_NORM),
        summary=Words(
            "YOLOE's head: classes come from text or from an example in an image.",
            "YOLOE 检测头：类别由文本或图像示例给出。",
        ),
        source=_YOLOE,
        arity="exactly 3",
        example="[nc, 512, True]",
        stock=("ultralytics",),
        icon="mdi6.text-search",
    ),
    BlockSpec(
        name="YOLOESegment",
        category=Category.HEAD,
        implementation="ultralytics.head_text:YOLOESegment",
        channels=ChannelRule.HEAD_BOXES,
        arguments=(NC, PROTOTYPES, PROTOTYPE_CHANNELS, _EMBED, _ALWAYS_NORM),
        summary=Words(
            "YOLOEDetect with mask coefficients; prototypes come from its first input.",
            "带掩码系数的 YOLOE 检测头；掩码原型来自第一个输入。",
        ),
        source=_YOLOE,
        arity="exactly 3",
        example="[nc, 32, 256, 512, True]",
        stock=("ultralytics",),
        icon="mdi6.text-search-variant",
    ),
    BlockSpec(
        name="YOLOESegment26",
        category=Category.HEAD,
        implementation="ultralytics.head_text:YOLOESegment26",
        channels=ChannelRule.HEAD_BOXES,
        arguments=(NC, PROTOTYPES, PROTOTYPE_CHANNELS, _EMBED, _ALWAYS_NORM),
        summary=Words(
            "YOLOEDetect with mask coefficients; prototypes come from all of its inputs.",
            "带掩码系数的 YOLOE 检测头；掩码原型来自全部输入。",
        ),
        source=f"{_YOLOE}; Ultralytics YOLO26",
        arity="exactly 3",
        example="[nc, 32, 256, 512, True]",
        stock=("ultralytics",),
        icon="mdi6.text-search-variant",
    ),
)
