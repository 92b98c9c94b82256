"""Pools, alone and in pyramids."""

from builder.core.blocks.arguments import C2, POOL_SIZES, hidden, integer, stride
from builder.core.blocks.spec import Argument, BlockSpec, Category, ChannelRule, Kind, Words

_SOURCE = "YOLOv9, https://github.com/WongKinYiu/yolov9"
_UNUSED = Words("Not used by this block.", "该模块不使用此参数。")

BLOCKS = (
    BlockSpec(
        name="SP",
        category=Category.POOLING,
        implementation="yolov9.pooling:SP",
        channels=ChannelRule.SAME,
        arguments=(
            integer("k", "Window size, odd to keep the size.", "窗口大小，奇数可保持尺寸。", 3, 1),
            stride(),
        ),
        summary=Words("Max-pool that keeps the size.", "保持尺寸的最大池化。"),
        source=_SOURCE,
        example="[5]",
        stock=("yolov9",),
        icon="mdi6.dots-grid",
    ),
    BlockSpec(
        name="MP",
        category=Category.POOLING,
        implementation="yolov9.pooling:MP",
        channels=ChannelRule.SAME,
        arguments=(integer("k", "Window size and stride.", "窗口大小，也是步幅。", 2, 1),),
        summary=Words("Max-pool without overlap; halves the size.", "不重叠的最大池化，尺寸减半。"),
        source=_SOURCE,
        example="[]",
        stock=("yolov9",),
        icon="mdi6.grid-large",
    ),
    BlockSpec(
        name="SPPCSPC",
        category=Category.POOLING,
        implementation="yolov9.pooling:SPPCSPC",
        channels=ChannelRule.SCALED,
        arguments=(
            C2,
            Argument("shortcut", Kind.BOOLEAN, _UNUSED, default=False),
            Argument("g", Kind.INTEGER, _UNUSED, default=1, minimum=1),
            hidden(),
            POOL_SIZES,
        ),
        summary=Words(
            "Spatial pyramid pooling on one of two branches; `number` changes nothing.",
            "在一条分支上做空间金字塔池化的 CSP 模块；number 不起作用。",
        ),
        source="https://arxiv.org/abs/2011.08036; https://github.com/WongKinYiu/yolov9",
        repeats_inside=True,
        example="[{c}]",
        stock=("yolov9",),
        icon="mdi6.pyramid",
    ),
    BlockSpec(
        name="ASPP",
        category=Category.POOLING,
        implementation="yolov9.pooling:ASPP",
        channels=ChannelRule.SAME,
        arguments=(
            integer(
                "in_channels",
                "Input channels as they are after width scaling.",
                "输入通道数（按宽度系数缩放之后的值）。",
                minimum=1,
            ),
            integer(
                "out_channels",
                "Channels of each of the four branches; the output has four times as many.",
                "四条分支各自的通道数；输出通道数为其四倍。",
                minimum=1,
            ),
        ),
        summary=Words(
            "Convolutions of growing dilation side by side, and the mean of the whole map.",
            "多种空洞率的卷积并行，并加入全局平均分支。",
        ),
        source="DeepLab, https://arxiv.org/abs/1706.05587; https://github.com/WongKinYiu/yolov9",
        example="[{c}, 16]",
        stock=("yolov9",),
        icon="mdi6.blur-linear",
    ),
)
