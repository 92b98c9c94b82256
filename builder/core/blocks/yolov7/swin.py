"""YOLOv7's Swin transformer blocks, first version."""

from builder.core.blocks.arguments import C2, integer
from builder.core.blocks.spec import Argument, BlockSpec, Category, ChannelRule, Words
from builder.core.blocks.yolov7.arguments import STOCK


def arguments(window: int) -> tuple[Argument, ...]:
    """What both versions take."""
    return (
        C2,
        integer(
            "num_heads", "Attention heads; must divide c2.", "注意力头数，须整除 c2。", minimum=1
        ),
        integer("num_layers", "Layers in a row.", "串联的层数。", minimum=0),
        integer("window_size", "Side of the windows.", "窗口边长。", window, 1),
    )


BLOCKS = (
    BlockSpec(
        name="SwinTransformerBlock",
        category=Category.ATTENTION,
        implementation="yolov7.swin:SwinTransformerBlock",
        channels=ChannelRule.SCALED,
        arguments=arguments(8),
        summary=Words(
            "Self-attention inside windows, which shift from layer to layer.",
            "在窗口内做自注意力，窗口逐层移位。",
        ),
        source="Swin Transformer, https://arxiv.org/abs/2103.14030; YOLOv7",
        example="[{c}, 2, 2]",
        stock=STOCK,
        icon="mdi6.view-grid-outline",
    ),
)
