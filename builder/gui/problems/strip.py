"""The strip above the findings: which to show, in which groups, and what to do about all."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QSizePolicy, QToolButton, QWidget

from builder.core.diagnostics import Severity
from builder.gui.icons import icon
from builder.gui.problems.grouping import Grouping
from builder.gui.theme import colours

KINDS = (
    ("close-circle", frozenset({Severity.ERROR})),
    ("alert", frozenset({Severity.WARNING})),
    ("information", frozenset({Severity.INFO, Severity.HINT})),
)
_LEAST_WORDS = 100
_SPACING, _MARGIN = 3, 4


class Strip(QWidget):
    """Buttons of severities with their counts, a filter, the grouping, and actions.

    Signals:
        filter_changed(): Other severities or words are wanted.
        grouping_changed(Grouping): Other groups are wanted.
        entered(): Enter or Down in the filter: on to the list.
    """

    filter_changed = Signal()
    grouping_changed = Signal(object)
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.severities = [self._severity(name) for name, _ in KINDS]
        self.words = _Field(self)
        self.grouping = QComboBox(self)
        self.actions_shown: list[QToolButton] = []
        self._with_words: list[int] = []
        self._dress_fields()
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(_MARGIN, 3, _MARGIN, 3)
        self._line.setSpacing(_SPACING)
        for button in self.severities:
            self._line.addWidget(button)
        self._line.addWidget(self.words, 1)
        self._line.addWidget(self.grouping)
        self._line.addStretch(1)
        self.dress()

    def hidden_severities(self) -> frozenset[Severity]:
        """Those whose button is up."""
        hidden: frozenset[Severity] = frozenset()
        for button, (_, severities) in zip(self.severities, KINDS, strict=True):
            if not button.isChecked():
                hidden |= severities
        return hidden

    def show_counts(self, counts: Mapping[Severity, int]) -> None:
        """Write how many findings there are of each severity."""
        for button, (_, severities) in zip(self.severities, KINDS, strict=True):
            button.setText(str(sum(counts[each] for each in severities)))

    def use_grouping(self, grouping: Grouping) -> None:
        """Choose a grouping, as the user could."""
        self.grouping.setCurrentIndex(self.grouping.findData(grouping))

    def add_action(self, action: QAction) -> None:
        """Put a button for an action at the end."""
        button = QToolButton(self)
        button.setDefaultAction(action)
        button.setAutoRaise(True)
        button.setAccessibleName(action.toolTip())
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.actions_shown.append(button)
        self._with_words.append(button.sizeHint().width())
        self._line.addWidget(button)
        self._fit()

    def dress(self) -> None:
        """Take the colours of the theme."""
        for button, (name, severities) in zip(self.severities, KINDS, strict=True):
            button.setIcon(icon(name, colours().of_severity(max(severities))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave words out where there is no room for them."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        style = Qt.ToolButtonStyle
        roomy = self.width() >= self._others() + sum(self._with_words)
        for button in self.actions_shown:
            button.setToolButtonStyle(
                style.ToolButtonTextBesideIcon if roomy else style.ToolButtonIconOnly
            )

    def _others(self) -> int:
        """Pixels for all but the actions."""
        fields = (*self.severities, self.grouping)
        count = len(fields) + 1 + len(self.actions_shown)
        widths = sum(field.sizeHint().width() for field in fields) + _LEAST_WORDS
        return widths + _SPACING * count + 2 * _MARGIN

    def minimumSizeHint(self) -> QSize:
        """As if the actions had no words: they lose them before anything is cut off."""
        icons = len(self.actions_shown) * (self.severities[0].iconSize().width() + 12)
        return QSize(self._others() + icons, super().minimumSizeHint().height())

    def _severity(self, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icon(name))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setCheckable(True)
        button.setChecked(True)
        button.setAutoRaise(True)
        button.setMinimumWidth(46)
        button.toggled.connect(self.filter_changed)
        return button

    def _dress_fields(self) -> None:
        titles = (self.tr("Show errors"), self.tr("Show warnings"), self.tr("Show notes and hints"))
        for button, words in zip(self.severities, titles, strict=True):
            button.setToolTip(words)
            button.setAccessibleName(words)
        self.words.setPlaceholderText(self.tr("Filter: S101, row 17, Concat …"))
        self.words.setToolTip(self.tr("Shows the problems that have every word of these"))
        self.words.setAccessibleName(self.tr("Filter problems"))
        self.words.setClearButtonEnabled(True)
        self.words.setMinimumWidth(_LEAST_WORDS)
        self.words.setMaximumWidth(240)
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.words.textChanged.connect(self.filter_changed)
        self.words.left.connect(self.entered)
        for grouping, words in (
            (Grouping.SEVERITY, self.tr("By severity")),
            (Grouping.ROW, self.tr("By row")),
            (Grouping.RULE, self.tr("By rule")),
            (Grouping.NONE, self.tr("No groups")),
        ):
            self.grouping.addItem(words, grouping)
        self.grouping.setToolTip(self.tr("How problems are grouped"))
        self.grouping.setAccessibleName(self.tr("Grouping of problems"))
        self.grouping.currentIndexChanged.connect(
            lambda: self.grouping_changed.emit(Grouping(self.grouping.currentData()))
        )


class _Field(QLineEdit):
    """A filter that Enter and Down leave for the list, and that Escape clears.

    Signals:
        left(): The keyboard is wanted in the list.
    """

    left = Signal()

    def event(self, event: QEvent) -> bool:
        """Keep Escape from the window's shortcuts."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on to the list, or clear the filter."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.clear()
        else:
            super().keyPressEvent(event)
