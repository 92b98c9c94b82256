"""Stage tables of the EfficientNets as their authors print them: numbers only, no torch.

A row is `(repeats, kernel, stride, expansion, in, out, operator, se_ratio)`; only the first block
of a stage has the stride and the channels `in`. Operator 0 is FusedMBConv, 1 is MBConv; `se_ratio`
is a fraction of the channels that go into a block. The stem has as many channels as go into the
first stage.

Source:
    EfficientNetV2, https://arxiv.org/abs/2104.00298, and the authors' configs,
    https://github.com/google/automl/tree/master/efficientnetv2; EfficientNet,
    https://arxiv.org/abs/1905.11946, table 1.
"""

import math

Row = tuple[int, int, int, int, int, int, int, float]

FUSED, MOBILE = 0, 1
HEAD_CHANNELS = 1280

EFFICIENTNET_V2: dict[str, tuple[Row, ...]] = {
    "efficientnet_v2_s": (
        (2, 3, 1, 1, 24, 24, FUSED, 0),
        (4, 3, 2, 4, 24, 48, FUSED, 0),
        (4, 3, 2, 4, 48, 64, FUSED, 0),
        (6, 3, 2, 4, 64, 128, MOBILE, 0.25),
        (9, 3, 1, 6, 128, 160, MOBILE, 0.25),
        (15, 3, 2, 6, 160, 256, MOBILE, 0.25),
    ),
    "efficientnet_v2_m": (
        (3, 3, 1, 1, 24, 24, FUSED, 0),
        (5, 3, 2, 4, 24, 48, FUSED, 0),
        (5, 3, 2, 4, 48, 80, FUSED, 0),
        (7, 3, 2, 4, 80, 160, MOBILE, 0.25),
        (14, 3, 1, 6, 160, 176, MOBILE, 0.25),
        (18, 3, 2, 6, 176, 304, MOBILE, 0.25),
        (5, 3, 1, 6, 304, 512, MOBILE, 0.25),
    ),
    "efficientnet_v2_l": (
        (4, 3, 1, 1, 32, 32, FUSED, 0),
        (7, 3, 2, 4, 32, 64, FUSED, 0),
        (7, 3, 2, 4, 64, 96, FUSED, 0),
        (10, 3, 2, 4, 96, 192, MOBILE, 0.25),
        (19, 3, 1, 6, 192, 224, MOBILE, 0.25),
        (25, 3, 2, 6, 224, 384, MOBILE, 0.25),
        (7, 3, 1, 6, 384, 640, MOBILE, 0.25),
    ),
    "efficientnet_v2_xl": (
        (4, 3, 1, 1, 32, 32, FUSED, 0),
        (8, 3, 2, 4, 32, 64, FUSED, 0),
        (8, 3, 2, 4, 64, 96, FUSED, 0),
        (16, 3, 2, 4, 96, 192, MOBILE, 0.25),
        (24, 3, 1, 6, 192, 256, MOBILE, 0.25),
        (32, 3, 2, 6, 256, 512, MOBILE, 0.25),
        (8, 3, 1, 6, 512, 640, MOBILE, 0.25),
    ),
}

EFFICIENTNET_B0: tuple[Row, ...] = (
    (1, 3, 1, 1, 32, 16, MOBILE, 0.25),
    (2, 3, 2, 6, 16, 24, MOBILE, 0.25),
    (2, 5, 2, 6, 24, 40, MOBILE, 0.25),
    (3, 3, 2, 6, 40, 80, MOBILE, 0.25),
    (3, 5, 1, 6, 80, 112, MOBILE, 0.25),
    (4, 5, 2, 6, 112, 192, MOBILE, 0.25),
    (1, 3, 1, 6, 192, 320, MOBILE, 0.25),
)

# Width and depth multiples of the compound scaling, over B0.
EFFICIENTNET_SCALES = {
    "efficientnet-b0": (1.0, 1.0),
    "efficientnet-b1": (1.0, 1.1),
    "efficientnet-b2": (1.1, 1.2),
    "efficientnet-b3": (1.2, 1.4),
    "efficientnet-b4": (1.4, 1.8),
    "efficientnet-b5": (1.6, 2.2),
    "efficientnet-b6": (1.8, 2.6),
    "efficientnet-b7": (2.0, 3.1),
}


def rounded(channels: float, divisor: int = 8) -> int:
    """The nearest multiple of `divisor` that loses at most a tenth.

    Args:
        channels: Wanted channels.
        divisor: What the result is a multiple of.
    """
    near = max(divisor, int(channels + divisor / 2) // divisor * divisor)
    return near + divisor if near < 0.9 * channels else near


def scaled(rows: tuple[Row, ...], width: float, depth: float) -> tuple[Row, ...]:
    """A table with other channels and repeats, as compound scaling makes them.

    Args:
        rows: The table.
        width: Factor of all channels, rounded to multiples of 8.
        depth: Factor of all repeats, rounded up.
    """
    return tuple(
        (max(1, math.ceil(n * depth)), k, s, e, rounded(c1 * width), rounded(c2 * width), op, se)
        for n, k, s, e, c1, c2, op, se in rows
    )
