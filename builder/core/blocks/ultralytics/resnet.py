"""Stages of ResNet."""

from builder.core.blocks.arguments import C1, integer, stride
from builder.core.blocks.spec import Argument, BlockSpec, Category, ChannelRule, Kind, Words

BLOCKS = (
    BlockSpec(
        name="ResNetLayer",
        category=Category.BACKBONE,
        implementation="ultralytics.resnet:ResNetLayer",
        channels=ChannelRule.STAGE,
        arguments=(
            C1,
            integer(
                "c2",
                "Channels inside, a quarter of the output's; of the output for the first layer.",
                "内部通道数，为输出的四分之一；首层则为输出通道数。",
                minimum=1,
            ),
            stride(),
            Argument(
                "is_first",
                Kind.BOOLEAN,
                Words(
                    "The first layer (7x7 convolution and max-pool); rows must write it.",
                    "是否为首层（7x7 卷积加最大池化）；行中必须写出。",
                ),
                default=False,
            ),
            integer("n", "Residual blocks.", "残差块个数。", 1, 1),
            integer(
                "e",
                "Output channels as a multiple of c2; the parser counts on 4.",
                "输出通道数与 c2 之比；解析器按 4 计算。",
                4,
                1,
            ),
        ),
        summary=Words(
            "A stage of ResNet, or its first layer; its args are taken as written.",
            "ResNet 的一个阶段或首层；参数按原值传入。",
        ),
        source="ResNet, https://arxiv.org/abs/1512.03385; Ultralytics",
        example="[{c}, {c}, 1, False, 1]",
        stock=("ultralytics",),
        icon="mdi6.layers-triple",
    ),
)
