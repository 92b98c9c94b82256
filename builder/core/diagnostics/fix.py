"""A change that mends a finding, and how far to trust it."""

from dataclasses import dataclass
from enum import StrEnum

from builder.core.text import TextEdit


class Applicability(StrEnum):
    """SAFE is surely what the writer meant; UNSAFE may change the network."""

    SAFE = "safe"
    UNSAFE = "unsafe"


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits under a title that starts with a verb: "Take row 4 (C3, 80x80)"."""

    title: str
    edits: tuple[TextEdit, ...]
    applicability: Applicability
