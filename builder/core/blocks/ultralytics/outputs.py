"""Layers with several outputs, and those that read them."""

from builder.core.blocks.arguments import C2_AS_WRITTEN, PADDING, groups, integer, kernel, stride
from builder.core.blocks.spec import Argument, BlockSpec, Category, ChannelRule, Kind, Words

_CBNET = "YOLOv9, https://arxiv.org/abs/2402.13616; CBNet, https://arxiv.org/abs/1909.03625"

BLOCKS = (
    BlockSpec(
        name="CBLinear",
        category=Category.FUSION,
        implementation="ultralytics.outputs:CBLinear",
        channels=ChannelRule.SPLIT,
        arguments=(
            Argument(
                "c2s",
                Kind.ANY,
                Words(
                    "Channels of each output, in a list, taken as written: no width scaling.",
                    "各输出的通道数，写成列表，按原值使用，不做宽度缩放。",
                ),
            ),
            kernel(),
            stride(),
            PADDING,
            groups(),
        ),
        summary=Words(
            "A 1x1 convolution cut into several outputs, which CBFuse and Index take.",
            "一个 1x1 卷积，输出切成多份，由 CBFuse 和 Index 读取。",
        ),
        source=_CBNET,
        example="[[{c}, {c}]]",
        stock=("ultralytics",),
        icon="mdi6.call-split",
    ),
    BlockSpec(
        name="CBFuse",
        category=Category.FUSION,
        implementation="ultralytics.outputs:CBFuse",
        channels=ChannelRule.LAST,
        arguments=(
            Argument(
                "idx",
                Kind.ANY,
                Words(
                    "For each input but the last, which of its outputs to take, in a list.",
                    "除最后一个输入外，各输入取第几个输出，写成列表。",
                ),
            ),
        ),
        summary=Words(
            "Adds outputs of CBLinear layers, resized, to its last input.",
            "把各 CBLinear 的某个输出缩放到最后一个输入的尺寸并相加。",
        ),
        source=_CBNET,
        arity="many",
        example="[[0]]",
        stock=("ultralytics",),
        icon="mdi6.set-merge",
    ),
    BlockSpec(
        name="Index",
        category=Category.FUSION,
        implementation="ultralytics.outputs:Index",
        channels=ChannelRule.NAMED,
        arguments=(
            C2_AS_WRITTEN,
            integer("index", "Which output, counted from 0.", "取第几个输出，从 0 数起。", 0, None),
        ),
        summary=Words(
            "One output of a layer that has several; rows write its channels first.",
            "从有多个输出的层中取一个；行中先写它的通道数。",
        ),
        source="Ultralytics, https://github.com/ultralytics/ultralytics",
        example="[{c}, 0]",
        stock=("ultralytics",),
        icon="mdi6.format-list-numbered",
    ),
)
