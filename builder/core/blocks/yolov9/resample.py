"""Resolution against channels."""

from builder.core.blocks.spec import BlockSpec, Category, ChannelRule, Words

BLOCKS = (
    BlockSpec(
        name="ReOrg",
        category=Category.RESAMPLE,
        implementation="yolov9.resample:ReOrg",
        channels=ChannelRule.QUADRUPLE,
        arguments=(),
        summary=Words(
            "Moves 2x2 pixels into channels; halves the size.",
            "把 2x2 像素移入通道维，尺寸减半。",
        ),
        source="YOLOv9, https://github.com/WongKinYiu/yolov9",
        stock=("yolov9",),
        icon="mdi6.arrow-collapse",
    ),
)
