"""The menu of how a file is read."""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from builder.core.dialects.choose import FIVE_SLOT
from builder.gui.document import Document


class DialectMenu(QMenu):
    """All dialects, of which one can be chosen for the document in hand, and written into it."""

    def __init__(self, title: str, document: Callable[[], Document | None], parent: QWidget):
        super().__init__(title, parent)
        self._document = document
        self._group: QActionGroup | None = None
        self.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """List the dialects; the one in force is ticked."""
        from builder.core.dialects import DIALECTS, choose  # late: the window is up before

        self.clear()
        document = self._document()
        if document is None:
            return
        report, options = document.analysis.report, document.analysis.options
        if self._group is not None:
            self._group.deleteLater()
        self._group = QActionGroup(self)
        own = choose(document.config).name
        as_file = self.tr("As the file says: {0}").format(own)
        self._add(as_file, None, checked=options.dialect is None)
        self.addSeparator()
        trainer = ""
        for dialect in DIALECTS.values():
            if trainer not in {"", dialect.name.partition("@")[0]}:
                self.addSeparator()
            trainer = dialect.name.partition("@")[0]
            words = f"{self._title(dialect.title, dialect.name)}   ({dialect.name})"
            self._add(words, dialect.name, checked=options.dialect == dialect.name)
        self.addSeparator()
        write = self.addAction(self.tr("Write it into the file"))
        write.setObjectName("write")
        write.setToolTip(
            self.tr("Puts the line `# builder: dialect {0}` on top").format(report.dialect)
        )
        write.setEnabled(bool(document.dialect_edits()))
        write.triggered.connect(lambda: document.apply(document.dialect_edits()))

    def _title(self, title: str, name: str) -> str:
        """The title, with what tells one five-slot fork from the others."""
        if not name.startswith(FIVE_SLOT):
            return title
        if name.endswith(".four"):
            return self.tr("{0}: fills up four maps only").format(title)
        if name.endswith(".known"):
            return self.tr("{0}: knows its backbones by name").format(title)
        return self.tr("{0}: fills up any backbone").format(title)

    def _add(self, words: str, name: str | None, *, checked: bool) -> None:
        document = self._document()
        assert document is not None
        action = QAction(words, self._group)
        action.setObjectName(name or "file")
        action.setCheckable(True)
        action.setChecked(checked)
        action.triggered.connect(partial(document.choose_dialect, name))
        self.addAction(action)
