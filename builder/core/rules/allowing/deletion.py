"""Takes a code out of a comment, or the comment out of the file."""

from builder.core.config import Config
from builder.core.diagnostics import Applicability, Fix, Message
from builder.core.rules.allowing.comments import Allow, Named
from builder.core.text import Span, TextEdit

_BETWEEN = " \t,，、"


def deletion(config: Config, allow: Allow, one: Named | None) -> Fix:
    """The fix that deletes a code; the whole comment if it names no other.

    It changes no network and is still no sure thing: at another scale it may be needed.
    """
    if one is not None and len(allow.named) > 1:
        title = Message("Delete {code}", code=one.code)
        span = _with_separator(config.text, allow, one)
    else:
        title = Message("Delete the comment")
        span = _with_blanks(config, allow)
    return Fix(title, (TextEdit(span, ""),), Applicability.UNSAFE)


def _with_separator(text: str, allow: Allow, one: Named) -> Span:
    """The code and what parts it from its neighbour: the one behind it, or before the last."""
    start, end = one.span.start, one.span.end
    if one is allow.named[-1]:
        while text[start - 1] in _BETWEEN:
            start -= 1
    else:
        while text[end] in _BETWEEN:
            end += 1
    return Span(start, end)


def _with_blanks(config: Config, allow: Allow) -> Span:
    """The comment and the blanks before it; its whole line if it has that to itself."""
    text, lines = config.text, config.lines
    line = lines.position(allow.span.start).line
    first = lines.start_of(line)
    if allow.lone:
        return Span(first + text.startswith("\ufeff", first), lines.end_of(line))
    start = allow.span.start
    while start > first and text[start - 1] in " \t":
        start -= 1
    return Span(start, lines.end_of(line) - _line_end(text[first : lines.end_of(line)]))


def _line_end(line: str) -> int:
    return len(line) - len(line.rstrip("\r\n"))
