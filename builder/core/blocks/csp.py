"""Bottlenecks and cross-stage-partial blocks."""

from builder.core.blocks.arguments import C2, POOL_SIZES, SHORTCUT, groups, hidden, integer
from builder.core.blocks.spec import BlockSpec, Category, ChannelRule, Words

_CSP = "CSPNet, https://arxiv.org/abs/1911.11929; YOLOv5"
_USUAL = (C2, SHORTCUT, groups(), hidden())

BLOCKS = (
    BlockSpec(
        name="Bottleneck",
        category=Category.CSP,
        implementation="csp:Bottleneck",
        channels=ChannelRule.SCALED,
        arguments=_USUAL,
        summary=Words(
            "1x1 and 3x3 convolution with a shortcut around them.",
            "1x1 与 3x3 卷积组成的残差瓶颈块。",
        ),
        source="ResNet, https://arxiv.org/abs/1512.03385; YOLOv5",
        example="[{c}]",
        stock=("yolov5",),
        icon="mdi6.bottle-wine-outline",
    ),
    BlockSpec(
        name="C3",
        category=Category.CSP,
        implementation="csp:C3",
        channels=ChannelRule.SCALED,
        arguments=_USUAL,
        summary=Words(
            "CSP block with three convolutions and `number` bottlenecks.",
            "含三个卷积和 number 个瓶颈块的 CSP 模块，YOLOv5 的主力。",
        ),
        source=_CSP,
        repeats_inside=True,
        example="[{c}]",
        stock=("yolov5", "ultralytics"),
        icon="mdi6.source-branch",
    ),
    BlockSpec(
        name="BottleneckCSP",
        category=Category.CSP,
        implementation="csp:BottleneckCSP",
        channels=ChannelRule.SCALED,
        arguments=_USUAL,
        summary=Words(
            "The older CSP block: four convolutions, one normalisation after the join.",
            "旧版 CSP 模块：四个卷积，拼接之后统一做一次归一化。",
        ),
        source=_CSP,
        repeats_inside=True,
        example="[{c}]",
        stock=("yolov5",),
        icon="mdi6.source-fork",
    ),
    BlockSpec(
        name="C3x",
        category=Category.CSP,
        implementation="csp:C3x",
        channels=ChannelRule.SCALED,
        arguments=_USUAL,
        summary=Words(
            "C3 with cross convolutions (1x3, 3x1) in place of bottlenecks.",
            "用十字卷积（1x3、3x1）代替瓶颈块的 C3。",
        ),
        source=_CSP,
        repeats_inside=True,
        example="[{c}]",
        stock=("yolov5", "ultralytics"),
        icon="mdi6.source-merge",
    ),
    BlockSpec(
        name="C3TR",
        category=Category.CSP,
        implementation="csp:C3TR",
        channels=ChannelRule.SCALED,
        arguments=_USUAL,
        summary=Words(
            "C3 with `number` transformer layers inside; costs (H*W)^2, so use it at P5.",
            "内部为 number 层 Transformer 的 C3；开销随 (H*W) 的平方增长，宜放在 P5。",
        ),
        source="ViT, https://arxiv.org/abs/2010.11929; YOLOv5",
        repeats_inside=True,
        example="[{c}]",
        stock=("yolov5", "ultralytics"),
        icon="mdi6.transit-connection-variant",
    ),
    BlockSpec(
        name="C3SPP",
        category=Category.CSP,
        implementation="csp:C3SPP",
        channels=ChannelRule.SCALED,
        arguments=(
            C2,
            POOL_SIZES,
            integer("n", "Not used by this block.", "该模块不使用此参数。", 1, 1),
            SHORTCUT,
            groups(),
            hidden(),
        ),
        summary=Words(
            "C3 with spatial pyramid pooling inside; `number` makes copies of the whole.",
            "内部为空间金字塔池化的 C3；number 会重复整个模块。",
        ),
        source=_CSP,
        example="[{c}, [5, 9, 13]]",
        stock=("yolov5",),
        icon="mdi6.layers-triple-outline",
    ),
    BlockSpec(
        name="C3Ghost",
        category=Category.CSP,
        implementation="csp:C3Ghost",
        channels=ChannelRule.SCALED,
        arguments=_USUAL,
        summary=Words(
            "C3 with ghost bottlenecks: fewer parameters and operations.",
            "使用 Ghost 瓶颈块的轻量 C3。",
        ),
        source="GhostNet, https://arxiv.org/abs/1911.11907; YOLOv5",
        repeats_inside=True,
        example="[{c}]",
        stock=("yolov5", "ultralytics"),
        icon="mdi6.ghost",
    ),
)
