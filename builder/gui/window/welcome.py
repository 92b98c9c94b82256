"""What stands in the middle while no file is open."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCommandLinkButton, QLabel, QVBoxLayout, QWidget

from builder.gui.icons import icon
from builder.gui.theme import colours
from builder.gui.window.file_desk import templates

_MOST = 5


class Welcome(QWidget):
    """Ways to begin: open, new, a recent file, an example.

    Signals:
        open_wanted(), new_wanted(), table_wanted(): The buttons of those names.
        path_wanted(Path): Open this file.
        example_wanted(Path): Start a new file from this one.
    """

    open_wanted = Signal()
    new_wanted = Signal()
    table_wanted = Signal()
    path_wanted = Signal(object)
    example_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.addStretch(1)
        box = QWidget()
        box.setMaximumWidth(460)
        self._column = QVBoxLayout(box)
        self._column.setSpacing(2)
        column.addWidget(box, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        title = QLabel(self.tr("Open a model YAML, or drop one here"))
        title.setStyleSheet("font-size: 15pt;")
        title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._column.addWidget(title)
        self._column.addSpacing(10)
        self._button(self.tr("Open…"), "folder-open-outline", self.open_wanted.emit)
        self._button(self.tr("New"), "file-plus-outline", self.new_wanted.emit)
        self._button(self.tr("New from stage table…"), "table-plus", self.table_wanted.emit)
        self._fixed = self._column.count()

    def show_recent(self, recent: Sequence[Path]) -> None:
        """List files used last, or examples where there are none."""
        while self._column.count() > self._fixed:
            item = self._column.takeAt(self._fixed)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        words = self.tr("Recent files") if recent else self.tr("Examples")
        heading = QLabel(words)
        heading.setStyleSheet(f"color: {colours().faint}; padding: 12px 8px 2px 8px;")
        signal = self.path_wanted if recent else self.example_wanted
        paths = list(recent or templates())[:_MOST]
        if paths:
            self._column.addWidget(heading)
        for path in paths:
            self._button(path.name, "file-outline", partial(signal.emit, path), str(path.parent))

    def _button(self, words: str, picture: str, run: Callable[[], object], tip: str = "") -> None:
        button = QCommandLinkButton(words)
        button.setIcon(icon(picture))
        button.setToolTip(tip)
        button.clicked.connect(lambda _checked: run())
        button.setMinimumWidth(320)
        self._column.addWidget(button)
