"""The catalogue of blocks: what a module name means. No torch."""

from builder.core.blocks.spec import (
    REQUIRED,
    Argument,
    Arity,
    BlockSpec,
    Category,
    ChannelRule,
    Kind,
    Words,
)

__all__ = [
    "REQUIRED",
    "Argument",
    "Arity",
    "BlockSpec",
    "Category",
    "ChannelRule",
    "Kind",
    "Words",
]
