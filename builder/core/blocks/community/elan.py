"""YOLOv7's layer aggregations as single rows."""

from builder.core.blocks.arguments import C2
from builder.core.blocks.spec import BlockSpec, Category, ChannelRule, Words


def _elan(name: str, english: str, chinese: str) -> BlockSpec:
    return BlockSpec(
        name=name,
        category=Category.CSP,
        implementation=f"community.elan:{name}",
        channels=ChannelRule.SCALED,
        arguments=(C2,),
        summary=Words(english, chinese),
        source="YOLOv7, https://arxiv.org/abs/2207.02696",
        example="[{c}]",
        icon="mdi6.sitemap-outline",
    )


BLOCKS = (
    _elan(
        "ELAN",
        "Layer aggregation of YOLOv7's backbone as one row.",
        "把 YOLOv7 主干的 ELAN 结构写成一行。",
    ),
    _elan(
        "ELANW",
        "Wider layer aggregation of YOLOv7's head as one row.",
        "把 YOLOv7 颈部的 ELAN-W（ELAN-H）结构写成一行。",
    ),
)
