"""FasterNet's block and the CSP blocks made of it."""

from builder.core.blocks.arguments import C2, hidden, integer
from builder.core.blocks.community.unused import UNUSED_G, UNUSED_SHORTCUT, UNUSED_SHORTCUT_OFF
from builder.core.blocks.spec import Argument, BlockSpec, Category, ChannelRule, Kind, Words

_SOURCE = "https://arxiv.org/abs/2303.03667; JierunChen/FasterNet"


def _csp(name: str, like: str, shortcut: Argument) -> BlockSpec:
    return BlockSpec(
        name=name,
        category=Category.CSP,
        implementation=f"community.fasternet:{name}",
        channels=ChannelRule.SCALED,
        arguments=(C2, shortcut, UNUSED_G, hidden()),
        summary=Words(
            f"{like} with `number` FasterNet blocks inside.",
            f"内部为 number 个 FasterNet 块的 {like}。",
        ),
        source=_SOURCE,
        repeats_inside=True,
        example="[{c}]",
        icon="mdi6.fast-forward-outline",
    )


BLOCKS = (
    BlockSpec(
        name="Faster_Block",
        category=Category.BACKBONE,
        implementation="community.fasternet:Faster_Block",
        channels=ChannelRule.SCALED,
        arguments=(
            C2,
            integer(
                "n_div", "One in so many channels is convolved.", "参与卷积的通道占几分之一。", 4, 1
            ),
            Argument(
                "mlp_ratio",
                Kind.NUMBER,
                Words("Channels in the middle, as a multiple.", "中间层通道的扩张倍数。"),
                default=2,
                minimum=0,
            ),
            Argument(
                "drop_path",
                Kind.NUMBER,
                Words(
                    "Probability of dropping the branch of a sample while training.",
                    "训练时随机丢弃残差分支的概率。",
                ),
                default=0.1,
                minimum=0,
                maximum=1,
            ),
            Argument(
                "layer_scale_init_value",
                Kind.NUMBER,
                Words(
                    "Start of the learnt factor of each channel; 0 leaves it out.",
                    "逐通道可学习系数的初始值，0 表示不使用。",
                ),
                default=0.0,
                minimum=0,
            ),
        ),
        summary=Words(
            "FasterNet block: partial convolution and two 1x1 with a shortcut.",
            "FasterNet 块：部分卷积加两个 1x1 卷积，带残差连接。",
        ),
        source=_SOURCE,
        example="[{c}]",
        icon="mdi6.speedometer",
    ),
    _csp("C3_Faster", "C3", UNUSED_SHORTCUT),
    _csp("C2f_Faster", "C2f", UNUSED_SHORTCUT_OFF),
)
