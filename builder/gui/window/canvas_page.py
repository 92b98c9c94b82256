"""One tab: the canvas of one document."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from builder.core.diagnostics import Severity
from builder.gui.canvas import CanvasView
from builder.gui.document import Analysis, Document
from builder.gui.panel import Panel
from builder.gui.window.notice import Notice


class CanvasPage(Panel):
    """The network of a document as a picture."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.canvas = CanvasView(self)
        self.notice = Notice(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.notice)
        layout.addWidget(self.canvas, 1)
        self.setFocusProxy(self.canvas)
        self._rows = 0
        self.canvas.selection_changed.connect(document.selection.set)
        self.set_document(document)

    def refresh(self, analysis: Analysis) -> None:
        """Draw a new analysis; text that breaks off keeps the last good picture."""
        rows = len(analysis.report.layers)
        broken = any(found.severity is Severity.ERROR and found.code.startswith("Y")
                     for found in analysis.diagnostics)  # fmt: skip
        if not rows and self._rows and broken:
            return
        first, self._rows = not self._rows and rows, rows
        self.canvas.show_report(analysis.report, analysis.diagnostics)
        if first:
            self.canvas.fit()

    def show_selection(self, indices: tuple[int, ...]) -> None:
        """Show which rows are selected."""
        if self._rows == len(self.document.config.layers if self.document else ()):
            self.canvas.set_selected(indices)
