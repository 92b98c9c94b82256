"""CARAFE."""

from builder.core.blocks.arguments import integer
from builder.core.blocks.spec import BlockSpec, Category, ChannelRule, Words

BLOCKS = (
    BlockSpec(
        name="CARAFE",
        category=Category.RESAMPLE,
        implementation="community.carafe:CARAFE",
        channels=ChannelRule.INPUT,
        arguments=(
            integer(
                "k_enc",
                "Kernel of the convolution that makes the weights, odd.",
                "生成重组核的卷积核大小，奇数。",
                3,
                1,
            ),
            integer(
                "k_up",
                "Side of the window that each new pixel averages, odd.",
                "每个新像素所加权的窗口边长，奇数。",
                5,
                1,
            ),
            integer("c_mid", "Channels inside the branch.", "分支内部的通道数。", 64, 1),
            integer("scale", "Factor of enlargement.", "放大倍数。", 2, 1),
        ),
        summary=Words(
            "Enlarges with kernels that the content decides; keeps the channels.",
            "由内容生成重组核的上采样，通道数不变。",
        ),
        source="https://arxiv.org/abs/1905.02188; XiaLiPKU/CARAFE",
        example="[]",
        icon="mdi6.arrow-expand-all",
    ),
)
