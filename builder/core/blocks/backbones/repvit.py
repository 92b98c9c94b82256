"""RepViT, each size as one block."""

from builder.core.blocks.backbones.whole import network

BLOCKS = tuple(
    network(
        f"repvit:repvit_{size}",
        f"RepViT-{size.upper().replace('_', '.')}",
        "RepViT, https://arxiv.org/abs/2307.09283",
        "mdi6.source-branch",
    )
    for size in ("m0_9", "m1_0", "m1_1", "m1_5", "m2_3")
)
