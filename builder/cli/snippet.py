"""Findings as a compiler prints them: place, sentence, the row, a caret, help."""

from collections.abc import Callable, Iterator

from builder.cli.columns import shorten, visible, width
from builder.core.config import Config
from builder.core.diagnostics import Diagnostic
from builder.core.text import LineIndex, Span

_WIDEST = 160
_LABELS = 5


def render(file: str, config: Config, found: Diagnostic, words: Callable[[str], str] = str) -> str:
    """One finding in several lines, without a newline at the end.

    Args:
        file: Its name.
        config: What it holds.
        found: The finding.
        words: Words a message in the user's language.
    """
    line, column = config.lines.position(found.span.start)
    head = (
        f"{visible(file)}:{line}:{column}: {found.severity.word}[{found.code}]: "
        f"{visible(words(found.message))}"
    )
    gutter = max(
        len(str(config.lines.position(span.start).line))
        for span in (found.span, *(label.span for label in found.labels))
    )
    text, index = config.text, config.lines
    lines = [head, *marked(text, index, found.span, "^", "", gutter)]
    for label in found.labels[:_LABELS]:
        lines += marked(text, index, label.span, "-", visible(words(label.message)), gutter)
    if len(found.labels) > _LABELS:
        more = len(found.labels) - _LABELS
        lines.append(f"{' ' * gutter} … and {more} more place{'s' * (more != 1)}")
    lines += [f"{' ' * gutter} = help: {visible(words(fix.title))}" for fix in found.fixes]
    return "\n".join(lines)


def marked(
    text: str, lines: LineIndex, span: Span, mark: str, words: str, gutter: int
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
    yield f"{number:>{gutter}} | {shorten(shown[: _WIDEST * 2], _WIDEST * 2)}"
    yield f"{' ' * gutter} | {' ' * width(before)}{underline} {words}".rstrip()
