"""One cause of an error: its words, the other places, and buttons that mend it."""

from html import escape

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from builder.core.config import Config
from builder.core.diagnostics import Fix
from builder.core.text import Span
from builder.core.tracebacks import Cause
from builder.gui.fix_button import FixButton
from builder.gui.link_label import LinkLabel
from builder.gui.message_html import linked, span_link
from builder.gui.theme import colours

_MOST_LABELS = 6


class CauseCard(QFrame):
    """A frame about one cause.

    Signals:
        followed(Place): A link leads there.
        fix_wanted(Fix): A button was pressed.
    """

    followed = Signal(object)
    fix_wanted = Signal(object)

    def __init__(self, cause: Cause, config: Config, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cause")
        self.cause = cause
        self._config = config
        self.words = LinkLabel()
        self.words.followed.connect(self.followed)
        self.buttons = [self._button(fix) for fix in cause.fixes]
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(6)
        column.addWidget(self.words)
        for button in self.buttons:
            column.addWidget(button)
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of a new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "buttons"):
            self._dress()

    def _dress(self) -> None:
        theme = colours()
        sheet = f"#cause {{ background: {theme.base}; border: 1px solid {theme.line}; "
        wanted = f"{sheet}border-radius: 4px; }}"
        if self.styleSheet() != wanted:  # setting it anew would tell of a new palette again
            self.setStyleSheet(wanted)
        self.words.setText(self._html())

    def _html(self) -> str:
        cause, faint = self.cause, colours().faint
        lines = [f"<b>{linked(cause.message)}</b>{self._place()}"]
        lines += [
            f"• {linked(label.message)} ({self._line(label.span)})"
            for label in cause.labels[:_MOST_LABELS]
        ]
        found = cause.found
        if found is not None and found.message != cause.message:
            told = f"{escape(found.code)}: {linked(found.message)}"
            lines.append(f'<span style="color:{faint}">{told}</span>')
        return "<br>".join(lines)

    def _place(self) -> str:
        span = self.cause.span
        return "" if span is None else f" ({self._line(span)})"

    def _line(self, span: Span) -> str:
        """A link to the line that a span starts on."""
        start = min(span.start, len(self._config.text))
        number = self._config.lines.position(start).line
        return span_link(escape(self.tr("line {0}").format(number)), span)

    def _button(self, fix: Fix) -> FixButton:
        button = FixButton()
        button.show_fix(fix)
        button.wanted.connect(self.fix_wanted)
        return button
