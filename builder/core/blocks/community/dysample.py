"""DySample."""

from builder.core.blocks.arguments import integer
from builder.core.blocks.spec import Argument, BlockSpec, Category, ChannelRule, Kind, Words

BLOCKS = (
    BlockSpec(
        name="DySample",
        category=Category.RESAMPLE,
        implementation="community.dysample:DySample",
        channels=ChannelRule.INPUT,
        arguments=(
            integer("scale", "Factor of enlargement.", "放大倍数。", 2, 1),
            Argument(
                "style",
                Kind.TEXT,
                Words(
                    "lp makes the offsets before, pl after a pixel shuffle.",
                    "lp 先生成偏移再重排像素，pl 先重排像素再生成偏移。",
                ),
                default="lp",
                choices=("lp", "pl"),
            ),
            integer(
                "groups",
                "Groups of channels with offsets of their own; must divide the channels.",
                "各自学习偏移的通道组数，必须整除通道数。",
                4,
                1,
            ),
            Argument(
                "dyscope",
                Kind.BOOLEAN,
                Words("Learn how far the offsets reach.", "学习偏移的动态范围。"),
                default=False,
            ),
        ),
        summary=Words(
            "Enlarges by sampling at learnt points; light, keeps the channels.",
            "按学习到的采样点上采样，开销小，通道数不变。",
        ),
        source="https://arxiv.org/abs/2308.15085; tiny-smart/dysample",
        example="[2]",
        icon="mdi6.dots-grid",
    ),
)
