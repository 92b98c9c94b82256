"""YOLOv9's bottlenecks and cross-stage-partial blocks.

The parser lists only Bottleneck and BottleneckCSP; the rest gets its arguments as written.
"""

from builder.core.blocks.arguments import C1, C2, C2_AS_WRITTEN, SHORTCUT, groups, hidden, integer
from builder.core.blocks.spec import Argument, BlockSpec, Category, ChannelRule, Kind, Words

_SOURCE = "ResNet, https://arxiv.org/abs/1512.03385; https://github.com/WongKinYiu/yolov9"
_CSP = "CSPNet, https://arxiv.org/abs/1911.11929; https://github.com/WongKinYiu/yolov9"
_AS_WRITTEN = (C1, C2_AS_WRITTEN)
_INSIDE = (
    integer("n", "Bottlenecks in a row.", "串联的瓶颈块数量。", 1, 1),
    SHORTCUT,
    groups(),
    hidden(),
)


def _kernels(first: int, second: int) -> Argument:
    words = Words("The two kernel sizes, in a list.", "两个卷积核的大小，写成列表。")
    return Argument("k", Kind.KERNEL, words, default=(first, second), minimum=1)


BLOCKS = (
    BlockSpec(
        name="Bottleneck",
        category=Category.CSP,
        implementation="yolov9.csp:Bottleneck",
        channels=ChannelRule.SCALED,
        arguments=(C2, SHORTCUT, groups(), _kernels(3, 3), hidden()),
        summary=Words(
            "Two convolutions, 3x3 by default, with a shortcut around them.",
            "两个卷积（默认均为 3x3）组成的残差瓶颈块。",
        ),
        source=_SOURCE,
        example="[{c}]",
        stock=("yolov9",),
        icon="mdi6.bottle-wine-outline",
    ),
    BlockSpec(
        name="BottleneckBase",
        category=Category.CSP,
        implementation="yolov9.csp:BottleneckBase",
        channels=ChannelRule.SAME,
        arguments=(*_AS_WRITTEN, SHORTCUT, groups(), _kernels(1, 3), hidden()),
        summary=Words(
            "1x1 and 3x3 convolution with a shortcut around them.",
            "1x1 与 3x3 卷积组成的残差瓶颈块。",
        ),
        source=_SOURCE,
        example="[{c}, {c}]",
        stock=("yolov9",),
        icon="mdi6.bottle-wine-outline",
    ),
    BlockSpec(
        name="RBottleneckBase",
        category=Category.CSP,
        implementation="yolov9.csp:RBottleneckBase",
        channels=ChannelRule.SAME,
        arguments=(*_AS_WRITTEN, SHORTCUT, groups(), _kernels(3, 1), hidden()),
        summary=Words(
            "3x3 and 1x1 convolution with a shortcut around them.",
            "3x3 与 1x1 卷积组成的残差瓶颈块。",
        ),
        source=_SOURCE,
        example="[{c}, {c}]",
        stock=("yolov9",),
        icon="mdi6.bottle-wine-outline",
    ),
    BlockSpec(
        name="Res",
        category=Category.CSP,
        implementation="yolov9.csp:Res",
        channels=ChannelRule.SAME,
        arguments=(*_AS_WRITTEN, SHORTCUT, groups(), hidden()),
        summary=Words(
            "1x1, 3x3 and 1x1 convolution with a shortcut around them.",
            "1x1、3x3、1x1 三个卷积组成的残差块。",
        ),
        source=_SOURCE,
        example="[{c}, {c}]",
        stock=("yolov9",),
        icon="mdi6.debug-step-over",
    ),
    BlockSpec(
        name="BottleneckCSP",
        category=Category.CSP,
        implementation="yolov9.csp:BottleneckCSP",
        channels=ChannelRule.SCALED,
        arguments=(C2, SHORTCUT, groups(), hidden()),
        summary=Words(
            "CSP block with one normalisation after the join, of 3x3 bottlenecks.",
            "拼接之后统一归一化的 CSP 模块，瓶颈块为两个 3x3 卷积。",
        ),
        source=_CSP,
        repeats_inside=True,
        example="[{c}]",
        stock=("yolov9",),
        icon="mdi6.source-fork",
    ),
    BlockSpec(
        name="CSP",
        category=Category.CSP,
        implementation="yolov9.csp:CSP",
        channels=ChannelRule.SAME,
        arguments=(*_AS_WRITTEN, *_INSIDE),
        summary=Words(
            "CSP block with three convolutions, of 3x3 bottlenecks.",
            "含三个卷积的 CSP 模块，瓶颈块为两个 3x3 卷积。",
        ),
        source=_CSP,
        example="[{c}, {c}]",
        stock=("yolov9",),
        icon="mdi6.source-branch",
    ),
    BlockSpec(
        name="CSPBase",
        category=Category.CSP,
        implementation="yolov9.csp:CSPBase",
        channels=ChannelRule.SAME,
        arguments=(*_AS_WRITTEN, *_INSIDE),
        summary=Words(
            "CSP block with three convolutions: the C3 of YOLOv5 under another name.",
            "含三个卷积的 CSP 模块，等同于 YOLOv5 的 C3。",
        ),
        source=_CSP,
        example="[{c}, {c}]",
        stock=("yolov9",),
        icon="mdi6.source-branch",
    ),
)
