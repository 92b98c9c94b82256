"""MobileNetV3 as one block."""

from builder.core.blocks.backbones.sizes import WIDTH, size
from builder.core.blocks.spec import Argument, BlockSpec, Category, ChannelRule, Words


def _network(name: str, which: str, kind: str, arguments: tuple[Argument, ...]) -> BlockSpec:
    return BlockSpec(
        name=name,
        category=Category.BACKBONE,
        implementation=f"backbones.mobilenetv3:{name}",
        channels=ChannelRule.MAPS,
        arguments=arguments,
        summary=Words(
            f"MobileNetV3 {which} as a whole backbone: maps of strides 4, 8, 16 and 32.",
            f"完整的 MobileNetV3（{kind}）主干，输出步长为 4、8、16、32 的特征图。",
        ),
        source="MobileNetV3, https://arxiv.org/abs/1905.02244",
        icon="mdi6.cellphone",
    )


BLOCKS = (
    _network(
        "MobileNetV3", "(large or small)", "大或小", (size("mode", ("large", "small")), WIDTH)
    ),
    _network("MobileNetV3_large", "large", "大", (WIDTH,)),
    _network("MobileNetV3_small", "small", "小", (WIDTH,)),
)
