"""Arguments that whole backbones share."""

from builder.core.blocks.spec import Argument, Kind, Words

WIDTH = Argument(
    "width",
    Kind.NUMBER,
    Words("Factor of all channels, rounded to multiples of 8.", "通道数的倍数，取整到 8 的倍数。"),
    default=1.0,
    minimum=0.01,
    maximum=4,
)
DEPTH = Argument(
    "depth",
    Kind.NUMBER,
    Words("Factor of all repeats, rounded up.", "各阶段重复次数的倍数，向上取整。"),
    default=1.0,
    minimum=0.01,
    maximum=4,
)


def size(name: str, choices: tuple[str, ...]) -> Argument:
    """Which of a family's networks."""
    words = Words("Which size of the family.", "选择该系列中的哪个规格。")
    return Argument(name, Kind.TEXT, words, default=choices[0], choices=choices)
