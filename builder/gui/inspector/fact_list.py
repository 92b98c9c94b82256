"""Facts as two columns of words that can be copied."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from builder.gui.inspector.facts import Fact
from builder.gui.theme import colours


class FactList(QWidget):
    """Names at the left, values at the right; labels are kept while values change."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(1, 1)
        self._pairs: list[tuple[QLabel, QLabel]] = []

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show these lines."""
        while len(self._pairs) < len(facts):
            self._pairs.append(self._new_pair())
        faint = f"color: {colours().faint};"
        for place, (name, value) in enumerate(self._pairs):
            shown = place < len(facts)
            name.setVisible(shown)
            value.setVisible(shown)
            if not shown:
                continue
            fact = facts[place]
            name.setText(fact.name)
            if name.styleSheet() != faint:
                name.setStyleSheet(faint)
            value.setText(fact.value)
            name.setToolTip(fact.tip)
            value.setToolTip(fact.tip)

    def words(self) -> dict[str, str]:
        """What is shown, by name."""
        return {n.text(): v.text() for n, v in self._pairs if not n.isHidden()}

    def _new_pair(self) -> tuple[QLabel, QLabel]:
        name, value = QLabel(), QLabel()
        value.setWordWrap(True)
        value.setTextFormat(Qt.TextFormat.PlainText)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        place = len(self._pairs)
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(name, place, 0, top | Qt.AlignmentFlag.AlignRight)
        self._grid.addWidget(value, place, 1, top)
        return name, value
