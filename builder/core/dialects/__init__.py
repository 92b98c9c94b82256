"""One file per family of trainer: how it reads a row."""

from builder.core.dialects.anchor_rows import UnknownScaleError
from builder.core.dialects.choose import DIALECTS, UnknownDialectError, choose
from builder.core.dialects.dialect import Dialect
from builder.core.dialects.printing import Printing
from builder.core.dialects.resolved import (
    Channels,
    ModuleCall,
    Resolved,
    ResolvedRow,
    Strides,
    Trap,
)

__all__ = [
    "DIALECTS",
    "Channels",
    "Dialect",
    "ModuleCall",
    "Printing",
    "Resolved",
    "ResolvedRow",
    "Strides",
    "Trap",
    "UnknownDialectError",
    "UnknownScaleError",
    "choose",
]
