"""Lighter variants of C3."""

from builder.core.blocks.arguments import C2, SHORTCUT, groups, hidden
from builder.core.blocks.spec import BlockSpec, Category, ChannelRule, Words


def _c3(name: str, summary: Words, source: str) -> BlockSpec:
    return BlockSpec(
        name=name,
        category=Category.CSP,
        implementation=f"community.csp:{name}",
        channels=ChannelRule.SCALED,
        arguments=(C2, SHORTCUT, groups(), hidden()),
        summary=summary,
        source=source,
        repeats_inside=True,
        example="[{c}]",
        icon="mdi6.source-branch-minus",
    )


BLOCKS = (
    _c3(
        "C3C2",
        Words(
            "C3 with one convolution before both branches instead of two.",
            "两个分支共用一个卷积的 C3。",
        ),
        "iscyy/yoloair",
    ),
    _c3(
        "LC3",
        Words(
            "C3 that adds its branches instead of concatenating them.",
            "用相加代替拼接的轻量 C3。",
        ),
        "YOLOv5-Lite; iscyy/yoloair",
    ),
)
