"""StarNet, each size as one block."""

from builder.core.blocks.backbones.whole import network

BLOCKS = tuple(
    network(
        f"starnet:starnet_s{size}",
        f"StarNet-S{size}",
        "Rewrite the Stars, https://arxiv.org/abs/2403.19967",
        "mdi6.star-outline",
        strides=(2, 4, 8, 16, 32),
    )
    for size in range(1, 5)
)
