"""YOLOv7's Swin transformer blocks, second version."""

from builder.core.blocks.spec import BlockSpec, Category, ChannelRule, Words
from builder.core.blocks.yolov7.arguments import STOCK
from builder.core.blocks.yolov7.swin import arguments

BLOCKS = (
    BlockSpec(
        name="SwinTransformer2Block",
        category=Category.ATTENTION,
        implementation="yolov7.swin2:SwinTransformer2Block",
        channels=ChannelRule.SCALED,
        arguments=arguments(7),
        summary=Words(
            "Cosine attention inside windows, which shift from layer to layer.",
            "在窗口内做余弦注意力，窗口逐层移位。",
        ),
        source="Swin Transformer V2, https://arxiv.org/abs/2111.09883; YOLOv7",
        example="[{c}, 2, 2]",
        stock=STOCK,
        icon="mdi6.view-grid-plus-outline",
    ),
)
