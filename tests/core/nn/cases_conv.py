"""Convolutions and CSP blocks of the community whose numbers are worked out from definitions."""

from tests.core.nn.block_cases import Case

MAP, ODD = (1, 16, 8, 6), (2, 8, 5, 7)


def conv(c1: int, c2: int, k: int = 1, bias: bool = False) -> int:
    """Parameters of a square convolution."""
    return c1 * c2 * k * k + bias * c2


def conv_bn(c1: int, c2: int, k: int = 1) -> int:
    """Parameters of a convolution with normalisation after it."""
    return conv(c1, c2, k) + 2 * c2


def deformable(c1: int, c2: int, k: int, groups: int = 1) -> int:
    """The kernel with its bias, the convolution of 3 numbers for each tap, the normalisation."""
    return conv(c1, c2, k, bias=True) + conv(c1, 3 * groups * k * k, k, bias=True) + 2 * c2


def c3_around(c1: int, c2: int, hidden: int) -> int:
    """C3 without bottlenecks."""
    return 2 * conv_bn(c1, hidden) + conv_bn(2 * hidden, c2)


def elan(c1: int, c2: int) -> int:
    """Eight rows of YOLOv7's backbone."""
    hidden = c2 // 4
    return 2 * conv_bn(c1, hidden) + 4 * conv_bn(hidden, hidden, 3) + conv_bn(4 * hidden, c2)


def elan_wide(c1: int, c2: int) -> int:
    """Eight rows of YOLOv7's head."""
    half = c2 // 2
    chain = conv_bn(c2, half, 3) + 3 * conv_bn(half, half, 3)
    return 2 * conv_bn(c1, c2) + chain + conv_bn(4 * c2, c2)


# A Conv is itself, a convolution and a normalisation; the activation that all share counts once.
CONV = [
    Case("DCNv2", (16, 24, 3), (MAP,), deformable(16, 24, 3), 4, ((1, 24, 8, 6),)),
    Case("DCNv2", (16, 16, 3, 2), (MAP,), deformable(16, 16, 3), 4, ((1, 16, 4, 3),)),
    Case("DCNv2", (8, 12, 1, 1, 0), (ODD,), deformable(8, 12, 1), 4, ((2, 12, 5, 7),)),
    Case(
        "DCNv2", (8, 4, 5, 1, 2, 1, 1, 2), (ODD,), deformable(8, 4, 5, groups=2), 4,
        ((2, 4, 5, 7),),
    ),
    Case(
        "C3_DCN", (16, 16), (MAP,),
        c3_around(16, 16, 8) + conv_bn(8, 8) + deformable(8, 8, 3), 3 * 3 + 1 + 2 + 1 + 3 + 3,
        ((1, 16, 8, 6),),
    ),
    Case(
        "C3_DCN", (8, 32, 2, False), (ODD,),
        c3_around(8, 32, 16) + 2 * (conv_bn(16, 16) + deformable(16, 16, 3)),
        3 * 3 + 1 + 2 + 2 * (1 + 3 + 3),
        ((2, 32, 5, 7),),
    ),
    Case(
        "C3_DCN", (16, 8, 1, True, 1, 1.0), (MAP,),
        c3_around(16, 8, 8) + conv_bn(8, 8) + deformable(8, 8, 3), 3 * 3 + 1 + 2 + 1 + 3 + 3,
        ((1, 8, 8, 6),),
    ),
    # Sums of rows 4 to 11 and 56 to 63 of YOLOv7's own table.
    Case(
        "ELAN", (128, 256), ((1, 128, 4, 4),), 2 * 8320 + 4 * 36992 + 66048, 7 * 3 + 3,
        ((1, 256, 4, 4),),
    ),
    Case("ELAN", (16, 32), (MAP,), elan(16, 32), 7 * 3 + 3, ((1, 32, 8, 6),)),
    Case("ELAN", (8, 12), (ODD,), elan(8, 12), 7 * 3 + 3, ((2, 12, 5, 7),)),
    Case(
        "ELANW", (512, 256), ((1, 512, 4, 4),), 2 * 131584 + 295168 + 3 * 147712 + 262656,
        7 * 3 + 3, ((1, 256, 4, 4),),
    ),
    Case("ELANW", (16, 32), (MAP,), elan_wide(16, 32), 7 * 3 + 3, ((1, 32, 8, 6),)),
    Case("ELANW", (8, 12), (ODD,), elan_wide(8, 12), 7 * 3 + 3, ((2, 12, 5, 7),)),
    Case("CoordConv", (16, 24, 3, 2), (MAP,), conv_bn(18, 24, 3), 4 + 1, ((1, 24, 4, 3),)),
    Case("CoordConv", (8, 8), (ODD,), conv_bn(10, 8), 4 + 1, ((2, 8, 5, 7),)),
    Case(
        "CoordConv", (8, 4, 5, 1, None, 1, 1, False, True), (ODD,), conv_bn(11, 4, 5), 4 + 1,
        ((2, 4, 5, 7),),
    ),
]  # fmt: skip
