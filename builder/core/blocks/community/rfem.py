"""YOLO-FaceV2's receptive field enhancement."""

from builder.core.blocks.arguments import C2, hidden
from builder.core.blocks.community.unused import UNUSED_SHORTCUT
from builder.core.blocks.spec import BlockSpec, Category, ChannelRule, Words

BLOCKS = (
    BlockSpec(
        name="C3RFEM",
        category=Category.CSP,
        implementation="community.rfem:C3RFEM",
        channels=ChannelRule.SCALED,
        arguments=(C2, UNUSED_SHORTCUT, hidden()),
        summary=Words(
            "C3 whose inner convolutions run at three dilations with the same weights.",
            "内部以同一组权重做三种空洞率卷积的 C3。",
        ),
        source="YOLO-FaceV2, https://arxiv.org/abs/2208.02019; iscyy/yoloair",
        repeats_inside=True,
        example="[{c}]",
        icon="mdi6.source-branch",
    ),
)
