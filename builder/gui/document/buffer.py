"""A `QTextDocument` as a buffer of code points.

Qt counts UTF-16 units, the core counts code points; they differ behind an emoji. Qt's own
`toPlainText` turns a no-break space into a blank, so the raw text is read.
"""

from collections.abc import Iterable

from PySide6.QtGui import QTextCursor, QTextDocument

from builder.core.text import TextEdit
from builder.core.text.utf16 import Utf16Offsets

_BLOCK_END = "\u2029"


def text_of(buffer: QTextDocument) -> str:
    r"""The whole text with `\n` between lines."""
    return buffer.toRawText().replace(_BLOCK_END, "\n")


def to_units(text: str, offset: int) -> int:
    """UTF-16 units before code point `offset` of `text`."""
    return offset if text.isascii() else Utf16Offsets(text).to_utf16(offset)


def to_points(text: str, units: int) -> int:
    """Code points before UTF-16 unit `units` of `text`."""
    return units if text.isascii() else Utf16Offsets(text).to_code_point(units)


def apply_to(buffer: QTextDocument, edits: Iterable[TextEdit]) -> None:
    """Apply edits, whose spans refer to the text as it is, as one step of undo."""
    offsets = Utf16Offsets(text_of(buffer))
    # From the end, so that earlier spans stay true; of insertions at one place the last goes
    # first, so that they come out in the order given.
    ordered = sorted(edits, key=lambda edit: (edit.span.start, edit.span.end))
    cursor = QTextCursor(buffer)
    if ordered:
        # Undo puts the cursor where it stood at the beginning of the block.
        cursor.setPosition(offsets.to_utf16(ordered[0].span.start))
    cursor.beginEditBlock()
    for edit in reversed(ordered):
        cursor.setPosition(offsets.to_utf16(edit.span.start))
        cursor.setPosition(offsets.to_utf16(edit.span.end), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(edit.text)
    cursor.endEditBlock()
