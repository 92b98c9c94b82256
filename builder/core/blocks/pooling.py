"""Pooling blocks."""

from builder.core.blocks.arguments import C2, POOL_SIZES
from builder.core.blocks.spec import Argument, BlockSpec, Category, ChannelRule, Kind, Words

BLOCKS = (
    BlockSpec(
        name="SPP",
        category=Category.POOLING,
        implementation="pooling:SPP",
        channels=ChannelRule.SCALED,
        arguments=(C2, POOL_SIZES),
        summary=Words(
            "Spatial pyramid pooling: several max-pools side by side.",
            "空间金字塔池化：多个窗口的最大池化并行。",
        ),
        source="https://arxiv.org/abs/1406.4729; YOLOv3-SPP; YOLOv5",
        example="[{c}, [5, 9, 13]]",
        stock=("yolov5", "ultralytics", "yolov9"),
        icon="mdi6.pyramid",
    ),
    BlockSpec(
        name="SPPF",
        category=Category.POOLING,
        implementation="pooling:SPPF",
        channels=ChannelRule.SCALED,
        arguments=(
            C2,
            Argument(
                "k",
                Kind.INTEGER,
                Words("Window size, odd; used three times in a row.", "池化窗口，奇数，串联三次。"),
                default=5,
                minimum=1,
            ),
        ),
        summary=Words(
            "SPP made fast: one small max-pool three times in a row.",
            "快速版 SPP：同一个小窗口最大池化串联三次。",
        ),
        source="YOLOv5 v6.0, https://github.com/ultralytics/yolov5",
        example="[{c}, 5]",
        stock=("yolov5", "yolov9"),
        icon="mdi6.pyramid",
    ),
)
