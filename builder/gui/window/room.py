"""How large a dialog may be."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog

_MARGIN = QSize(40, 60)


def room_for(dialog: QDialog, size: QSize) -> QSize:
    """As much of a size as the screen has room for; Qt itself takes two thirds of it at most."""
    return size.boundedTo(dialog.screen().availableSize() - _MARGIN)
