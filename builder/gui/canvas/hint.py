"""Words over the picture: what a gesture will do, and what to do with an empty canvas."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QWidget

from builder.gui.theme import Colours

_OFFSET = QPoint(16, 22)


class Hint(QLabel):
    """A line next to the mouse that says what will happen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setObjectName("canvasHint")
        self.hide()

    def dress(self, colours: Colours) -> None:
        """Take the window's colours."""
        self.setStyleSheet(
            f"#canvasHint {{ background: {colours.raised}; color: {colours.text}; "
            f"border: 1px solid {colours.accent}; border-radius: 4px; padding: 3px 7px; }}"
        )

    def say(self, words: str, place: QPoint) -> None:
        """Show `words` beside `place`, inside the parent; no words hide it."""
        if not words:
            self.hide()
            return
        self.setText(words)
        self.adjustSize()
        room = self._over.size()
        where = place + _OFFSET
        x = max(2, min(where.x(), room.width() - self.width() - 2))
        y = where.y()
        if y + self.height() > room.height():
            y = place.y() - self.height() - 6
        self.move(x, y)
        self.show()
        self.raise_()


class Invitation(QLabel):
    """What an empty canvas says."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setTextFormat(Qt.TextFormat.RichText)

    def dress(self, colours: Colours) -> None:
        """Take the window's colours."""
        title = self.tr("Drop a block here, or open a YAML file")
        rest = self.tr("Drag blocks from the palette; each becomes a row of the text")
        self.setText(
            f'<p style="font-size:17px; color:{colours.text}">{title}</p>'
            f'<p style="color:{colours.faint}">{rest}</p>'
        )
