"""Convolutions in branches that fold into one, and blocks of them."""

from builder.core.blocks.arguments import (
    ACT_UNREAD,
    C1,
    C2,
    C2_AS_WRITTEN,
    groups,
    hidden,
    integer,
    stride,
)
from builder.core.blocks.spec import Argument, BlockSpec, Category, ChannelRule, Kind, Words

_REPVGG = "RepVGG, https://arxiv.org/abs/2101.03697"

BLOCKS = (
    BlockSpec(
        name="RepConv",
        category=Category.CONVOLUTION,
        implementation="ultralytics.rep:RepConv",
        channels=ChannelRule.SAME,
        arguments=(
            C1,
            C2_AS_WRITTEN,
            integer("k", "Kernel size: only 3.", "卷积核大小，只能为 3。", 3, 1),
            stride(),
            integer("p", "Padding: only 1.", "填充，只能为 1。", 1),
            groups(),
            integer("d", "Not used.", "不使用。", 1),
            ACT_UNREAD,
            Argument(
                "bn",
                Kind.BOOLEAN,
                Words(
                    "Add the normalised input, where c1 == c2 and the stride is 1.",
                    "输入输出通道相同且步幅为 1 时，加上归一化后的输入。",
                ),
                default=False,
            ),
            Argument("deploy", Kind.BOOLEAN, Words("Not used.", "不使用。"), default=False),
        ),
        summary=Words(
            "3x3 and 1x1 side by side, folded for inference; rows write c1, and c2 must equal it.",
            "并行的 3x3 与 1x1 卷积，推理时合并；行中需写出 c1，且 c2 须与之相等。",
        ),
        source=f"{_REPVGG}; Ultralytics",
        example="[{c}, {c}]",
        stock=("ultralytics",),
        same_channels=True,
        icon="mdi6.layers-triple-outline",
    ),
    BlockSpec(
        name="RepC3",
        category=Category.CSP,
        implementation="ultralytics.rep:RepC3",
        channels=ChannelRule.SCALED,
        arguments=(C2, hidden(1.0)),
        summary=Words(
            "RT-DETR's C3: `number` RepConv in a row, added to a bare branch.",
            "RT-DETR 的 C3：number 个 RepConv 串联，再与旁路相加。",
        ),
        source=f"RT-DETR, https://arxiv.org/abs/2304.08069; {_REPVGG}",
        repeats_inside=True,
        example="[{c}]",
        stock=("ultralytics",),
        icon="mdi6.source-commit-next-local",
    ),
)
