"""Auxiliary branches, sums, learnt offsets and factors."""

from builder.core.blocks.arguments import PADDING, groups, integer, kernel, stride
from builder.core.blocks.spec import Argument, BlockSpec, Category, ChannelRule, Kind, Words

_SOURCE = "YOLOv9, https://github.com/WongKinYiu/yolov9"
_CBNET = "CBNet, https://arxiv.org/abs/2107.00420; YOLOv9, https://arxiv.org/abs/2402.13616"
_YOLOR = "YOLOR, https://arxiv.org/abs/2105.04206; https://github.com/WongKinYiu/yolov9"
_CHANNEL = integer(
    "channel",
    "The input's channels as they are after width scaling.",
    "输入通道数（按宽度系数缩放之后的值）。",
    minimum=1,
)

BLOCKS = (
    BlockSpec(
        name="CBLinear",
        category=Category.FUSION,
        implementation="yolov9.fusion:CBLinear",
        channels=ChannelRule.SPLIT,
        arguments=(
            Argument(
                "c2s",
                Kind.ANY,
                Words(
                    "Channels of each output, in a list; taken as written, no width scaling.",
                    "各输出的通道数，写成列表；按原值使用，不做宽度缩放。",
                ),
            ),
            kernel(),
            stride(),
            PADDING,
            groups(),
        ),
        summary=Words(
            "One convolution with several outputs, of which CBFuse picks.",
            "一个卷积产生多个输出，供 CBFuse 选用。",
        ),
        source=_CBNET,
        example="[[{c}, {c}]]",
        stock=("yolov9",),
        icon="mdi6.call-split",
    ),
    BlockSpec(
        name="CBFuse",
        category=Category.FUSION,
        implementation="yolov9.fusion:CBFuse",
        channels=ChannelRule.LAST,
        arguments=(
            Argument(
                "idx",
                Kind.ANY,
                Words(
                    "For each CBLinear which of its outputs to add, counted from 0, in a list.",
                    "各 CBLinear 取第几个输出（从 0 起），写成列表。",
                ),
            ),
        ),
        summary=Words(
            "Adds an output of each CBLinear, resized, to its last input.",
            "把各 CBLinear 的一个输出缩放后加到最后一个输入上。",
        ),
        source=_CBNET,
        arity="many",
        example="[[0]]",
        stock=("yolov9",),
        icon="mdi6.plus-box-multiple-outline",
    ),
    BlockSpec(
        name="Shortcut",
        category=Category.FUSION,
        implementation="yolov9.fusion:Shortcut",
        channels=ChannelRule.FIRST,
        arguments=(integer("dimension", "Not used by this block.", "该模块不使用此参数。", 0),),
        summary=Words("Adds two equally shaped layers.", "把两个形状相同的层相加。"),
        source=_SOURCE,
        arity="exactly 2",
        stock=("yolov9",),
        same_channels=True,
        icon="mdi6.plus-circle-outline",
    ),
    BlockSpec(
        name="Silence",
        category=Category.BASIC,
        implementation="yolov9.fusion:Silence",
        channels=ChannelRule.SAME,
        arguments=(),
        summary=Words(
            "Passes its input on: as row 0 it gives the image an index.",
            "原样传递输入；作为第 0 行可让其他行引用原图。",
        ),
        source=_SOURCE,
        stock=("yolov9",),
        icon="mdi6.arrow-right-thin",
    ),
    BlockSpec(
        name="ImplicitA",
        category=Category.BASIC,
        implementation="yolov9.fusion:ImplicitA",
        channels=ChannelRule.SAME,
        arguments=(_CHANNEL,),
        summary=Words("Adds a learnt number to each channel.", "每个通道加上一个可学习的数。"),
        source=_YOLOR,
        example="[{c}]",
        stock=("yolov9",),
        icon="mdi6.plus",
    ),
    BlockSpec(
        name="ImplicitM",
        category=Category.BASIC,
        implementation="yolov9.fusion:ImplicitM",
        channels=ChannelRule.SAME,
        arguments=(_CHANNEL,),
        summary=Words(
            "Multiplies each channel by a learnt number.", "每个通道乘以一个可学习的数。"
        ),
        source=_YOLOR,
        example="[{c}]",
        stock=("yolov9",),
        icon="mdi6.close",
    ),
)
