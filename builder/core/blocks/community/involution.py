"""Involution."""

from builder.core.blocks.arguments import integer
from builder.core.blocks.community.unused import NOTED_C2
from builder.core.blocks.spec import BlockSpec, Category, ChannelRule, Words

BLOCKS = (
    BlockSpec(
        name="Involution",
        category=Category.CONVOLUTION,
        implementation="community.involution:Involution",
        channels=ChannelRule.SCALED,
        arguments=(
            NOTED_C2,
            integer("kernel_size", "Kernel size, odd.", "卷积核大小，奇数。", minimum=1),
            integer("stride", "Stride; must divide the size.", "步幅，须整除尺寸。", minimum=1),
        ),
        summary=Words(
            "A kernel for each place, shared by 16 channels each; keeps the channels.",
            "每个位置一个核、每 16 个通道共享的 Involution 算子，通道数不变。",
        ),
        source="https://arxiv.org/abs/2103.06255; d-li14/involution; iscyy/yoloair",
        example="[{c}, 3, 1]",
        same_channels=True,
        icon="mdi6.rotate-3d-variant",
    ),
)
