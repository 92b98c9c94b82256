"""One finding in full: its words, its manual and its fixes."""

from html import escape

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from builder.core.diagnostics import Diagnostic, Fix
from builder.gui.fix_button import FixButton
from builder.gui.icons import icon
from builder.gui.language import language_code, spoken
from builder.gui.link_label import LinkLabel
from builder.gui.message_html import linked, span_link
from builder.gui.theme import colours


class ProblemDetail(QScrollArea):
    """What is wrong, buttons that mend it, where else to look, and why it matters.

    Signals:
        fix_wanted(Fix): A button was pressed.
        preview_wanted(Fix): The user wants to see what it would change.
        fix_pointed(Fix): The mouse or the keyboard is on a button; None: no longer.
        place_wanted(Place): A link was followed.
    """

    fix_wanted = Signal(object)
    preview_wanted = Signal(object)
    fix_pointed = Signal(object)
    place_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Explanation of the problem"))
        self._shown: Diagnostic | None = None
        self._fixes: tuple[Fix, ...] = ()
        self.buttons: list[FixButton] = []
        self.previews: list[QToolButton] = []
        page = QWidget()
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(10, 6, 8, 8)
        self._column.setSpacing(5)
        self._words, self._more = LinkLabel(), LinkLabel()
        for label in (self._words, self._more):
            label.followed.connect(self.place_wanted)
            self._column.addWidget(label)
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
        self._write()
        self._fixes = found.fixes if found else ()
        while len(self.buttons) < len(self._fixes):
            self._add_button(len(self.buttons))
        for place, (button, preview) in enumerate(zip(self.buttons, self.previews, strict=True)):
            fix = self._fixes[place] if place < len(self._fixes) else None
            if fix is None and self.window().focusWidget() in (button, preview):
                # Else the keyboard would go to the next widget of the window, whatever that does.
                self.setFocus()
            button.show_fix(fix)
            preview.setVisible(fix is not None)
        self.verticalScrollBar().setValue(0)

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of a new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_more"):
            self._write()

    def _add_button(self, place: int) -> None:
        button, preview = FixButton(), QToolButton()
        preview.setIcon(icon("file-compare"))
        preview.setAutoRaise(True)
        words = self.tr("Look at what it changes before you apply it")
        preview.setToolTip(words)
        preview.setAccessibleName(words)
        preview.clicked.connect(lambda: self.preview_wanted.emit(self._fixes[place]))
        button.wanted.connect(self.fix_wanted)
        button.pointed.connect(self.fix_pointed)
        line = QHBoxLayout()
        line.setSpacing(2)
        line.addWidget(button, 1)
        line.addWidget(preview)
        self._column.insertLayout(1 + place, line)
        self.buttons.append(button)
        self.previews.append(preview)

    def _write(self) -> None:
        found, faint = self._shown, colours().faint
        if found is None:
            words = self.tr("Select a problem to see why it matters and how to mend it.")
            self._words.setText(f'<span style="color:{faint}">{escape(words)}</span>')
            self._more.clear()
        else:
            colour = colours().of_severity(found.severity)
            code = f'<b style="color:{colour}">{escape(found.code)}</b>'
            self._words.setText(f"{code} {linked(found.message)}")
            self._more.setText(_more(found))
        self._more.setVisible(bool(self._more.text()))


def _more(found: Diagnostic) -> str:
    """Links to the other places, and why it matters."""
    faint = colours().faint
    parts = ["• " + span_link(escape(spoken(label.message)), label.span) for label in found.labels]
    manual = _why_it_matters(found.code)
    if manual:
        parts.append(f'<span style="color:{faint}">{escape(manual)}</span>')
    return "<br>".join(parts)


def _why_it_matters(code: str) -> str:
    """The paragraph "Why it matters" of a rule's manual; "" for findings of no rule."""
    from builder.core.rules import read_manual  # late: needed with the first finding

    manual = read_manual(code, language_code())
    return " ".join(manual.sections.get("Why it matters", "").split()) if manual else ""
