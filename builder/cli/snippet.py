"""Findings as a compiler prints them: place, sentence, the row, a caret, help."""

from collections.abc import Callable, Iterator

from builder.cli.colour import Paint, plain
from builder.cli.columns import shorten, visible, width
from builder.cli.written import Written
from builder.core.diagnostics import Diagnostic, Message
from builder.core.text import LineIndex, Span

_WIDEST = 160
_LABELS = 5
HELP = Message("= help:")
"""What stands before the title of a fix."""
_ONE_MORE = Message("… and 1 more place")


def render(
    file: str,
    written: Written,
    found: Diagnostic,
    words: Callable[[str], str] = str,
    *,
    paint: Paint = plain,
) -> str:
    """One finding in several lines, without a newline at the end.

    Args:
        file: How the file is named.
        written: Its text.
        found: The finding.
        words: Words a message in the user's language.
        paint: Gives the parts colour.
    """
    line, column = written.lines.position(found.span.start)
    level = found.severity.word
    place = paint(f"{visible(file)}:{line}:{column}:", "place")
    head = f"{place} {paint(f'{level}[{found.code}]', level)}: {visible(words(found.message))}"
    gutter = max(
        len(str(written.lines.position(span.start).line))
        for span in (found.span, *(label.span for label in found.labels))
    )
    bar = f"{' ' * gutter} "
    text, index = written.text, written.lines
    lines = [head, *marked(text, index, found.span, "^", "", gutter, paint=paint, style=level)]
    for label in found.labels[:_LABELS]:
        said = visible(words(label.message))
        lines += marked(text, index, label.span, "-", said, gutter, paint=paint)
    if len(found.labels) > _LABELS:
        more = len(found.labels) - _LABELS
        lines.append(
            bar
            + words(Message("… and {number} more places", number=more) if more > 1 else _ONE_MORE)
        )
    way_out = paint(words(HELP), "help")
    lines += [f"{bar}{way_out} {visible(words(fix.title))}" for fix in found.fixes]
    return "\n".join(lines)


def marked(
    text: str,
    lines: LineIndex,
    span: Span,
    mark: str,
    words: str,
    gutter: int,
    *,
    paint: Paint = plain,
    style: str = "label",
) -> Iterator[str]:
    """The line where `span` starts, and below it the mark and what it says."""
    number = lines.position(span.start).line
    start = lines.start_of(number)
    line = text[start : lines.end_of(number)].rstrip("\r\n")
    first, last = span.start - start, min(span.end - start, len(line))
    before, meant = visible(line[:first]), visible(line[first:last])
    shown = before + meant + visible(line[max(first, last) :])
    if width(before) > _WIDEST:  # a row on one endless line: show the marked part only
        before, shown = "… ", "… " + meant
    underline = mark * max(1, min(width(meant), _WIDEST))
    bar = paint("|", "gutter")
    shown = f" {shorten(shown[: _WIDEST * 2], _WIDEST * 2)}"
    yield f"{paint(f'{number:>{gutter}}', 'gutter')} {bar}{shown}"
    said = paint(f"{underline} {words}".rstrip(), style)
    yield f"{' ' * gutter} {bar} {' ' * width(before)}{said}"
