"""Blocks that fuse after training; the parser passes their arguments as written."""

from builder.core.blocks.arguments import (
    ACT,
    C1,
    C2_AS_WRITTEN,
    SHORTCUT,
    groups,
    hidden,
    integer,
    stride,
)
from builder.core.blocks.spec import Argument, BlockSpec, Category, ChannelRule, Kind, Words

_SOURCE = "YOLOv9, https://github.com/WongKinYiu/yolov9"
_AS_WRITTEN = (C1, C2_AS_WRITTEN)
_UNUSED = Words("Not used by this block.", "该模块不使用此参数。")


def _kernels(second: int) -> Argument:
    words = Words(
        "The two kernel sizes, in a list; the first must be 3.",
        "两个卷积核的大小，写成列表；第一个必须为 3。",
    )
    return Argument("k", Kind.KERNEL, words, default=(3, second), minimum=1)


BLOCKS = (
    BlockSpec(
        name="RepConvN",
        category=Category.CONVOLUTION,
        implementation="yolov9.rep:RepConvN",
        channels=ChannelRule.SAME,
        arguments=(
            *_AS_WRITTEN,
            integer("k", "Kernel size; must be 3.", "卷积核大小，必须为 3。", 3, 3),
            stride(),
            integer("p", "Padding; must be 1.", "填充，必须为 1。", 1, 1),
            groups(),
            Argument("d", Kind.INTEGER, _UNUSED, default=1, minimum=1),
            ACT,
            Argument("bn", Kind.BOOLEAN, _UNUSED, default=False),
            Argument("deploy", Kind.BOOLEAN, _UNUSED, default=False),
        ),
        summary=Words(
            "3x3 and 1x1 convolution side by side, fused into one after training.",
            "并行的 3x3 与 1x1 卷积，训练后可合并为一个卷积。",
        ),
        source="RepVGG, https://arxiv.org/abs/2101.03697; https://github.com/WongKinYiu/yolov9",
        example="[{c}, {c}]",
        stock=("yolov9",),
        icon="mdi6.call-merge",
    ),
    BlockSpec(
        name="RepNBottleneck",
        category=Category.CSP,
        implementation="yolov9.rep:RepNBottleneck",
        channels=ChannelRule.SAME,
        arguments=(*_AS_WRITTEN, SHORTCUT, groups(), _kernels(3), hidden()),
        summary=Words(
            "RepConvN and a 3x3 convolution with a shortcut around them.",
            "RepConvN 与 3x3 卷积组成的残差瓶颈块。",
        ),
        source=_SOURCE,
        example="[{c}, {c}]",
        stock=("yolov9",),
        icon="mdi6.bottle-wine-outline",
    ),
    BlockSpec(
        name="RepNRBottleneckBase",
        category=Category.CSP,
        implementation="yolov9.rep:RepNRBottleneckBase",
        channels=ChannelRule.SAME,
        arguments=(*_AS_WRITTEN, SHORTCUT, groups(), _kernels(1), hidden()),
        summary=Words(
            "RepConvN and a 1x1 convolution with a shortcut around them.",
            "RepConvN 与 1x1 卷积组成的残差瓶颈块。",
        ),
        source=_SOURCE,
        example="[{c}, {c}]",
        stock=("yolov9",),
        icon="mdi6.bottle-wine-outline",
    ),
    BlockSpec(
        name="RepNRes",
        category=Category.CSP,
        implementation="yolov9.rep:RepNRes",
        channels=ChannelRule.SAME,
        arguments=(*_AS_WRITTEN, SHORTCUT, groups(), hidden()),
        summary=Words(
            "1x1 convolution, RepConvN and 1x1 convolution with a shortcut around them.",
            "1x1 卷积、RepConvN、1x1 卷积组成的残差块。",
        ),
        source=_SOURCE,
        example="[{c}, {c}]",
        stock=("yolov9",),
        icon="mdi6.debug-step-over",
    ),
    BlockSpec(
        name="RepNCSP",
        category=Category.CSP,
        implementation="yolov9.rep:RepNCSP",
        channels=ChannelRule.SAME,
        arguments=(
            *_AS_WRITTEN,
            integer("n", "Bottlenecks in a row.", "串联的瓶颈块数量。", 1, 1),
            SHORTCUT,
            groups(),
            hidden(),
        ),
        summary=Words(
            "CSP block of bottlenecks that begin with RepConvN.",
            "瓶颈块以 RepConvN 开头的 CSP 模块。",
        ),
        source=_SOURCE,
        example="[{c}, {c}]",
        stock=("yolov9",),
        icon="mdi6.source-branch",
    ),
)
