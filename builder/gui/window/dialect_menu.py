"""The menu of how a file is read."""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

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
            self._add(_words(dialect.title, dialect.name), dialect.name,
                      checked=options.dialect == dialect.name)  # fmt: skip
        self.addSeparator()
        write = self.addAction(self.tr("Write it into the file"))
        write.setObjectName("write")
        write.setToolTip(
            self.tr("Puts the line `# builder: dialect {0}` on top").format(report.dialect)
        )
        write.setEnabled(bool(document.dialect_edits()))
        write.triggered.connect(lambda: document.apply(document.dialect_edits()))

    def _add(self, words: str, name: str | None, *, checked: bool) -> None:
        document = self._document()
        assert document is not None
        action = QAction(words, self._group)
        action.setObjectName(name or "file")
        action.setCheckable(True)
        action.setChecked(checked)
        action.triggered.connect(partial(document.choose_dialect, name))
        self.addAction(action)


def _words(title: str, name: str) -> str:
    return f"{title}   ({name})"
