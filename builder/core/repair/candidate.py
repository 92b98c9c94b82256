"""References that could be rewritten together."""

from collections.abc import Mapping
from dataclasses import dataclass

from builder.core.config.edits import Place
from builder.core.diagnostics import Message


@dataclass(frozen=True, slots=True)
class Candidate:
    """References to rewrite, with what speaks for it.

    Attributes:
        targets: For each reference the row that it ought to name; -1 is the image.
        title: What it does, for a button.
        evidence: Sentences, the strongest first.
        weight: How much its origin speaks for it, before anybody looked at what comes of it.
        decisive: Whether its origin leaves no other reading.
        doubtful: Whether it is worth telling only if it mends a fault.
        inserted, removed: See `Repair`.
    """

    targets: Mapping[Place, int]
    title: Message
    evidence: tuple[Message, ...]
    weight: float
    decisive: bool = False
    doubtful: bool = True
    inserted: tuple[int, ...] = ()
    removed: tuple[int, ...] = ()
