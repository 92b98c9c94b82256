"""ShuffleNetV2's blocks, and the plain depth-wise separable convolution."""

from builder.core.blocks.arguments import C2, integer
from builder.core.blocks.spec import BlockSpec, Category, ChannelRule, Words

_SHUFFLENET = "ShuffleNetV2, https://arxiv.org/abs/1807.11164; YOLOv5-Lite"

BLOCKS = (
    BlockSpec(
        name="conv_bn_relu_maxpool",
        category=Category.CONVOLUTION,
        implementation="community.shufflenet:conv_bn_relu_maxpool",
        channels=ChannelRule.SCALED,
        arguments=(C2,),
        summary=Words(
            "Stem of ShuffleNetV2: 3x3 convolution and 3x3 pool, a quarter of the size.",
            "ShuffleNetV2 的起始层：3x3 卷积加 3x3 池化，尺寸变为四分之一。",
        ),
        source=_SHUFFLENET,
        example="[{c}]",
        icon="mdi6.ray-start",
    ),
    BlockSpec(
        name="Shuffle_Block",
        category=Category.BACKBONE,
        implementation="community.shufflenet:Shuffle_Block",
        channels=ChannelRule.SCALED,
        arguments=(
            C2,
            integer(
                "stride",
                "1 keeps the shape, 2 halves the size.",
                "1 保持形状，2 使尺寸减半。",
                minimum=1,
            ),
        ),
        summary=Words(
            "Half of the channels pass, half are convolved, then shuffled.",
            "一半通道直通，一半通道卷积，再做通道混洗。",
        ),
        source=_SHUFFLENET,
        example="[{c}, 1]",
        icon="mdi6.shuffle",
    ),
    BlockSpec(
        name="DWConvblock",
        category=Category.CONVOLUTION,
        implementation="community.shufflenet:DWConvblock",
        channels=ChannelRule.SCALED,
        arguments=(
            C2,
            integer(
                "k", "Kernel of the depth-wise convolution, odd.", "深度卷积核，奇数。", minimum=1
            ),
            integer("s", "Stride; 2 halves height and width.", "步幅。", minimum=1),
        ),
        summary=Words(
            "Depth-wise, then pointwise convolution, each with ReLU.",
            "深度卷积后接逐点卷积，均带 ReLU。",
        ),
        source="MobileNet, https://arxiv.org/abs/1704.04861; YOLOv5-Lite",
        example="[{c}, 3, 1]",
        icon="mdi6.view-column-outline",
    ),
)
