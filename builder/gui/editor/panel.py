"""The panel with the YAML text."""

from weakref import WeakKeyDictionary

from PySide6.QtCore import QEvent, QPoint, Signal
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QPlainTextDocumentLayout, QToolTip, QVBoxLayout, QWidget

from builder.core.blocks.catalogue import NAMES
from builder.core.diagnostics import Diagnostic, Severity
from builder.core.text import Span
from builder.gui.document import Analysis, Document
from builder.gui.document.buffer import to_units
from builder.gui.editor.highlighter import YamlHighlighter
from builder.gui.editor.hover import hover_html
from builder.gui.editor.marks import row_marks, squiggles
from builder.gui.editor.view import YamlView
from builder.gui.panel import Panel


class EditorPanel(Panel):
    """The text of the current document; the row at the text cursor is selected everywhere.

    Signals:
        block_dropped(str, int): A block was dropped on the line of a code point.
    """

    block_dropped = Signal(str, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = YamlView(NAMES, self)
        # A document of its own: Qt deletes the one that the view was born with.
        self._empty = QTextDocument(self)
        self._empty.setDocumentLayout(QPlainTextDocumentLayout(self._empty))
        self._places: WeakKeyDictionary[Document, tuple[int, int]] = WeakKeyDictionary()
        self._moving = False
        self.view.cursorPositionChanged.connect(self._select_row_at_cursor)
        self.view.block_dropped.connect(self.block_dropped)
        self.view.help_wanted.connect(self._help)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        self.setFocusProxy(self.view)
        self.clear()

    # --- the document -----------------------------------------------------------------------

    def set_document(self, document: Document | None) -> None:
        """Show another document; cursor and scroll position of each are remembered."""
        if self.document is not None:
            bar = self.view.verticalScrollBar()
            self._places[self.document] = (self.view.textCursor().position(), bar.value())
        self._moving = True
        try:
            self._take(document)
            super().set_document(document)
        finally:
            self._moving = False

    def _take(self, document: Document | None) -> None:
        self.view.setReadOnly(document is None)
        if document is None:
            self.view.show_document(self._empty)
            return
        buffer = document.buffer
        buffer.setDefaultFont(self.view.font())
        if buffer.findChild(YamlHighlighter) is None:
            # Making the highlighter changes formats only, so the document stays unmodified.
            YamlHighlighter(buffer, frozenset(NAMES))
        self.view.show_document(buffer)
        place, scroll = self._places.get(document, (0, 0))
        cursor = self.view.textCursor()
        cursor.setPosition(min(place, buffer.characterCount() - 1))
        self.view.setTextCursor(cursor)
        self.view.verticalScrollBar().setValue(scroll)

    def refresh(self, analysis: Analysis) -> None:
        """Draw rows and findings of a new analysis."""
        config = analysis.report.config
        rows = {config.lines.position(row.span.start).line: row.index for row in config.layers}
        marks: dict[int, Severity] = {}
        for found in analysis.diagnostics:
            line = config.lines.position(min(found.span.start, len(config.text))).line
            marks[line] = max(found.severity, marks.get(line, found.severity))
        texts = {row.index: config.number_text(row.index) for row in config.layers}
        self.view.gutter.show_rows(rows, texts, marks)
        self._mark(analysis)
        self._select_row_at_cursor()

    def clear(self) -> None:
        """Show an empty text."""
        self.view.gutter.show_rows({}, {}, {})
        self.view.setExtraSelections([])

    # --- selection --------------------------------------------------------------------------

    def show_selection(self, indices: tuple[int, ...]) -> None:
        """Mark these rows; the cursor goes to the first unless it is in one of them."""
        if self.document is None:
            return
        analysis = self.document.analysis
        self.view.gutter.show_chosen(frozenset(indices))
        self._mark(analysis)
        here = analysis.report.config.layer_at(self.view.cursor_offset())
        if indices and (here is None or here.index not in indices):
            self._move_to(analysis.report.config.layers[indices[0]].span.start)

    def go_to(self, span: Span) -> None:
        """Put the cursor on a place, select it and take the keyboard."""
        self._move_to(span.start, span.end)
        self.view.setFocus()

    def current_diagnostics(self) -> tuple[Diagnostic, ...]:
        """The findings at the text cursor."""
        if self.document is None:
            return ()
        offset = self.view.cursor_offset()
        found = self.document.analysis.diagnostics
        return tuple(item for item in found if item.span.touches(offset))

    def _move_to(self, start: int, end: int | None = None) -> None:
        assert self.document is not None
        text = self.document.text
        cursor = self.view.textCursor()
        # The end first: the cursor proper stands at the start, where the fault begins.
        cursor.setPosition(to_units(text, start if end is None else end))
        cursor.setPosition(to_units(text, start), QTextCursor.MoveMode.KeepAnchor)
        self._moving = True
        try:
            self.view.setTextCursor(cursor)
        finally:
            self._moving = False
        self.view.ensureCursorVisible()

    def _select_row_at_cursor(self) -> None:
        document = self.document
        if self._moving or document is None or not self.view.hasFocus():
            return
        if document.text != document.config.text:
            return
        here = document.config.layer_at(self.view.cursor_offset())
        document.selection.set(() if here is None else (here.index,))

    def _mark(self, analysis: Analysis) -> None:
        assert self.document is not None
        buffer, config = self.document.buffer, analysis.report.config
        marks = row_marks(buffer, config, self.document.selection.indices)
        marks += squiggles(buffer, config.text, analysis.diagnostics)
        self.view.setExtraSelections(marks)

    # --- the rest ---------------------------------------------------------------------------

    def _help(self, offset: int, place: QPoint) -> None:
        html = hover_html(self.document.analysis, offset) if self.document else ""
        if html:
            QToolTip.showText(place, html, self.view)
        else:
            QToolTip.hideText()

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of a new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.document is not None:
            highlighter = self.document.buffer.findChild(YamlHighlighter)
            if isinstance(highlighter, YamlHighlighter):
                highlighter.follow_theme()
            self._mark(self.document.analysis)
            self.view.gutter.update()
