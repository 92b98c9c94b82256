"""One way to bring the references of a file up to date."""

from dataclasses import dataclass

from builder.core.diagnostics import Fix, Message


@dataclass(frozen=True, slots=True)
class Change:
    """A reference that a repair rewrites.

    Attributes:
        layer: Row whose `from` cell it stands in.
        position: Its place in that cell.
        old, new: The numbers that it names before and after, as `from` counts them: relative
            references are worked out, -1 is the image.
    """

    layer: int
    position: int
    old: int
    new: int


@dataclass(frozen=True, slots=True)
class Repair:
    """A ranked answer to: which references were left behind, and where did they point?

    Attributes:
        fix: Title, edits and how far to trust them.
        evidence: What speaks for it, a sentence each, the strongest first.
        changes: The references that it rewrites, in the order of the file.
        inserted: Rows that seem to have been inserted since the references were right.
        removed: Numbers before which rows seem to have been removed.
        score: How likely it is beside the others, 0 to 1; the list is sorted by it.
    """

    fix: Fix
    evidence: tuple[Message, ...]
    changes: tuple[Change, ...]
    inserted: tuple[int, ...] = ()
    removed: tuple[int, ...] = ()
    score: float = 0.0
