"""What is wrong in a file, where, and what would mend it: values only."""

from builder.core.diagnostics.diagnostic import Diagnostic, Label, Severity
from builder.core.diagnostics.fix import Applicability, Fix
from builder.core.diagnostics.message import Message, Part, Piece, in_language, pieces_of
from builder.core.diagnostics.parts import Cell, Level, Listed, Row, Size

__all__ = [
    "Applicability",
    "Cell",
    "Diagnostic",
    "Fix",
    "Label",
    "Level",
    "Listed",
    "Message",
    "Part",
    "Piece",
    "Row",
    "Severity",
    "Size",
    "in_language",
    "pieces_of",
]
