"""The text around a row: its indentation, its comma, its line end."""

import re
from dataclasses import dataclass
from typing import Final

from builder.core.config.config import Layer
from builder.core.text import Span

_BREAKS: Final = "\n\r\x85\u2028\u2029"
_BREAK = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
_TAIL = re.compile(rf"[ \t]*(,?)(?:[ \t]*(#[^{_BREAKS}]*))?[ \t]*")
# Possessive, so that a line of many `#` costs no time.
_BLANK_OR_COMMENT = re.compile(rf"(?:[ \t{_BREAKS}]++|#[^{_BREAKS}]*+)*+")
_DASH = re.compile(rf"-(?:[ \t{_BREAKS}]++|#[^{_BREAKS}]*+)*+\Z")


@dataclass(frozen=True, slots=True)
class Tail:
    """What follows a row on its last line.

    Attributes:
        comma: Offset of the comma directly behind the row, or None.
        end: Where the comma, the comment and the blanks end.
        alone: Nothing else follows on the line.
        comment: The comment with the blanks before it, as written.
    """

    comma: int | None
    end: int
    alone: bool
    comment: str


def end_of(text: str, layer: Layer) -> int:
    """Where the row's characters end; block text at its end brings line ends that are not its."""
    end = layer.span.end
    while end > layer.span.start and text[end - 1] in " \t" + _BREAKS:
        end -= 1
    return end


def tail_of(text: str, layer: Layer) -> Tail:
    """What follows the row on its last line."""
    start = end_of(text, layer)
    match = _TAIL.match(text, start)
    assert match is not None  # every part of the pattern may be empty
    end = match.end()
    comma = match.start(1) if match[1] else None
    after = match.end(1) if match[1] else start
    comment = text[after : match.end(2)] if match[2] is not None else ""
    return Tail(comma, end, end == len(text) or text[end] in _BREAKS, comment)


def comma_behind(text: str, offset: int) -> int | None:
    """The comma that follows `offset` behind blanks, line ends and comments."""
    match = _BLANK_OR_COMMENT.match(text, offset)
    assert match is not None
    return match.end() if text[match.end() : match.end() + 1] == "," else None


def dash_before(text: str, layer: Layer) -> int | None:
    """The dash of a row in a block list."""
    start = layer.span.start
    match = _DASH.search(text, max(0, start - 2000), start)
    return match.start() if match else None


def line_start(text: str, offset: int) -> int:
    """The first character of the line that holds `offset`."""
    return max(text.rfind(mark, 0, offset) for mark in _BREAKS) + 1


def line_break_at(text: str, offset: int) -> str:
    """The line end that stands at `offset`, or nothing."""
    match = _BREAK.match(text, offset)
    return match[0] if match else ""


def line_end_near(text: str, offset: int) -> str:
    """The line end that a new line beside `offset` takes: that of its own line, or before."""
    after = _BREAK.search(text, offset)
    if after:
        return after[0]
    start = line_start(text, offset)
    if start >= 2 and text[start - 2 : start] == "\r\n":
        return "\r\n"
    return text[start - 1] if start else "\n"


def indent_of(text: str, offset: int) -> str:
    """Blanks that bring a new line's first character under the one at `offset`."""
    before = text[line_start(text, offset) : offset]
    return "".join(char if char == "\t" else " " for char in before)


def starts_line(text: str, offset: int) -> bool:
    """Whether only blanks stand before `offset` on its line."""
    return not text[line_start(text, offset) : offset].strip(" \t")


def whole_lines(text: str, start: int, end: int) -> Span:
    """The lines that hold `start`..`end`, with one line end; the one before at the file's end."""
    first = line_start(text, start)
    behind = line_break_at(text, end)
    if behind or not first:
        return Span(first, end + len(behind))
    before = 2 if text[first - 2 : first] == "\r\n" else 1
    return Span(first - before, end)


def tail_of_value(text: str, end: int) -> int:
    """Where the line of a header's value ends, its comment included."""
    while end and text[end - 1] in " \t" + _BREAKS:
        end -= 1
    found = _BREAK.search(text, end)
    return found.start() if found else len(text)
