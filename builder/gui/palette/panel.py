"""The panel with the blocks."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QTreeWidgetItem, QVBoxLayout, QWidget

from builder.core.blocks.catalogue import TRAINERS, catalogue, search
from builder.gui.document import Analysis
from builder.gui.icons import icon
from builder.gui.language import language_code
from builder.gui.palette.tree import NAME_ROLE, BlockTree
from builder.gui.panel import Panel

MOST_RECENT = 5


class PalettePanel(Panel):
    """A search field over the tree of blocks.

    Signals:
        insert_wanted(str): Double-click or Enter on a block.
    """

    insert_wanted = Signal(str)

    def __init__(self, recent: Sequence[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recent = [name for name in recent if name in catalogue(TRAINERS[0])][:MOST_RECENT]
        self._trainer = TRAINERS[0]
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("Search blocks"))
        self.search.setAccessibleName(self.tr("Search blocks"))
        self.search.setClearButtonEnabled(True)
        glass = QAction(icon("magnify"), "", self.search)
        self.search.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        self.search.textChanged.connect(self._fill)
        self.search.installEventFilter(self)
        self.tree = BlockTree(self)
        self.tree.itemActivated.connect(self._insert)
        self._hint = QLabel(self.tr("No block has all these words"))
        self._hint.setWordWrap(True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 6, 6, 0)
        layout.addWidget(self.search)
        layout.addWidget(self._hint)
        layout.addWidget(self.tree, 1)
        self.setFocusProxy(self.search)
        self._refill = QTimer(self)
        self._refill.setSingleShot(True)
        self._refill.timeout.connect(lambda: self._fill(self.search.text()))
        self._fill("")

    @property
    def recent(self) -> list[str]:
        """Names of the blocks used last, latest first."""
        return list(self._recent)

    def refresh(self, analysis: Analysis) -> None:
        """List the blocks as they are in files of this trainer."""
        if analysis.report.trainer != self._trainer:
            self._trainer = analysis.report.trainer
            self._fill(self.search.text())

    def note_use(self, name: str) -> None:
        """Put a block on top of the ones used last."""
        if name not in catalogue(self._trainer) or self._recent[:1] == [name]:
            return
        self._recent = [name, *(other for other in self._recent if other != name)][:MOST_RECENT]
        # Later: an item of the tree may just be telling that it was double-clicked or dragged.
        self._refill.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down and Enter in the search field go to the tree."""
        if watched is self.search and isinstance(event, QKeyEvent) and _pressed(event):
            if event.key() == Qt.Key.Key_Down:
                self.tree.setFocus()
                return True
            name = self.tree.current_block()
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and name:
                self.insert_wanted.emit(name)
                return True
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of a new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._fill(self.search.text())

    def _fill(self, text: str) -> None:
        known = catalogue(self._trainer)
        found = search(text, self._trainer, language_code())
        recent = [] if text.strip() else [known[name] for name in self._recent]
        self.tree.show_blocks(found, recent, unfold=bool(text.strip()))
        self._hint.setVisible(not found)
        self.tree.setVisible(bool(found))
        if text.strip():
            self.tree.choose_first()

    def _insert(self, item: QTreeWidgetItem) -> None:
        name = item.data(0, NAME_ROLE)
        if isinstance(name, str):
            self.insert_wanted.emit(name)


def _pressed(event: QKeyEvent) -> bool:
    return event.type() == QEvent.Type.KeyPress
