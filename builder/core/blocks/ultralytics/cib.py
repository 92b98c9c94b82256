"""Compact inverted blocks."""

from builder.core.blocks.arguments import C2, SHORTCUT_OFF, groups, hidden, integer
from builder.core.blocks.spec import Argument, BlockSpec, Category, ChannelRule, Kind, Words

_YOLOV10 = "YOLOv10, https://arxiv.org/abs/2405.14458"

BLOCKS = (
    BlockSpec(
        name="C2fCIB",
        category=Category.CSP,
        implementation="ultralytics.cib:C2fCIB",
        channels=ChannelRule.SCALED,
        arguments=(
            C2,
            SHORTCUT_OFF,
            Argument(
                "lk",
                Kind.BOOLEAN,
                Words(
                    "A large kernel (7x7 and 3x3 side by side) in each block.",
                    "每个块中使用大卷积核（7x7 与 3x3 并行）。",
                ),
                default=False,
            ),
            groups(),
            hidden(),
        ),
        summary=Words(
            "C2f with `number` compact inverted blocks: depth-wise convolutions between 1x1 ones.",
            "内部为 number 个紧凑倒置块（逐通道卷积与 1x1 卷积交替）的 C2f。",
        ),
        source=_YOLOV10,
        repeats_inside=True,
        example="[{c}, True]",
        stock=("ultralytics",),
        icon="mdi6.source-merge",
    ),
    BlockSpec(
        name="RepVGGDW",
        category=Category.CONVOLUTION,
        implementation="ultralytics.cib:RepVGGDW",
        channels=ChannelRule.SAME,
        arguments=(
            integer(
                "ed",
                "Channels of the input as they are after width scaling; rows write them.",
                "输入通道数（按宽度系数缩放之后的值），需要自己写出。",
                minimum=1,
            ),
        ),
        summary=Words(
            "Depth-wise 7x7 and 3x3 side by side, folded into one for inference.",
            "并行的 7x7 与 3x3 逐通道卷积，推理时合并为一个。",
        ),
        source=f"{_YOLOV10}; RepVGG, https://arxiv.org/abs/2101.03697",
        example="[{c}]",
        stock=("ultralytics",),
        icon="mdi6.layers-plus",
    ),
)
