"""YOLOv7's ways to join layers."""

from builder.core.blocks.arguments import DIMENSION
from builder.core.blocks.spec import Argument, BlockSpec, Category, ChannelRule, Kind, Words
from builder.core.blocks.yolov7.arguments import SOURCE, STOCK, unused

BLOCKS = (
    BlockSpec(
        name="Chuncat",
        category=Category.FUSION,
        implementation="yolov7.fusion:Chuncat",
        channels=ChannelRule.SUM,
        arguments=(DIMENSION,),
        summary=Words(
            "Concatenates the first halves of its inputs, then their second halves.",
            "先拼接各输入的前一半，再拼接后一半。",
        ),
        source=SOURCE,
        arity="many",
        example="[1]",
        stock=STOCK,
        icon="mdi6.set-split",
    ),
    BlockSpec(
        name="Shortcut",
        category=Category.FUSION,
        implementation="yolov7.fusion:Shortcut",
        channels=ChannelRule.FIRST,
        arguments=(unused("dimension", 0),),
        summary=Words("Adds two equally shaped layers.", "把两个形状相同的层相加。"),
        source=SOURCE,
        arity="exactly 2",
        example="[1]",
        stock=STOCK,
        same_channels=True,
        icon="mdi6.plus-circle-outline",
    ),
    BlockSpec(
        name="Foldcut",
        category=Category.FUSION,
        implementation="yolov7.fusion:Foldcut",
        channels=ChannelRule.HALF,
        arguments=(
            Argument(
                "dimension",
                Kind.INTEGER,
                Words(
                    "Dimension to halve; write 1, the channels: the default halves the batch.",
                    "要对折的维度；应写 1（通道），默认值对折的是批次维。",
                ),
                default=0,
                minimum=0,
                maximum=3,
            ),
        ),
        summary=Words(
            "Adds the two halves of its input: half of the channels.",
            "把输入对折相加，通道数减半。",
        ),
        source=SOURCE,
        example="[1]",
        stock=STOCK,
        icon="mdi6.arrow-collapse-vertical",
    ),
)
