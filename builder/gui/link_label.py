"""Rich text with links into the file in hand."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from builder.gui.message_html import place_of


class LinkLabel(QLabel):
    """It wraps, can be copied from, and its links follow the mouse and the keyboard.

    Signals:
        followed(Place): A link leads there.
    """

    followed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self.linkActivated.connect(lambda target: self.followed.emit(place_of(target)))
