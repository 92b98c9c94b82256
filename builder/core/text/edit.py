"""Replacements of parts of a text."""

from collections.abc import Iterable
from dataclasses import dataclass

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
