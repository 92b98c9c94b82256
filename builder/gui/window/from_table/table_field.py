"""The text field that holds a stage table."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from builder.core.diagnostics import Diagnostic, Severity
from builder.core.templates import TableFault
from builder.core.text import LineIndex, Span
from builder.gui.document.buffer import text_of, to_units
from builder.gui.editor.gutter import Gutter, NumberedEdit
from builder.gui.editor.highlighter import YamlHighlighter
from builder.gui.editor.marks import squiggles
from builder.gui.fonts import code_font

_OPERATORS = frozenset({"FusedMBConv", "MBConv", "FusedMBConvBlock", "MBConvBlock"})


class TableField(NumberedEdit):
    """Text with numbers of lines and stages; faults are underlined and their lines marked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.gutter = Gutter(self)
        self.gutter.setToolTip(self.tr("Line, and the number of the stage that stands on it"))
        self.setFont(code_font())
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setTabChangesFocus(True)
        self.setAccessibleName(self.tr("Stage table"))
        self._colours = YamlHighlighter(self.document(), _OPERATORS)
        self.blockCountChanged.connect(self._fit_gutter)
        self.gutter.width_changed.connect(self._fit_gutter)
        self.updateRequest.connect(self._scroll_gutter)
        self._fit_gutter()

    @property
    def text(self) -> str:
        """What stands in it."""
        return text_of(self.document())

    def replace_text(self, text: str) -> None:
        """Make `text` the whole text, as one step of undo."""
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def show_stages(self, spans: Sequence[Span], faults: Sequence[TableFault]) -> None:
        """Number the lines of the stages, and mark what is wrong."""
        text = self.text
        lines = LineIndex(text)
        stages = {
            lines.position(span.start).line: number for number, span in enumerate(spans, start=1)
        }
        wrong = {lines.position(fault.span.start).line: Severity.ERROR for fault in faults}
        numbers = {number: str(number) for number in stages.values()}
        self.gutter.show_rows(stages, numbers, wrong)
        found = [Diagnostic("", Severity.ERROR, fault.words.en, fault.span) for fault in faults]
        self.setExtraSelections(squiggles(self.document(), text, found))

    def go_to(self, span: Span) -> None:
        """Select a place and take the keyboard."""
        text, cursor = self.text, self.textCursor()
        cursor.setPosition(to_units(text, span.end))
        cursor.setPosition(to_units(text, span.start), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Ctrl+Enter to the dialog, which it closes."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the gutter as high as the text."""
        super().resizeEvent(event)
        area = self.contentsRect()
        width = self.gutter.width_needed()
        self.gutter.setGeometry(QRect(area.left(), area.top(), width, area.height()))

    def _fit_gutter(self) -> None:
        self.setViewportMargins(self.gutter.width_needed(), 0, 0, 0)

    def _scroll_gutter(self, area: QRect, pixels: int) -> None:
        if pixels:
            self.gutter.scroll(0, pixels)
        else:
            self.gutter.update(0, area.y(), self.gutter.width(), area.height())
