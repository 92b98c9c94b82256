"""C2f with richer inner blocks."""

from builder.core.blocks.arguments import C2, SHORTCUT, groups, hidden
from builder.core.blocks.spec import Argument, BlockSpec, Category, ChannelRule, Kind, Words

BLOCKS = (
    BlockSpec(
        name="C3k2",
        category=Category.CSP,
        implementation="ultralytics.c3k:C3k2",
        channels=ChannelRule.SCALED,
        arguments=(
            C2,
            Argument(
                "c3k",
                Kind.BOOLEAN,
                Words(
                    "C3k blocks inside, not bottlenecks; always True at the scales m, l and x.",
                    "内部使用 C3k 块而非瓶颈块；在 m、l、x 规模下一律为 True。",
                ),
                default=False,
            ),
            hidden(),
            Argument(
                "attn",
                Kind.BOOLEAN,
                Words(
                    "A bottleneck and self-attention in each inner block, whatever c3k says.",
                    "每个内部块为瓶颈块加自注意力，此时忽略 c3k。",
                ),
                default=False,
            ),
            groups(),
            SHORTCUT,
        ),
        summary=Words(
            "C2f with `number` bottlenecks or C3k blocks: the workhorse of YOLO11 and YOLO26.",
            "内部为 number 个瓶颈块或 C3k 块的 C2f，YOLO11 与 YOLO26 的主力模块。",
        ),
        source="Ultralytics YOLO11 and YOLO26; CSPNet, https://arxiv.org/abs/1911.11929",
        repeats_inside=True,
        example="[{c}, False, 0.25]",
        stock=("ultralytics",),
        icon="mdi6.source-branch-plus",
    ),
)
