"""Bottlenecks and cross-stage-partial blocks."""

from builder.core.blocks.arguments import C2, SHORTCUT, SHORTCUT_OFF, groups, hidden
from builder.core.blocks.spec import Argument, BlockSpec, Category, ChannelRule, Kind, Words

_CSP = "CSPNet, https://arxiv.org/abs/1911.11929; Ultralytics"

BLOCKS = (
    BlockSpec(
        name="Bottleneck",
        category=Category.CSP,
        implementation="ultralytics.csp:Bottleneck",
        channels=ChannelRule.SCALED,
        arguments=(
            C2,
            SHORTCUT,
            groups(),
            Argument(
                "k",
                Kind.KERNEL,
                Words("Kernel sizes of both convolutions.", "两个卷积的卷积核大小。"),
                default=(3, 3),
                minimum=1,
            ),
            hidden(),
        ),
        summary=Words(
            "Two 3x3 convolutions with a shortcut around them.",
            "两个 3x3 卷积组成的残差瓶颈块。",
        ),
        source="ResNet, https://arxiv.org/abs/1512.03385; Ultralytics YOLOv8",
        example="[{c}]",
        stock=("ultralytics",),
        icon="mdi6.bottle-wine-outline",
    ),
    BlockSpec(
        name="BottleneckCSP",
        category=Category.CSP,
        implementation="ultralytics.csp:BottleneckCSP",
        channels=ChannelRule.SCALED,
        arguments=(C2, SHORTCUT, groups(), hidden()),
        summary=Words(
            "YOLOv5's older CSP block, with two 3x3 kernels in each bottleneck.",
            "YOLOv5 的旧版 CSP 模块，每个瓶颈块含两个 3x3 卷积。",
        ),
        source=_CSP,
        repeats_inside=True,
        example="[{c}]",
        stock=("ultralytics",),
        icon="mdi6.source-fork",
    ),
    BlockSpec(
        name="C1",
        category=Category.CSP,
        implementation="ultralytics.csp:C1",
        channels=ChannelRule.SCALED,
        arguments=(C2,),
        summary=Words(
            "A 1x1 and `number` 3x3 convolutions with one shortcut around the latter.",
            "一个 1x1 卷积加 number 个 3x3 卷积，后者整体带残差连接。",
        ),
        source="Ultralytics, https://github.com/ultralytics/ultralytics",
        repeats_inside=True,
        example="[{c}]",
        stock=("ultralytics",),
        icon="mdi6.numeric-1-box-outline",
    ),
    BlockSpec(
        name="C2",
        category=Category.CSP,
        implementation="ultralytics.csp:C2",
        channels=ChannelRule.SCALED,
        arguments=(C2, SHORTCUT, groups(), hidden()),
        summary=Words(
            "CSP block with two convolutions: split in two, `number` bottlenecks on one half.",
            "含两个卷积的 CSP 模块：通道一分为二，其中一半经过 number 个瓶颈块。",
        ),
        source=_CSP,
        repeats_inside=True,
        example="[{c}]",
        stock=("ultralytics",),
        icon="mdi6.numeric-2-box-outline",
    ),
    BlockSpec(
        name="C2f",
        category=Category.CSP,
        implementation="ultralytics.csp:C2f",
        channels=ChannelRule.SCALED,
        arguments=(C2, SHORTCUT_OFF, groups(), hidden()),
        summary=Words(
            "C2 that joins the output of every bottleneck: the workhorse of YOLOv8.",
            "把每个瓶颈块的输出都拼接起来的 C2，YOLOv8 的主力模块。",
        ),
        source="Ultralytics YOLOv8; ELAN, https://arxiv.org/abs/2211.04800",
        repeats_inside=True,
        example="[{c}, True]",
        stock=("ultralytics",),
        icon="mdi6.source-branch",
    ),
)
