"""HorNet's blocks."""

from builder.core.blocks.arguments import C2, hidden, integer
from builder.core.blocks.community.convnext import DROP_PATH, LAYER_SCALE
from builder.core.blocks.community.unused import NOTED_C2, UNUSED_G, UNUSED_SHORTCUT
from builder.core.blocks.spec import Argument, BlockSpec, Category, ChannelRule, Kind, Words

_SOURCE = "https://arxiv.org/abs/2207.14284; raoyongming/HorNet"

BLOCKS = (
    BlockSpec(
        name="gnconv",
        category=Category.CONVOLUTION,
        implementation="community.hornet:gnconv",
        channels=ChannelRule.SCALED,
        arguments=(
            NOTED_C2,
            integer(
                "order",
                "How many features are multiplied; 2**(order - 1) must divide the channels.",
                "递归相乘的阶数；通道数须能被 2 的 (order - 1) 次方整除。",
                5,
                1,
            ),
            Argument(
                "s",
                Kind.NUMBER,
                Words("Factor on the depth-wise features.", "深度卷积特征的缩放系数。"),
                default=1.0,
            ),
        ),
        summary=Words(
            "Recursive gated convolution of HorNet; keeps the shape.",
            "HorNet 的递归门控卷积，形状不变。",
        ),
        source=_SOURCE,
        example="[{c}]",
        same_channels=True,
        icon="mdi6.multiplication-box",
    ),
    BlockSpec(
        name="HorBlock",
        category=Category.BACKBONE,
        implementation="community.hornet:HorBlock",
        channels=ChannelRule.SCALED,
        arguments=(NOTED_C2, DROP_PATH, LAYER_SCALE),
        summary=Words(
            "HorNet block: gated convolution and two pointwise layers, each with a shortcut.",
            "HorNet 块：递归门控卷积与两层逐点全连接，各带残差连接。",
        ),
        source=f"{_SOURCE}; iscyy/yoloair",
        example="[{c}]",
        same_channels=True,
        icon="mdi6.alpha-h-box-outline",
    ),
    BlockSpec(
        name="C3HB",
        category=Category.CSP,
        implementation="community.hornet:C3HB",
        channels=ChannelRule.SCALED,
        arguments=(C2, UNUSED_SHORTCUT, UNUSED_G, hidden()),
        summary=Words(
            "C3 with `number` HorNet blocks inside.", "内部为 number 个 HorNet 块的 C3。"
        ),
        source=f"iscyy/yoloair; {_SOURCE}",
        repeats_inside=True,
        example="[{c}]",
        icon="mdi6.source-branch",
    ),
)
