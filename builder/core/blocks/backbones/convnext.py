"""ConvNeXt and ConvNeXt V2, each size as one block."""

from builder.core.blocks.backbones.whole import network


def _family(prefix: str, title: str, sizes: str, source: str) -> list[tuple[str, str, str]]:
    return [
        (f"convnext:{prefix}_{size}", f"{title}-{size.capitalize()}", source)
        for size in sizes.split()
    ]


BLOCKS = tuple(
    network(implementation, title, source, "mdi6.layers-outline")
    for implementation, title, source in (
        *_family(
            "convnext", "ConvNeXt", "tiny small base", "ConvNeXt, https://arxiv.org/abs/2201.03545"
        ),
        *_family(
            "convnextv2", "ConvNeXt V2", "atto femto pico nano tiny base",
            "ConvNeXt V2, https://arxiv.org/abs/2301.00808",
        ),
    )
)  # fmt: skip
