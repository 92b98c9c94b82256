"""Changes of whole lines, as edits of the text."""

import re

from builder.core.text import LineIndex, Span, TextEdit

INDENT = 2
_BLANKS = re.compile(r"[ \t]*")
_COMMENT = re.compile(r"([ \t]*)(# ?)")


def toggle_comments(text: str, first: int, last: int) -> tuple[TextEdit, ...]:
    """Comment lines `first` to `last` (from 1) out, or back in if all are comments."""
    lines = _lines(text, first, last)
    filled = [(start, line) for start, line in lines if line.strip()]
    if filled and all(_COMMENT.match(line) for _, line in filled):
        edits = []
        for start, line in filled:
            found = _COMMENT.match(line)
            assert found is not None
            edits.append(TextEdit(Span(start + found.start(2), start + found.end(2)), ""))
        return tuple(edits)
    depth = min((_depth(line) for _, line in filled), default=0)
    return tuple(TextEdit(Span(start + depth, start + depth), "# ") for start, _ in filled)


def indent(text: str, first: int, last: int) -> tuple[TextEdit, ...]:
    """Move lines to the right by one step; empty lines stay empty."""
    return tuple(
        TextEdit(Span(start, start), " " * INDENT)
        for start, line in _lines(text, first, last)
        if line.strip()
    )


def unindent(text: str, first: int, last: int) -> tuple[TextEdit, ...]:
    """Move lines to the left by one step, or as far as they go."""
    edits = []
    for start, line in _lines(text, first, last):
        if line.startswith("\t"):
            edits.append(TextEdit(Span(start, start + 1), ""))
        elif blanks := len(line[:INDENT]) - len(line[:INDENT].lstrip(" ")):
            edits.append(TextEdit(Span(start, start + blanks), ""))
    return tuple(edits)


def leading_blanks(line: str) -> str:
    """The blanks that a line starts with: what a new line below it starts with."""
    found = _BLANKS.match(line)
    return found.group() if found else ""


def _depth(line: str) -> int:
    return len(leading_blanks(line))


def _lines(text: str, first: int, last: int) -> list[tuple[int, str]]:
    """Start and content, without its end, of each line."""
    index = LineIndex(text)
    return [
        (index.start_of(n), text[index.start_of(n) : index.end_of(n)].rstrip("\r\n"))
        for n in range(first, last + 1)
    ]
