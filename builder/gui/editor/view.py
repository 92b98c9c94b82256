"""The text edit for model YAML."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, QRect, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QKeyEvent,
    QResizeEvent,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCompleter,
    QListView,
    QPlainTextEdit,
    QToolTip,
    QWidget,
)

from builder.core.text import TextEdit
from builder.gui.document.buffer import apply_to, text_of, to_points
from builder.gui.editor import lines
from builder.gui.editor.completion import candidates, prefix_at
from builder.gui.editor.gutter import Gutter, NumberedEdit
from builder.gui.fonts import code_font
from builder.gui.mime import BLOCK_MIME, block_of_mime

_AUTOMATIC_FROM = 2
"""Letters after which completion opens by itself."""


class YamlView(NumberedEdit):
    """Text with a gutter, completion of names, and keys that know about YAML.

    Signals:
        block_dropped(str, int): A block of the palette was dropped at a code point.
        help_wanted(int, QPoint): The mouse rests over a code point, at a global place.
    """

    block_dropped = Signal(str, int)
    help_wanted = Signal(int, object)

    def __init__(self, blocks: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._blocks = blocks
        self.gutter = Gutter(self)
        self.setFont(code_font())
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setTabStopDistance(self.fontMetrics().horizontalAdvance(" ") * lines.INDENT)
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setAccessibleName(self.tr("YAML text"))
        self.blockCountChanged.connect(self._fit_gutter)
        self.gutter.width_changed.connect(self._fit_gutter)
        self.updateRequest.connect(self._scroll_gutter)
        self._words = QStringListModel(self)
        self.completer = QCompleter(self._words, self)
        self.popup: QAbstractItemView = QListView()
        self.completer.setPopup(self.popup)
        self.completer.setWidget(self)
        self.completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.completer.activated.connect(self._complete)
        self._fit_gutter()

    # --- places -----------------------------------------------------------------------------

    def cursor_offset(self) -> int:
        """Where the text cursor is, in code points."""
        return to_points(text_of(self.document()), self.textCursor().position())

    def current_lines(self) -> tuple[int, int]:
        """First and last line, from 1, of what is selected."""
        cursor = self.textCursor()
        first = self.document().findBlock(cursor.selectionStart())
        last = self.document().findBlock(cursor.selectionEnd())
        number = last.blockNumber() + 1
        if cursor.hasSelection() and cursor.selectionEnd() == last.position():
            number = max(first.blockNumber() + 1, number - 1)
        return first.blockNumber() + 1, number

    # --- edits ------------------------------------------------------------------------------

    def toggle_comment(self) -> None:
        """Comment the selected lines out or in."""
        self._apply(lines.toggle_comments(text_of(self.document()), *self.current_lines()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of completion first, then those that indent, then Qt's."""
        if self.popup.isVisible() and event.key() in _POPUP_KEYS:
            event.ignore()  # the popup takes it
            return
        if _is_windows(event):
            event.ignore()
            return
        space = event.key() == Qt.Key.Key_Space
        if space and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.suggest(by_hand=True)
        elif event.key() == Qt.Key.Key_Tab:
            self._indent()
        elif event.key() == Qt.Key.Key_Backtab:
            self._apply(lines.unindent(text_of(self.document()), *self.current_lines()))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._break_line()
        else:
            super().keyPressEvent(event)
            if event.text().strip() or self.popup.isVisible():
                self.suggest(by_hand=False)

    def suggest(self, *, by_hand: bool) -> None:
        """Open, refresh or close the list of completions."""
        line = self._line_before_cursor()
        found = candidates(line, self._blocks)
        prefix = prefix_at(line)
        # A whole name needs no list by itself: Enter is to break the line then.
        enough = by_hand or (len(prefix) >= _AUTOMATIC_FROM and prefix not in found)
        if not found or not enough:
            self.popup.hide()
            return
        self._words.setStringList(found)
        self.popup.setCurrentIndex(self.completer.completionModel().index(0, 0))
        area = self.cursorRect().translated(self.viewport().geometry().topLeft())
        area.setWidth(self.popup.sizeHintForColumn(0) + 40)
        self.completer.complete(area)

    def _complete(self, word: str) -> None:
        cursor = self.textCursor()
        length = len(prefix_at(self._line_before_cursor()))
        move, keep = QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor
        cursor.movePosition(move, keep, length)
        cursor.insertText(word)
        self.setTextCursor(cursor)

    def _line_before_cursor(self) -> str:
        cursor = self.textCursor()
        return cursor.block().text()[: cursor.positionInBlock()]

    def _indent(self) -> None:
        first, last = self.current_lines()
        cursor = self.textCursor()
        if cursor.hasSelection() and last > first:
            self._apply(lines.indent(text_of(self.document()), first, last))
        else:
            cursor.insertText(" " * (lines.INDENT - cursor.positionInBlock() % lines.INDENT))

    def _break_line(self) -> None:
        blanks = lines.leading_blanks(self._line_before_cursor())
        self.textCursor().insertText("\n" + blanks)
        self.ensureCursorVisible()

    def _apply(self, edits: tuple[TextEdit, ...]) -> None:
        apply_to(self.document(), edits)

    # --- clipboard and drops ----------------------------------------------------------------

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy no-break spaces as such; Qt would make blanks of them."""
        data = QMimeData()
        data.setText(self.textCursor().selectedText().replace("\u2029", "\n"))
        return data

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take text and blocks; files are the window's."""
        if source.hasUrls():
            return False
        return source.hasFormat(BLOCK_MIME) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Insert text, or ask for a row with the dropped block."""
        block = block_of_mime(source)
        if block is None:
            super().insertFromMimeData(source)
        else:
            self.block_dropped.emit(block, self.cursor_offset())

    # --- help and geometry ------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Leave keys that the window has a better answer to alone."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and _is_windows(event):
            event.ignore()
            return True
        return super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Ask for help where the mouse rests."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            units = self.cursorForPosition(event.pos()).position()
            self.help_wanted.emit(to_points(text_of(self.document()), units), event.globalPos())
            return True
        if event.type() == QEvent.Type.Leave:
            QToolTip.hideText()
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the gutter as high as the text."""
        super().resizeEvent(event)
        area = self.contentsRect()
        width = self.gutter.width_needed()
        self.gutter.setGeometry(QRect(area.left(), area.top(), width, area.height()))

    def show_document(self, document: QTextDocument) -> None:
        """Show another text; Qt does not tell that the number of lines is another one."""
        self.setDocument(document)
        self._fit_gutter()

    def sizeHint(self) -> QSize:
        """Room for a row with its comment."""
        return QSize(380, 320)

    def _fit_gutter(self) -> None:
        self.setViewportMargins(self.gutter.width_needed(), 0, 0, 0)

    def _scroll_gutter(self, area: QRect, pixels: int) -> None:
        if pixels:
            self.gutter.scroll(0, pixels)
        else:
            self.gutter.update(0, area.y(), self.gutter.width(), area.height())


_POPUP_KEYS = frozenset(
    {
        Qt.Key.Key_Enter, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab,
        Qt.Key.Key_Backtab, Qt.Key.Key_Up, Qt.Key.Key_Down,
    }
)  # fmt: skip


def _is_windows(event: QKeyEvent) -> bool:
    """Whether the window takes this key: Ctrl+D; on X11 Qt would delete a letter."""
    control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
    return control and event.key() == Qt.Key.Key_D
