"""What changes between two texts, line by line and character by character."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import Enum
from itertools import zip_longest
from typing import NamedTuple

_CONTEXT = 2
_ALIKE = 0.4
"""Share of common characters below which two lines are not compared."""
Range = tuple[int, int]


class Kind(Enum):
    """What becomes of a line."""

    SAME = " "
    GONE = "-"
    NEW = "+"
    GAP = "…"  # lines that are left out


class DiffLine(NamedTuple):
    """One line of a comparison.

    Attributes:
        kind: What becomes of it.
        old, new: Its number in each text, from 1; None where it is in only one of them.
        text: The line; of a gap nothing.
        marks: Half-open ranges of characters that differ from the line it replaces.
    """

    kind: Kind
    old: int | None
    new: int | None
    text: str
    marks: tuple[Range, ...] = ()


def diff_lines(old: str, new: str) -> tuple[DiffLine, ...]:
    """The changed lines with a few around them; nothing for equal texts."""
    before, after = old.split("\n"), new.split("\n")
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    lines: list[DiffLine] = []
    for group in matcher.get_grouped_opcodes(_CONTEXT):
        if lines or group[0][1] > 0:
            lines.append(DiffLine(Kind.GAP, None, None, ""))
        for tag, start, end, new_start, new_end in group:
            if tag == "equal":
                lines += (
                    DiffLine(Kind.SAME, start + n + 1, new_start + n + 1, text)
                    for n, text in enumerate(before[start:end])
                )
            else:
                lines += _changed(before, (start, end), after, (new_start, new_end))
    return tuple(lines)


def _changed(
    before: Sequence[str], old: Range, after: Sequence[str], new: Range
) -> Iterator[DiffLine]:
    """Lines that go, each directly above the one that takes its place."""
    for at, to in zip_longest(range(*old), range(*new)):
        marks: tuple[tuple[Range, ...], tuple[Range, ...]] = ((), ())
        if at is not None and to is not None:
            marks = _marks(before[at], after[to])
        if at is not None:
            yield DiffLine(Kind.GONE, at + 1, None, before[at], marks[0])
        if to is not None:
            yield DiffLine(Kind.NEW, None, to + 1, after[to], marks[1])


def _marks(old: str, new: str) -> tuple[tuple[Range, ...], tuple[Range, ...]]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < _ALIKE:
        return (), ()
    changes = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    gone = tuple((start, end) for _, start, end, _, _ in changes if end > start)
    come = tuple((start, end) for _, _, _, start, end in changes if end > start)
    return gone, come
