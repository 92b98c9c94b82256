"""One file per family of trainer: how it reads a row."""

from builder.core.dialects.choose import DIALECTS, Dialect, UnknownDialectError, choose
from builder.core.dialects.resolved import ModuleCall, Resolved, ResolvedRow, Trap

__all__ = [
    "DIALECTS",
    "Dialect",
    "ModuleCall",
    "Resolved",
    "ResolvedRow",
    "Trap",
    "UnknownDialectError",
    "choose",
]
