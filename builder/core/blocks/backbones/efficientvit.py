"""EfficientViT (Microsoft) M0 to M5, each as one block."""

from builder.core.blocks.backbones.whole import network

BLOCKS = tuple(
    network(
        f"efficientvit:EfficientViT_M{number}",
        f"EfficientViT M{number}",
        "EfficientViT, https://arxiv.org/abs/2305.07027",
        "mdi6.eye-outline",
        strides=(8, 16, 32),
    )
    for number in range(6)
)
