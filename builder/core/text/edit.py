"""Replacements of parts of a text."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from builder.core.text.span import Span


@dataclass(frozen=True, slots=True)
class TextEdit:
    """Replace the characters of `span` by `text`; an empty span inserts."""

    span: Span
    text: str


def apply_edits(text: str, edits: Iterable[TextEdit]) -> str:
    """Return `text` after `edits`, whose spans all refer to the text before them.

    Insertions at one place come out in the order given, before a replacement there.

    Raises:
        ValueError: Two edits overlap, or one reaches past the end of the text.
    """
    # Sorting by both ends puts an insertion before a replacement that starts where it does.
    ordered = sorted(edits, key=lambda edit: (edit.span.start, edit.span.end))
    parts: list[str] = []
    done = 0
    for edit in ordered:
        if edit.span.start < done or edit.span.end > len(text):
            raise ValueError(f"edit {edit.span} overlaps another or leaves the text")
        parts += (text[done : edit.span.start], edit.text)
        done = edit.span.end
    parts.append(text[done:])
    return "".join(parts)


def map_offset(offset: int, edits: Iterable[TextEdit]) -> int:
    """Where the character at `offset` stands after `edits`.

    A character inside a replaced span maps to the start of the replacement.
    """
    shift = 0
    for edit in sorted(edits, key=lambda edit: (edit.span.start, edit.span.end)):
        if edit.span.start > offset:
            break
        if offset < edit.span.end:
            return edit.span.start + shift
        shift += len(edit.text) - len(edit.span)
    return offset + shift


def invert(text: str, edits: Iterable[TextEdit]) -> tuple[TextEdit, ...]:
    """The edits that turn the text after `edits` back into `text`.

    Raises:
        ValueError: As `apply_edits`.
    """
    back: list[TextEdit] = []
    shift = done = 0
    for edit in sorted(edits, key=lambda edit: (edit.span.start, edit.span.end)):
        if edit.span.start < done or edit.span.end > len(text):
            raise ValueError(f"edit {edit.span} overlaps another or leaves the text")
        start = edit.span.start + shift
        # Two edits may meet; one edit back then does for both, and none is ambiguous.
        if back and back[-1].span.end == start:
            last = back.pop()
            start, lead = last.span.start, last.text
        else:
            lead = ""
        shift += len(edit.text) - len(edit.span)
        done = edit.span.end
        back.append(TextEdit(Span(start, done + shift), lead + edit.span.of(text)))
    return tuple(back)


def compose(
    text: str, first: Iterable[TextEdit], second: Iterable[TextEdit]
) -> tuple[TextEdit, ...]:
    """One set of edits on `text` that does what `first` and then `second` do.

    The spans of `second` refer to the text after `first`.

    Raises:
        ValueError: As `apply_edits`.
    """
    pieces = _replaced(_replaced([(0, text)], first), second)
    # A piece with a place is kept text; what stands between two kept pieces is new.
    marks = [*((at, part) for at, part in pieces if at is None or part), (len(text), "")]
    edits: list[TextEdit] = []
    done, new = 0, ""
    for at, part in marks:
        if at is None:
            new += part
            continue
        if new or at > done:
            edits.append(TextEdit(Span(done, at), new))
        done, new = at + len(part), ""
    return tuple(edits)


_Piece = tuple[int | None, str]  # offset in the first text (None: new), characters


def _replaced(pieces: list[_Piece], edits: Iterable[TextEdit]) -> list[_Piece]:
    ordered = sorted(edits, key=lambda edit: (edit.span.start, edit.span.end))
    if any(one.span.end > two.span.start for one, two in pairwise(ordered)):
        raise ValueError("edits overlap")
    out: list[_Piece] = []
    rest = list(reversed(pieces))
    place = 0  # offset in the text that `pieces` spell
    for edit in ordered:
        place = _take(rest, place, edit.span.start, out)
        place = _take(rest, place, edit.span.end, [])
        out.append((None, edit.text))
    return out + rest[::-1]


def _take(rest: list[_Piece], place: int, until: int, out: list[_Piece]) -> int:
    """Move characters up to offset `until` from the reversed `rest` to `out`."""
    while place < until:
        if not rest:
            raise ValueError(f"an edit reaches {until - place} characters past the text")
        at, part = rest.pop()
        count = min(len(part), until - place)
        out.append((at, part[:count]))
        if count < len(part):
            rest.append((None if at is None else at + count, part[count:]))
        place += count
    return place
