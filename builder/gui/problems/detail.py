"""One finding in full: its words, its manual and its fixes."""

from html import escape

from PySide6.QtCore import Qt, Signal
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
        self.buttons: list[QPushButton] = []
        self.show_problem(None)

    def show_problem(self, found: Diagnostic | None) -> None:
        """Show one finding, or a hint that none is chosen."""
        if found is not None and found == self._shown:
            return
        self._shown = found
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(6)
        self.buttons = []
        words = QLabel(self._html(found))
        words.setWordWrap(True)
        words.setTextFormat(Qt.TextFormat.RichText)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(words)
        for fix in found.fixes if found else ():
            column.addWidget(self._button(fix))
        column.addStretch(1)
        self.setWidget(page)

    def _button(self, fix: Fix) -> QWidget:
        sure = fix.applicability is Applicability.SAFE
        button = QPushButton(icon("check" if sure else "auto-fix"), fix.title)
        button.setToolTip(
            self.tr("Surely what was meant")
            if sure
            else self.tr("May change what the network computes: look before you keep it")
        )
        button.setStyleSheet("text-align: left; padding: 3px 8px;")
        button.setMinimumWidth(60)
        button.clicked.connect(lambda: self.fix_wanted.emit(fix))
        self.buttons.append(button)
        return button

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
