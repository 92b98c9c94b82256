"""Area attention."""

from builder.core.blocks.arguments import C2, SHORTCUT, groups, hidden, integer
from builder.core.blocks.spec import Argument, BlockSpec, Category, ChannelRule, Kind, Words

BLOCKS = (
    BlockSpec(
        name="A2C2f",
        category=Category.ATTENTION,
        implementation="ultralytics.area_attention:A2C2f",
        channels=ChannelRule.SCALED,
        arguments=(
            C2,
            Argument(
                "a2",
                Kind.BOOLEAN,
                Words(
                    "Two area-attention blocks in each step; False: a C3k block.",
                    "每一步含两个区域注意力块；False 表示使用 C3k 块。",
                ),
                default=True,
            ),
            integer(
                "area",
                "Areas that attend each for itself; must divide the number of pixels.",
                "各自独立做注意力的区域数，须整除像素总数。",
                1,
                1,
            ),
            Argument(
                "residual",
                Kind.BOOLEAN,
                Words(
                    "Add the input and scale the rest by a learnt factor; needs c1 == c2.",
                    "加上输入，其余部分乘以可学习系数；要求输入输出通道相同。",
                ),
                default=False,
            ),
            Argument(
                "mlp_ratio",
                Kind.NUMBER,
                Words(
                    "Channels inside the blocks' networks as a multiple of the chain's.",
                    "块内前馈网络通道数与主通道数之比。",
                ),
                default=2.0,
                minimum=0.1,
            ),
            hidden(),
            groups(),
            SHORTCUT,
        ),
        summary=Words(
            "`number` steps of area attention (or C3k), all joined; c2 * e must divide by 32.",
            "number 步区域注意力（或 C3k），各步输出拼接；c2 * e 须为 32 的倍数。",
        ),
        source="YOLO12, https://arxiv.org/abs/2502.12524; Ultralytics",
        repeats_inside=True,
        example="[{c}, True, 4]",
        stock=("ultralytics",),
        icon="mdi6.view-grid-outline",
    ),
)
