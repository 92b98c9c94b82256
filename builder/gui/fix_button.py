"""A button that mends something, and tells when somebody looks at it."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from builder.core.diagnostics import Applicability, Fix
from builder.gui.icons import icon
from builder.gui.language import spoken
from builder.gui.message_html import wrapping

_LEAST, _AROUND = 60, 24


class FixButton(QPushButton):
    """Its words are a fix's title.

    Signals:
        wanted(Fix): It was pressed.
        pointed(Fix): The mouse or the keyboard is on it; None: no longer.
    """

    wanted = Signal(object)
    pointed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fix: Fix | None = None
        self._title = ""
        self.setStyleSheet("text-align: left; padding: 3px 8px;")
        self.setMinimumWidth(_LEAST)
        self.setAutoDefault(False)
        self.clicked.connect(lambda: self.wanted.emit(self._fix))

    def show_fix(self, fix: Fix | None) -> None:
        """Offer another fix; None hides the button."""
        self._fix = fix
        self.setVisible(fix is not None)
        if fix is None:
            return
        sure = fix.applicability is Applicability.SAFE
        self._title = spoken(fix.title)
        words = (
            self.tr("Surely what was meant")
            if sure
            else self.tr("May change what the network computes: look before you keep it")
        )
        self.setIcon(icon("check" if sure else "auto-fix"))
        self.setAccessibleName(self._title)
        self.setToolTip(wrapping(f"{self._title}\n{words}"))
        self._elide()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Nothing: after the first click another finding's fix may stand here."""
        event.accept()

    def minimumSizeHint(self) -> QSize:
        """Narrower than its words."""
        return QSize(_LEAST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many words as there is room for."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        """A long title is cut off rather than widening the panel."""
        room = self.width() - self.iconSize().width() - _AROUND
        mode = Qt.TextElideMode.ElideRight
        self.setText(self.fontMetrics().elidedText(self._title, mode, max(room, _LEAST)))

    def enterEvent(self, event: QEnterEvent) -> None:
        """Somebody looks."""
        super().enterEvent(event)
        self.pointed.emit(self._fix)

    def leaveEvent(self, event: QEvent) -> None:
        """Nobody looks any more."""
        super().leaveEvent(event)
        self.pointed.emit(None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """As if the mouse were on it."""
        super().focusInEvent(event)
        self.pointed.emit(self._fix)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """As if the mouse had left."""
        super().focusOutEvent(event)
        self.pointed.emit(None)
