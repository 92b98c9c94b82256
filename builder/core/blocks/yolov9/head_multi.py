"""Heads with auxiliary groups of levels."""

from builder.core.blocks.spec import BlockSpec, Category, ChannelRule, Words
from builder.core.blocks.yolov9.head import NC, SOURCE


def _head(name: str, summary: Words, icon: str) -> BlockSpec:
    return BlockSpec(
        name=name,
        category=Category.HEAD,
        implementation=f"yolov9.head_multi:{name}",
        channels=ChannelRule.HEAD,
        arguments=(NC,),
        summary=summary,
        source=SOURCE,
        arity="many",
        example="[nc]",
        stock=("yolov9",),
        icon=icon,
    )


BLOCKS = (
    _head(
        "DualDetect",
        Words(
            "Detect twice: first the auxiliary levels, then as many main ones.",
            "两组 Detect：先写辅助分支的各层，再写同样多的主分支层。",
        ),
        "mdi6.numeric-2-circle-outline",
    ),
    _head(
        "DualDDetect",
        Words(
            "DDetect twice: first the auxiliary levels, then as many main ones.",
            "两组 DDetect：先写辅助分支的各层，再写同样多的主分支层。",
        ),
        "mdi6.numeric-2-circle-outline",
    ),
    _head(
        "TripleDetect",
        Words(
            "Detect three times: two auxiliary groups of levels, then the main one.",
            "三组 Detect：先写两组辅助分支的各层，再写主分支层。",
        ),
        "mdi6.numeric-3-circle-outline",
    ),
    _head(
        "TripleDDetect",
        Words(
            "DDetect three times: two auxiliary groups of levels, then the main one.",
            "三组 DDetect：先写两组辅助分支的各层，再写主分支层。",
        ),
        "mdi6.numeric-3-circle-outline",
    ),
)
