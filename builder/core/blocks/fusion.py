"""Blocks that join several layers."""

from builder.core.blocks.arguments import C1, C2_AS_WRITTEN, DIMENSION, integer
from builder.core.blocks.spec import Argument, Arity, BlockSpec, Category, ChannelRule, Kind, Words

_BIFPN = "EfficientDet, https://arxiv.org/abs/1911.09070"


def _weighted_concat(name: str, arity: Arity, inputs: int) -> BlockSpec:
    return BlockSpec(
        name=name,
        category=Category.FUSION,
        implementation=f"fusion:{name}",
        channels=ChannelRule.SUM,
        arguments=(DIMENSION,),
        summary=Words(
            f"Concatenates {inputs} layers of one size, each with a learnt weight.",
            f"拼接 {inputs} 个同尺寸的层，每个输入带可学习权重。",
        ),
        source=_BIFPN,
        arity=arity,
        example="[1]",
        icon="mdi6.scale-balance",
    )


def _weighted_sum(name: str, arity: Arity, inputs: int) -> BlockSpec:
    return BlockSpec(
        name=name,
        category=Category.FUSION,
        implementation=f"fusion:{name}",
        channels=ChannelRule.FIRST,
        arguments=(C1, C2_AS_WRITTEN),
        summary=Words(
            f"Adds {inputs} equally shaped layers with learnt weights, then a 1x1 convolution.",
            f"对 {inputs} 个形状相同的层加权求和，再做 1x1 卷积。",
        ),
        source=_BIFPN,
        arity=arity,
        example="[{c}, {c}]",
        same_channels=True,
        icon="mdi6.sigma",
    )


BLOCKS = (
    BlockSpec(
        name="Concat",
        category=Category.FUSION,
        implementation="fusion:Concat",
        channels=ChannelRule.SUM,
        arguments=(DIMENSION,),
        summary=Words(
            "Concatenates layers of one size; the channels add up.",
            "拼接若干同尺寸的层，通道数相加。",
        ),
        source="YOLOv5, https://github.com/ultralytics/yolov5",
        arity="many",
        example="[1]",
        stock=("yolov5", "ultralytics", "yolov7", "yolov9"),
        icon="mdi6.set-all",
    ),
    BlockSpec(
        name="Sum",
        category=Category.FUSION,
        implementation="fusion:Sum",
        channels=ChannelRule.FIRST,
        arguments=(
            integer("n", "Number of inputs.", "输入个数。", minimum=1),
            Argument(
                "weight",
                Kind.BOOLEAN,
                Words(
                    "Learn a weight for every input but the first.",
                    "除第一个输入外，每个输入学习一个权重。",
                ),
                default=False,
            ),
        ),
        summary=Words(
            "Adds equally shaped layers. YOLOv5 ships it, but its parser refuses a list `from`.",
            "把形状相同的层相加。YOLOv5 自带，但其解析器不接受列表形式的 from。",
        ),
        source="YOLOv5, https://github.com/ultralytics/yolov5",
        arity="many",
        example="[2]",
        stock=("yolov5", "yolov7", "yolov9"),
        same_channels=True,
        icon="mdi6.plus-circle-outline",
    ),
    _weighted_concat("BiFPN_Concat2", "exactly 2", 2),
    _weighted_concat("BiFPN_Concat3", "exactly 3", 3),
    _weighted_sum("BiFPN_Add2", "exactly 2", 2),
    _weighted_sum("BiFPN_Add3", "exactly 3", 3),
)
