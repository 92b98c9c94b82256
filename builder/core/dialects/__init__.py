"""One file per family of trainer: how it reads a row."""

from builder.core.dialects.anchor_rows import UnknownScaleError
from builder.core.dialects.choose import (
    DIALECTS,
    Decided,
    UnknownDialectError,
    choose,
    decided_by,
    directive,
)
from builder.core.dialects.dialect import Dialect
from builder.core.dialects.directive import write_dialect, written_dialect
from builder.core.dialects.fingerprint import (
    TITLES,
    Fingerprint,
    looks_five_slot,
    owner_of,
    trainer_of,
)
from builder.core.dialects.printing import Printing
from builder.core.dialects.resolved import (
    Channels,
    Maps,
    ModuleCall,
    Resolved,
    ResolvedRow,
    Strides,
    Trap,
)

__all__ = [
    "DIALECTS",
    "TITLES",
    "Channels",
    "Decided",
    "Dialect",
    "Fingerprint",
    "Maps",
    "ModuleCall",
    "Printing",
    "Resolved",
    "ResolvedRow",
    "Strides",
    "Trap",
    "UnknownDialectError",
    "UnknownScaleError",
    "choose",
    "decided_by",
    "directive",
    "looks_five_slot",
    "owner_of",
    "trainer_of",
    "write_dialect",
    "written_dialect",
]
