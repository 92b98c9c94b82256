"""A row's findings above its form."""

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from builder.core.diagnostics import Diagnostic, Fix
from builder.gui.fix_button import FixButton
from builder.gui.language import spoken
from builder.gui.message_html import wrapping
from builder.gui.theme import colours

_MOST, _MOST_FIXES = 4, 3


class Findings(QWidget):
    """Messages with buttons for their fixes; the widgets are kept while the words change.

    Signals:
        fix_wanted(Fix): A button was pressed.
        fix_pointed(Fix): The mouse or the keyboard is on a button; None: no longer.
    """

    fix_wanted = Signal(object)
    fix_pointed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._shown: tuple[Diagnostic, ...] | None = None
        self._labels: list[QLabel] = []
        self._buttons: list[list[FixButton]] = []
        for _ in range(_MOST):
            label = QLabel()
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(label)
            self._labels.append(label)
            self._buttons.append([self._button() for _ in range(_MOST_FIXES)])
            for button in self._buttons[-1]:
                column.addWidget(button)
        self.show_findings(())

    def show_findings(self, found: tuple[Diagnostic, ...]) -> None:
        """Show the first few of these."""
        if found == self._shown:
            return
        self._shown = found
        self.setVisible(bool(found))
        for place, label in enumerate(self._labels):
            one = found[place] if place < len(found) else None
            label.setVisible(one is not None)
            if one is not None:
                colour = colours().of_severity(one.severity)
                words = f'<b style="color:{colour}">{one.code}</b> {escape(spoken(one.message))}'
                label.setText(words)
                others = "\n".join(spoken(item.message) for item in one.labels)
                label.setToolTip(wrapping(others) if others else "")
            self._show_fixes(place, one.fixes if one else ())

    def follow_theme(self) -> None:
        """Take the colours of a new theme."""
        found, self._shown = self._shown, None
        self.show_findings(found or ())

    def _show_fixes(self, place: int, fixes: tuple[Fix, ...]) -> None:
        for number, button in enumerate(self._buttons[place]):
            button.show_fix(fixes[number] if number < len(fixes) else None)

    def _button(self) -> FixButton:
        button = FixButton()
        button.wanted.connect(self.fix_wanted)
        button.pointed.connect(self.fix_pointed)
        return button
