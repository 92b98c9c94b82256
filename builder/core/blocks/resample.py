"""Resolution against channels."""

from builder.core.blocks.arguments import GAIN
from builder.core.blocks.spec import BlockSpec, Category, ChannelRule, Words

BLOCKS = (
    BlockSpec(
        name="Contract",
        category=Category.RESAMPLE,
        implementation="resample:Contract",
        channels=ChannelRule.FOLD,
        arguments=(GAIN,),
        summary=Words(
            "Moves squares of pixels into channels; nothing is lost.",
            "把像素块移入通道维，不丢失信息。",
        ),
        source="YOLOv5, https://github.com/ultralytics/yolov5",
        example="[2]",
        stock=("yolov5", "yolov7", "yolov9"),
        icon="mdi6.arrow-collapse",
    ),
    BlockSpec(
        name="Expand",
        category=Category.RESAMPLE,
        implementation="resample:Expand",
        channels=ChannelRule.UNFOLD,
        arguments=(GAIN,),
        summary=Words(
            "Moves channels into squares of pixels; the inverse of Contract.",
            "把通道移回像素块，是 Contract 的逆操作。",
        ),
        source="YOLOv5, https://github.com/ultralytics/yolov5",
        example="[2]",
        stock=("yolov5", "yolov7", "yolov9"),
        icon="mdi6.arrow-expand",
    ),
)
