"""One finding in full: its words, its manual and its fixes."""

from html import escape

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from builder.core.diagnostics import Applicability, Diagnostic, Fix
from builder.gui.icons import icon
from builder.gui.theme import colours


class ProblemDetail(QScrollArea):
    """What is wrong, where else to look, and buttons that mend it.

    Signals:
        fix_wanted(Fix): A button was pressed.
    """

    fix_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setAccessibleName(self.tr("Explanation of the problem"))
        self._shown: Diagnostic | None = None
        self._fixes: tuple[Fix, ...] = ()
        self.buttons: list[QPushButton] = []
        page = QWidget()
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(10, 8, 10, 8)
        self._column.setSpacing(6)
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.RichText)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._column.addWidget(self._words)
        self._column.addStretch(1)
        self.setWidget(page)
        self.show_problem(None)

    def show_problem(self, found: Diagnostic | None) -> None:
        """Show one finding, or a hint that none is chosen.

        The widgets are kept: making new ones takes longer than a keystroke may.
        """
        if found is not None and found == self._shown:
            return
        self._shown = found
        self._words.setText(self._html(found))
        self._fixes = found.fixes if found else ()
        while len(self.buttons) < len(self._fixes):
            self.buttons.append(self._new_button(len(self.buttons)))
        for place, button in enumerate(self.buttons):
            button.setVisible(place < len(self._fixes))
            if place < len(self._fixes):
                self._dress(button, self._fixes[place])

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of a new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_words"):
            self._words.setText(self._html(self._shown))

    def _new_button(self, place: int) -> QPushButton:
        button = QPushButton()
        button.setStyleSheet("text-align: left; padding: 3px 8px;")
        button.setMinimumWidth(60)
        button.clicked.connect(lambda: self.fix_wanted.emit(self._fixes[place]))
        self._column.insertWidget(1 + place, button)
        return button

    def _dress(self, button: QPushButton, fix: Fix) -> None:
        sure = fix.applicability is Applicability.SAFE
        button.setIcon(icon("check" if sure else "auto-fix"))
        button.setText(fix.title)
        button.setToolTip(
            self.tr("Surely what was meant")
            if sure
            else self.tr("May change what the network computes: look before you keep it")
        )

    def _html(self, found: Diagnostic | None) -> str:
        faint = colours().faint
        if found is None:
            words = self.tr("Select a problem to see why it matters and how to mend it.")
            return f'<span style="color:{faint}">{escape(words)}</span>'
        colour = colours().of_severity(found.severity)
        parts = [f'<b style="color:{colour}">{escape(found.code)}</b> {escape(found.message)}']
        parts += [f"• {escape(label.message)}" for label in found.labels]
        manual = why_it_matters(found.code)
        if manual:
            parts.append(f'<span style="color:{faint}">{escape(manual)}</span>')
        return "<br>".join(parts)


def why_it_matters(code: str) -> str:
    """The paragraph "Why it matters" of a rule's manual; "" for findings of no rule."""
    from builder.core.rules import read_manual  # late: needed with the first finding

    manual = read_manual(code)
    return " ".join(manual.sections.get("Why it matters", "").split()) if manual else ""
