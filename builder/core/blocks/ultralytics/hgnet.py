"""Blocks of PP-HGNetV2."""

from builder.core.blocks.arguments import C2_AS_WRITTEN, SHORTCUT_OFF, integer, kernel
from builder.core.blocks.spec import Argument, BlockSpec, Category, ChannelRule, Kind, Words

_SOURCE = "PP-HGNetV2 in PaddleDetection; RT-DETR, https://arxiv.org/abs/2304.08069"
_CM = integer(
    "cm",
    "Channels inside, taken as written: no width scaling.",
    "内部通道数，按原值使用，不做宽度缩放。",
    minimum=1,
)

BLOCKS = (
    BlockSpec(
        name="HGStem",
        category=Category.BACKBONE,
        implementation="ultralytics.hgnet:HGStem",
        channels=ChannelRule.MIDDLE,
        arguments=(_CM, C2_AS_WRITTEN),
        summary=Words(
            "First layer of HGNetV2: convolutions and a max-pool side by side; quarters the size.",
            "HGNetV2 的首层：卷积与最大池化并行，尺寸变为四分之一。",
        ),
        source=_SOURCE,
        example="[32, {c}]",
        stock=("ultralytics",),
        icon="mdi6.sprout-outline",
    ),
    BlockSpec(
        name="HGBlock",
        category=Category.BACKBONE,
        implementation="ultralytics.hgnet:HGBlock",
        channels=ChannelRule.MIDDLE,
        arguments=(
            _CM,
            C2_AS_WRITTEN,
            kernel(3),
            Argument(
                "lightconv",
                Kind.BOOLEAN,
                Words(
                    "A 1x1 and a depth-wise convolution in each step, not a full one.",
                    "每一步用 1x1 加逐通道卷积代替普通卷积。",
                ),
                default=False,
            ),
            SHORTCUT_OFF,
            Argument(
                "act",
                Kind.ANY,
                Words(
                    "None: ReLU; True: the network's activation; False: none.",
                    "None 表示 ReLU，True 使用网络默认激活函数，False 不使用。",
                ),
                default=None,
            ),
        ),
        summary=Words(
            "`number` convolutions whose steps are all joined; rows must write k.",
            "number 个卷积，各步输出全部拼接；行中必须写出 k。",
        ),
        source=_SOURCE,
        repeats_inside=True,
        example="[32, {c}, 3]",
        stock=("ultralytics",),
        icon="mdi6.view-week-outline",
    ),
)
