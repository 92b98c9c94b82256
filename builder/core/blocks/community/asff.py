"""Adaptively spatial feature fusion."""

from builder.core.blocks.arguments import C2
from builder.core.blocks.spec import Argument, Arity, BlockSpec, Category, ChannelRule, Kind, Words


def _fusion(name: str, arity: Arity, levels: int) -> BlockSpec:
    level = Argument(
        "level",
        Kind.INTEGER,
        Words(
            "Which input gives size and channels: 0 is the finest. c2 must be its channels.",
            "以哪个输入的尺寸和通道为准，0 为最高分辨率；c2 必须等于它的通道数。",
        ),
        default=0,
        minimum=0,
        maximum=levels - 1,
    )
    return BlockSpec(
        name=name,
        category=Category.FUSION,
        implementation=f"community.asff:{name}",
        channels=ChannelRule.SCALED_MANY,
        arguments=(C2, level),
        summary=Words(
            f"Brings {levels} neighbouring levels, finest first, to one and weighs them by pixel.",
            f"把相邻的 {levels} 个层级（由细到粗）统一到同一尺寸，并逐像素加权融合。",
        ),
        source="ASFF, https://arxiv.org/abs/1911.09516; AFPN, https://arxiv.org/abs/2306.15988",
        arity=arity,
        example="[{c}, 0]",
        icon="mdi6.layers-plus",
    )


BLOCKS = (_fusion("ASFF2", "exactly 2", 2), _fusion("ASFF3", "exactly 3", 3))
