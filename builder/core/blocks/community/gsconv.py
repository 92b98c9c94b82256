"""Slim neck."""

from builder.core.blocks.arguments import ACT, C2, groups, hidden, integer, kernel, stride
from builder.core.blocks.community.unused import UNUSED_G, UNUSED_SHORTCUT
from builder.core.blocks.spec import BlockSpec, Category, ChannelRule, Words

_SOURCE = "https://arxiv.org/abs/2206.02424; AlanLi1997/slim-neck-by-gsconv"

BLOCKS = (
    BlockSpec(
        name="GSConv",
        category=Category.CONVOLUTION,
        implementation="community.gsconv:GSConv",
        channels=ChannelRule.SCALED,
        arguments=(C2, kernel(1), stride(), groups(), ACT),
        summary=Words(
            "Half of the channels convolved densely, half depth-wise, then interleaved.",
            "一半通道做普通卷积，一半做深度卷积，再交错排列（Slim-neck）。",
        ),
        source=_SOURCE,
        example="[{c}, 3, 2]",
        icon="mdi6.shuffle-variant",
    ),
    BlockSpec(
        name="GSBottleneck",
        category=Category.CSP,
        implementation="community.gsconv:GSBottleneck",
        channels=ChannelRule.SCALED,
        arguments=(
            C2,
            integer("k", "Not used by this block.", "该模块不使用此参数。", 3, 1),
            integer("s", "Not used by this block.", "该模块不使用此参数。", 1, 1),
            hidden(),
        ),
        summary=Words(
            "Two GSConvs beside a 1x1 convolution.", "两个 GSConv 与 1x1 卷积并联的瓶颈块。"
        ),
        source=_SOURCE,
        example="[{c}]",
        icon="mdi6.bottle-soda-outline",
    ),
    BlockSpec(
        name="GSBottleneckC",
        category=Category.CSP,
        implementation="community.gsconv:GSBottleneckC",
        channels=ChannelRule.SCALED,
        arguments=(C2, kernel(3), stride()),
        summary=Words(
            "Two GSConvs beside a depth-wise convolution.", "两个 GSConv 与深度卷积并联的瓶颈块。"
        ),
        source=_SOURCE,
        example="[{c}]",
        icon="mdi6.bottle-soda-classic-outline",
    ),
    BlockSpec(
        name="VoVGSCSP",
        category=Category.CSP,
        implementation="community.gsconv:VoVGSCSP",
        channels=ChannelRule.SCALED,
        arguments=(C2, UNUSED_SHORTCUT, UNUSED_G, hidden()),
        summary=Words(
            "CSP block with `number` GSBottlenecks, for slim necks.",
            "含 number 个 GSBottleneck 的 CSP 模块，用于 Slim-neck 颈部。",
        ),
        source=_SOURCE,
        repeats_inside=True,
        example="[{c}]",
        icon="mdi6.source-branch-sync",
    ),
)
