"""Pooling blocks."""

from builder.core.blocks.arguments import C2, SHORTCUT_OFF, integer
from builder.core.blocks.spec import BlockSpec, Category, ChannelRule, Words

_WINDOW = integer("k", "Window size, odd.", "池化窗口，奇数。", 5, 1)

BLOCKS = (
    BlockSpec(
        name="SPPF",
        category=Category.POOLING,
        implementation="ultralytics.pooling:SPPF",
        channels=ChannelRule.SCALED,
        arguments=(
            C2,
            _WINDOW,
            integer(
                "n",
                "How often it pools; writing it also drops the activation before pooling.",
                "池化次数；写出该参数还会去掉池化前的激活函数。",
                3,
                0,
            ),
            SHORTCUT_OFF,
        ),
        summary=Words(
            "One small max-pool several times in a row, all stages joined.",
            "同一个小窗口最大池化串联多次，各级输出拼接。",
        ),
        source="YOLOv5 v6.0; Ultralytics YOLO26",
        example="[{c}, 5]",
        stock=("ultralytics",),
        icon="mdi6.pyramid",
    ),
    BlockSpec(
        name="SPPELAN",
        category=Category.POOLING,
        implementation="ultralytics.pooling:SPPELAN",
        channels=ChannelRule.SCALED,
        arguments=(
            C2,
            integer(
                "c3",
                "Channels that are pooled, taken as written: no width scaling.",
                "参与池化的通道数，按原值使用，不做宽度缩放。",
                minimum=1,
            ),
            _WINDOW,
        ),
        summary=Words("SPPF whose pooled channels are chosen.", "可指定池化通道数的 SPPF。"),
        source="YOLOv9, https://arxiv.org/abs/2402.13616",
        example="[{c}, 32]",
        stock=("ultralytics",),
        icon="mdi6.pyramid",
    ),
)
