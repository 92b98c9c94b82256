"""YOLOv7's head with bins."""

from builder.core.blocks.spec import Words
from builder.core.blocks.yolov7.arguments import SOURCE
from builder.core.blocks.yolov7.head import head

BLOCKS = (
    head(
        "IBin",
        Words(
            "IDetect that chooses widths and heights from 21 bins each.",
            "用 21 个区间分类来预测宽高的 IDetect。",
        ),
        SOURCE,
        "mdi6.chart-bell-curve",
        file="head_bin",
    ),
)
