"""What a change does to the picture and to the text."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from builder.gui.document import Preview
from builder.gui.window.mending.diff_view import DiffView
from builder.gui.window.mending.pictures import Pictures


class ChangeView(QWidget):
    """Pictures above, the comparison of the texts below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pictures, self.diff = Pictures(), DiffView()
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.pictures)
        split.addWidget(self.diff)
        split.setChildrenCollapsible(False)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setSizes([330, 200])
        self.pictures.setMinimumHeight(140)
        self.diff.setMinimumHeight(70)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(split)

    def show_preview(self, preview: Preview) -> None:
        """Show what a change does; one of comments alone needs no pictures."""
        self.pictures.setVisible(bool(preview.rewired or preview.touched))
        self.pictures.show_preview(preview)
        self.diff.compare(preview.before.report.config.text, preview.text)
