"""FasterNet, each size as one block."""

from builder.core.blocks.backbones.whole import network

BLOCKS = tuple(
    network(
        f"fasternet:fasternet_{size}",
        f"FasterNet-{size.upper()}",
        "FasterNet, https://arxiv.org/abs/2303.03667",
        "mdi6.speedometer",
    )
    for size in ("t0", "t1", "t2", "s", "m", "l")
)
