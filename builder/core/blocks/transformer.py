"""Transformer blocks."""

from builder.core.blocks.arguments import C1, C2_AS_WRITTEN, integer
from builder.core.blocks.spec import BlockSpec, Category, ChannelRule, Words

BLOCKS = (
    BlockSpec(
        name="TransformerBlock",
        category=Category.ATTENTION,
        implementation="transformer:TransformerBlock",
        channels=ChannelRule.SAME,
        arguments=(
            C1,
            C2_AS_WRITTEN,
            integer(
                "num_heads",
                "Attention heads; must divide c2.",
                "注意力头数，须整除 c2。",
                minimum=1,
            ),
            integer("num_layers", "Transformer layers in a row.", "Transformer 层数。", minimum=1),
        ),
        summary=Words(
            "Transformer layers over all pixels; YOLOv5's parser passes its args as written.",
            "对全部像素做 Transformer；YOLOv5 解析时参数按原值传入。",
        ),
        source="ViT, https://arxiv.org/abs/2010.11929; YOLOv5",
        example="[{c}, {c}, 4, 1]",
        stock=("yolov5",),
        same_channels=True,
        icon="mdi6.transit-connection-variant",
    ),
)
