"""Squiggles and the mark of the selected rows, as extra selections."""

from collections.abc import Iterable

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor, QTextDocument, QTextFormat
from PySide6.QtWidgets import QTextEdit

from builder.core.config import Config
from builder.core.diagnostics import Diagnostic
from builder.core.text.utf16 import Utf16Offsets
from builder.gui.theme import colours

MOST_SQUIGGLES = 100
"""Qt needs time for each at every repaint; whoever has more has other worries."""


def squiggles(
    buffer: QTextDocument, text: str, found: Iterable[Diagnostic]
) -> list[QTextEdit.ExtraSelection]:
    """A wavy line under the place of each finding, the gravest last and so on top."""
    theme, offsets = colours(), Utf16Offsets(text)
    gravest = sorted(found, key=lambda item: -item.severity)[:MOST_SQUIGGLES]
    marks = []
    for item in reversed(gravest):
        style = QTextCharFormat()
        style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        style.setUnderlineColor(QColor(theme.of_severity(item.severity)))
        start, end = _seen_part(text, item.span.start, item.span.end)
        marks.append(_selection(buffer, offsets.to_utf16(start), offsets.to_utf16(end), style))
    return marks


def row_marks(
    buffer: QTextDocument, config: Config, indices: Iterable[int]
) -> list[QTextEdit.ExtraSelection]:
    """A background over the lines of the selected rows."""
    style = QTextCharFormat()
    style.setBackground(QColor(colours().row))
    style.setProperty(QTextFormat.Property.FullWidthSelection, True)
    marks = []
    for index in indices:
        span = config.layers[index].span
        first = config.lines.position(span.start).line
        last = config.lines.position(span.end).line
        for line in range(first, last + 1):
            place = buffer.findBlockByNumber(line - 1).position()
            marks.append(_selection(buffer, place, place, style))
    return marks


def _seen_part(text: str, start: int, end: int) -> tuple[int, int]:
    """At least one character, within one line where the place is empty."""
    end = min(end, len(text))
    if start < end:
        return start, end
    start = min(start, len(text))
    if start > 0 and (start == len(text) or text[start] == "\n"):
        return start - 1, start
    return start, min(start + 1, len(text))


def _selection(
    buffer: QTextDocument, start: int, end: int, style: QTextCharFormat
) -> QTextEdit.ExtraSelection:
    mark = QTextEdit.ExtraSelection()
    cursor = QTextCursor(buffer)
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    mark.cursor = cursor
    mark.format = style
    return mark
