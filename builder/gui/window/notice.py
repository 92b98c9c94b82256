"""A line above the canvas about the whole network, with a button."""

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from builder.gui.icons import icon
from builder.gui.theme import colours


class Notice(QFrame):
    """Comes and goes without taking the keyboard; what was put away does not come back.

    Signals:
        wanted(): The button was pressed.
    """

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._put_away: set[object] = set()
        self._about: object = None
        self._sign = QLabel()
        self.words = QLabel()
        self.button = QPushButton(self.tr("Repair…"))
        self.close_button = QToolButton()
        self.close_button.setIcon(icon("close"))
        self.close_button.setIconSize(QSize(13, 13))
        self.close_button.setAutoRaise(True)
        self.close_button.setToolTip(self.tr("Put away"))
        self.close_button.setAccessibleName(self.tr("Put away"))
        line = QHBoxLayout(self)
        line.setContentsMargins(10, 3, 6, 3)
        line.addWidget(self._sign)
        line.addWidget(self.words, 1)
        line.addWidget(self.button)
        line.addWidget(self.close_button)
        self.words.setMinimumWidth(40)
        self.button.clicked.connect(self.wanted)
        self.close_button.clicked.connect(self._close)
        self.hide()
        self._dress()

    def tell(self, words: str, about: object) -> None:
        """Show words about something, unless that was put away; no words hide the line."""
        self._about = about
        self.words.setText(words)
        self.words.setToolTip(words)
        self.setVisible(bool(words) and about not in self._put_away)

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of a new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()

    def _close(self) -> None:
        self._put_away.add(self._about)
        self.hide()

    def _dress(self) -> None:
        theme = colours()
        sheet = (
            f"#notice {{ background: {theme.raised}; border: 0; "
            f"border-bottom: 1px solid {theme.warning}; }}"
        )
        if sheet != self.styleSheet():  # setting it is told as a change of the palette again
            self._sign.setPixmap(icon("source-branch-sync", theme.warning).pixmap(18, 18))
            self.setStyleSheet(sheet)
