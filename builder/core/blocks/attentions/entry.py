"""The entry that all attention modules have in common."""

from builder.core.blocks.arguments import C2_OF_INPUT
from builder.core.blocks.spec import Argument, BlockSpec, Category, ChannelRule, Words


def attention(
    implementation: str,
    *arguments: Argument,
    summary: Words,
    source: str,
    icon: str,
) -> BlockSpec:
    """A block that keeps its input's shape; its row writes the channels first, then `arguments`.

    Args:
        implementation: "file:Class" in `builder/core/nn/attentions`; the class names the block.
        arguments: What a row may hold behind the channels.
        summary: One sentence on what it does.
        source: Paper.
        icon: Name of the icon.
    """
    return BlockSpec(
        name=implementation.partition(":")[2],
        category=Category.ATTENTION,
        implementation=f"attentions.{implementation}",
        channels=ChannelRule.SCALED,
        arguments=(C2_OF_INPUT, *arguments),
        summary=summary,
        source=source,
        example="[{c}]",
        same_channels=True,
        icon=icon,
    )
