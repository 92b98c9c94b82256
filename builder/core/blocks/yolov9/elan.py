"""Efficient layer aggregation; only the output channels follow the width."""

from builder.core.blocks.arguments import C2, integer
from builder.core.blocks.spec import BlockSpec, Category, ChannelRule, Words

_GELAN = "GELAN of YOLOv9, https://arxiv.org/abs/2402.13616; https://github.com/WongKinYiu/yolov9"
_C3 = integer(
    "c3",
    "Channels of the first convolution, taken as written; the second half goes on.",
    "第一个卷积的通道数，按原值使用；后一半继续向下传。",
    minimum=1,
)
_C4 = integer(
    "c4", "Channels of each stage, taken as written.", "每一级的通道数，按原值使用。", minimum=1
)

BLOCKS = (
    BlockSpec(
        name="ELAN1",
        category=Category.CSP,
        implementation="yolov9.elan:ELAN1",
        channels=ChannelRule.SCALED,
        arguments=(C2, _C3, _C4),
        summary=Words(
            "Half of the channels through two 3x3 convolutions in a row; all stages are joined.",
            "一半通道依次经过两个 3x3 卷积，各级输出全部拼接。",
        ),
        source="ELAN, https://arxiv.org/abs/2211.04800; https://github.com/WongKinYiu/yolov9",
        example="[{c}, {c}, 32]",
        stock=("yolov9",),
        icon="mdi6.layers-triple",
    ),
    BlockSpec(
        name="RepNCSPELAN4",
        category=Category.CSP,
        implementation="yolov9.elan:RepNCSPELAN4",
        channels=ChannelRule.SCALED,
        arguments=(
            C2,
            _C3,
            _C4,
            integer(
                "c5",
                "Bottlenecks in each RepNCSP; depth_multiple does not change it.",
                "每个 RepNCSP 中的瓶颈块数量，不受 depth_multiple 影响。",
                1,
                1,
            ),
        ),
        summary=Words(
            "GELAN's block: ELAN with RepNCSP and a 3x3 convolution as stages.",
            "GELAN 的核心模块：每一级为 RepNCSP 加 3x3 卷积的 ELAN。",
        ),
        source=_GELAN,
        example="[{c}, {c}, 32, 1]",
        stock=("yolov9",),
        icon="mdi6.layers-triple-outline",
    ),
    BlockSpec(
        name="SPPELAN",
        category=Category.POOLING,
        implementation="yolov9.elan:SPPELAN",
        channels=ChannelRule.SCALED,
        arguments=(
            C2,
            integer(
                "c3",
                "Channels that are pooled, taken as written.",
                "参与池化的通道数，按原值使用。",
                minimum=1,
            ),
        ),
        summary=Words(
            "Spatial pyramid pooling as a chain: three 5x5 max-pools in a row, all joined.",
            "链式空间金字塔池化：串联三次 5x5 最大池化并全部拼接。",
        ),
        source=_GELAN,
        example="[{c}, 32]",
        stock=("yolov9",),
        icon="mdi6.pyramid",
    ),
)
