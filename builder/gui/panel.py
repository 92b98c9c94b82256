"""What every panel does: follow the document in hand, and only while it can be seen."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from builder.gui.document import Analysis, Document


class Panel(QWidget):
    """A part of the window that shows the current document.

    Subclasses override `refresh`, `show_selection` and `clear`. A hidden panel is left alone
    until it is shown, so that a keystroke pays for what is on the screen only.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document: Document | None = None
        self._stale = False

    @property
    def document(self) -> Document | None:
        """The document that is shown."""
        return self._document

    def set_document(self, document: Document | None) -> None:
        """Show another document, or none."""
        old = self._document
        if old is not None:
            old.analyzed.disconnect(self._follow)
            old.selection.changed.disconnect(self._follow_selection)
        self._document = document
        if document is not None:
            document.analyzed.connect(self._follow)
            document.selection.changed.connect(self._follow_selection)
        self._update_all()

    def refresh(self, analysis: Analysis) -> None:
        """Show a new analysis."""

    def show_selection(self, indices: tuple[int, ...]) -> None:
        """Show which rows are selected."""

    def clear(self) -> None:
        """Show that there is no document."""

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what happened while nobody could see it."""
        super().showEvent(event)
        if self._stale:
            self._update_all()

    def _update_all(self) -> None:
        self._stale = not self.isVisible()
        if self._stale:
            return
        if self._document is None:
            self.clear()
        else:
            self.refresh(self._document.analysis)
            self.show_selection(self._document.selection.indices)

    def _follow(self, analysis: Analysis) -> None:
        if self.isVisible():
            self.refresh(analysis)
        else:
            self._stale = True

    def _follow_selection(self, indices: tuple[int, ...]) -> None:
        if self.isVisible():
            self.show_selection(indices)
        else:
            self._stale = True
