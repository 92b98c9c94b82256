"""The answer at the right of the dialog."""

from html import escape

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from builder.core.config import Config
from builder.core.tracebacks import Explanation, Verdict, headline
from builder.gui.language import spoken
from builder.gui.link_label import LinkLabel
from builder.gui.message_html import linked
from builder.gui.theme import colours
from builder.gui.window.explain_error.cause_card import CauseCard


class AnswerView(QScrollArea):
    """What an error means: its words, whether the file gives it, causes, notes.

    Signals:
        followed(Place): A link leads there.
        fix_wanted(Fix): A button was pressed.
    """

    followed = Signal(object)
    fix_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("What the error means"))
        self.cards: list[CauseCard] = []
        self._answer: Explanation | None = None
        self._hint = ""
        self.top, self.notes = LinkLabel(), LinkLabel()
        for label in (self.top, self.notes):
            label.followed.connect(self.followed)
        page = QWidget()
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(0, 0, 4, 0)
        self._column.setSpacing(8)
        self._column.addWidget(self.top)
        self._column.addWidget(self.notes)
        self._column.addStretch(1)
        self.setWidget(page)

    def show_hint(self, words: str) -> None:
        """Show no answer, and why there is none."""
        self._hint = words
        self._show(None, None)

    def show_answer(self, answer: Explanation, config: Config) -> None:
        """Show an answer about a config."""
        self._show(answer, config)

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of a new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "notes"):
            self._dress()

    def _show(self, answer: Explanation | None, config: Config | None) -> None:
        place = self.verticalScrollBar().value() if answer == self._answer else 0
        self._answer = answer
        for card in self.cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = []
        for cause in answer.causes if answer and config else ():
            assert config is not None
            card = CauseCard(cause, config)
            card.followed.connect(self.followed)
            card.fix_wanted.connect(self.fix_wanted)
            self.cards.append(card)
            self._column.insertWidget(len(self.cards), card)
        self._dress()
        self.verticalScrollBar().setValue(place)

    def _dress(self) -> None:
        self.top.setText(self._top_html())
        notes = self._answer.notes if self._answer else ()
        self.notes.setVisible(bool(notes))
        self.notes.setText("<br>".join(f"• {linked(note)}" for note in notes))

    def _top_html(self) -> str:
        theme, answer = colours(), self._answer
        if answer is None:
            return f'<span style="color:{theme.faint}">{escape(self._hint)}</span>'
        colour = {
            Verdict.EXPLAINED: theme.error,
            Verdict.NOT_THIS_CONFIG: theme.info,
            Verdict.NOT_THE_MODEL: theme.info,
        }.get(answer.verdict, theme.warning)
        said = escape(spoken(headline(answer)))
        lines = [f"<b>{linked(answer.summary)}</b>"]
        lines.append(f'<span style="color:{colour}">{said}</span>')
        return "<br>".join(lines)
