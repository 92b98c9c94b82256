"""EfficientViT (Microsoft) M0 to M5, each as one block."""

from builder.core.blocks.spec import BlockSpec, Category, ChannelRule, Words


def _size(name: str) -> BlockSpec:
    return BlockSpec(
        name=f"EfficientViT_{name}",
        category=Category.BACKBONE,
        implementation=f"backbones.efficientvit:EfficientViT_{name}",
        channels=ChannelRule.MAPS,
        arguments=(),
        summary=Words(
            f"EfficientViT {name} as a whole backbone: maps of strides 8, 16 and 32.",
            f"完整的 EfficientViT {name} 主干，输出步长为 8、16、32 的特征图。",
        ),
        source="EfficientViT, https://arxiv.org/abs/2305.07027",
        icon="mdi6.eye-outline",
    )


BLOCKS = tuple(_size(f"M{number}") for number in range(6))
