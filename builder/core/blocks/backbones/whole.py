"""What the rows of whole backbones share: their spec, and arguments that scale a family."""

from builder.core.blocks.spec import Argument, BlockSpec, Category, ChannelRule, Kind, Words

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


def network(
    implementation: str,
    title: str,
    source: str,
    icon: str,
    arguments: tuple[Argument, ...] = (),
    strides: tuple[int, ...] = (4, 8, 16, 32),
) -> BlockSpec:
    """A whole backbone as one row.

    Args:
        implementation: File and class; the class's name is the one that rows write.
        title: The network's name in words.
        source: Paper.
        icon: An mdi6 icon.
        arguments: What rows may write.
        strides: Those of its maps.
    """
    *some, last = map(str, strides)
    return BlockSpec(
        name=implementation.partition(":")[2],
        category=Category.BACKBONE,
        implementation=f"backbones.{implementation}",
        channels=ChannelRule.MAPS,
        arguments=arguments,
        summary=Words(
            f"{title} as a whole backbone: maps of strides {', '.join(some)} and {last}.",
            f"完整的 {title} 主干，输出步幅为 {'、'.join([*some, last])} 的特征图。",
        ),
        source=source,
        icon=icon,
    )
