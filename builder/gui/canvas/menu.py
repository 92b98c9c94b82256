"""The canvas's own context menu, for when nobody else shows one."""

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from builder.gui.canvas.intents import CanvasIntents


class CanvasMenu(QObject):
    """Sends the same intents as the gestures and keys."""

    def __init__(self, view: CanvasIntents) -> None:
        super().__init__(view)
        self._view = view

    def build(self, rows: tuple[int, ...]) -> QMenu:
        """The menu for the selected rows."""
        view, menu = self._view, QMenu(self._view)
        if len(rows) == 1:
            menu.addAction(self.tr("Edit"), lambda: view.activated.emit(rows[0]))
        if rows:
            menu.addAction(self.tr("Duplicate"), lambda: view.duplicate_requested.emit(rows))
            menu.addAction(self.tr("Remove"), lambda: view.remove_requested.emit(rows))
        return menu

    def open(self, place: QPoint, rows: tuple[int, ...]) -> None:
        """Show it at a place of the screen; nothing to do shows nothing."""
        menu = self.build(rows)
        if not menu.isEmpty():
            menu.popup(place)
        menu.aboutToHide.connect(menu.deleteLater)
