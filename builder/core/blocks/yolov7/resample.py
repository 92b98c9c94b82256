"""YOLOv7's way to trade resolution for channels."""

from builder.core.blocks.spec import BlockSpec, Category, ChannelRule, Words
from builder.core.blocks.yolov7.arguments import STOCK

BLOCKS = (
    BlockSpec(
        name="ReOrg",
        category=Category.RESAMPLE,
        implementation="yolov7.resample:ReOrg",
        channels=ChannelRule.QUADRUPLE,
        arguments=(),
        summary=Words(
            "Moves 2x2 pixels into channels: half the size, four times the channels.",
            "把 2x2 像素移到通道：尺寸减半，通道变为四倍。",
        ),
        source="YOLOv2, https://arxiv.org/abs/1612.08242; YOLOv7",
        stock=STOCK,
        icon="mdi6.view-grid",
    ),
)
