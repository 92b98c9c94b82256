"""Transformer layers of Ultralytics."""

from builder.core.blocks.arguments import integer
from builder.core.blocks.spec import Argument, BlockSpec, Category, ChannelRule, Kind, Words

BLOCKS = (
    BlockSpec(
        name="AIFI",
        category=Category.ATTENTION,
        implementation="ultralytics.transformer:AIFI",
        channels=ChannelRule.INPUT,
        arguments=(
            integer(
                "cm",
                "Hidden values of the feed-forward net; not scaled.",
                "前馈网络的隐藏维数，不做宽度缩放。",
                2048,
                1,
            ),
            integer(
                "num_heads",
                "Attention heads; must divide the channels.",
                "注意力头数，须整除通道数。",
                8,
                1,
            ),
            Argument(
                "dropout",
                Kind.NUMBER,
                Words("Probability of dropping a value.", "随机丢弃的概率。"),
                default=0,
                minimum=0,
                maximum=1,
            ),
            Argument(
                "act",
                Kind.ANY,
                Words(
                    "Activation module; None for GELU. A row can't write a module here.",
                    "激活函数模块；None 表示 GELU。配置行中无法写出模块。",
                ),
                default=None,
            ),
            Argument(
                "normalize_before",
                Kind.BOOLEAN,
                Words(
                    "Normalise what goes into attention and net, and not what comes out.",
                    "在注意力和前馈网络之前归一化，而不是之后。",
                ),
                default=False,
            ),
        ),
        summary=Words(
            "A transformer layer over all pixels, which know where they stand; channels stay.",
            "对全部像素做带位置编码的 Transformer 编码层，通道数不变。",
        ),
        source="RT-DETR, https://arxiv.org/abs/2304.08069",
        example="[1024, 8]",
        stock=("ultralytics",),
        icon="mdi6.transit-connection-variant",
    ),
)
