"""C3 with Swin blocks inside."""

from builder.core.blocks.arguments import C2, SHORTCUT, groups, hidden
from builder.core.blocks.spec import BlockSpec, Category, ChannelRule, Words

BLOCKS = (
    BlockSpec(
        name="C3STR",
        category=Category.CSP,
        implementation="backbones.swin_csp:C3STR",
        channels=ChannelRule.SCALED,
        arguments=(C2, SHORTCUT, groups(), hidden()),
        summary=Words(
            "C3 with Swin layers: windows of 8x8, one head for every 32 hidden channels.",
            "以 Swin 层代替瓶颈的 C3：窗口 8x8，每 32 个隐藏通道一个头。",
        ),
        source="Swin Transformer, https://arxiv.org/abs/2103.14030, as in forks of YOLOv5",
        repeats_inside=True,
        example="[{c}]",
        icon="mdi6.window-shutter",
    ),
)
