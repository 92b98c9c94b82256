"""A row's findings above its form."""

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from builder.core.diagnostics import Diagnostic, Fix
from builder.gui.icons import icon
from builder.gui.language import spoken
from builder.gui.theme import colours

_MOST, _MOST_FIXES = 4, 3


class Findings(QWidget):
    """Messages with buttons for their fixes; the widgets are kept while the words change.

    Signals:
        fix_wanted(Fix): A button was pressed.
    """

    fix_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._shown: tuple[Diagnostic, ...] | None = None
        self._labels: list[QLabel] = []
        self._buttons: list[list[QPushButton]] = []
        self._fixes: dict[tuple[int, int], Fix] = {}
        for place in range(_MOST):
            label = QLabel()
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(label)
            self._labels.append(label)
            self._buttons.append([self._button(place, number) for number in range(_MOST_FIXES)])
            for button in self._buttons[-1]:
                column.addWidget(button)
        self.show_findings(())

    def show_findings(self, found: tuple[Diagnostic, ...]) -> None:
        """Show the first few of these."""
        if found == self._shown:
            return
        self._shown, self._fixes = found, {}
        self.setVisible(bool(found))
        for place, label in enumerate(self._labels):
            one = found[place] if place < len(found) else None
            label.setVisible(one is not None)
            if one is not None:
                colour = colours().of_severity(one.severity)
                words = f'<b style="color:{colour}">{one.code}</b> {escape(spoken(one.message))}'
                label.setText(words)
                label.setToolTip("\n".join(spoken(item.message) for item in one.labels))
            self._show_fixes(place, one.fixes if one else ())

    def follow_theme(self) -> None:
        """Take the colours of a new theme."""
        found, self._shown = self._shown, None
        self.show_findings(found or ())

    def _show_fixes(self, place: int, fixes: tuple[Fix, ...]) -> None:
        for number, button in enumerate(self._buttons[place]):
            button.setVisible(number < len(fixes))
            if number < len(fixes):
                self._fixes[place, number] = fixes[number]
                button.setText(spoken(fixes[number].title))
                button.setToolTip(spoken(fixes[number].title))

    def _button(self, place: int, number: int) -> QPushButton:
        button = QPushButton(icon("auto-fix"), "")
        button.setStyleSheet("text-align: left; padding: 3px 8px;")
        button.setMinimumWidth(60)
        button.clicked.connect(lambda: self.fix_wanted.emit(self._fixes[place, number]))
        return button
