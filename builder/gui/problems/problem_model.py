"""Findings as a Qt tree model: groups, and under them the findings."""

from collections.abc import Iterable

from PySide6.QtCore import (
    QAbstractItemModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics

from builder.core.config import Config
from builder.core.diagnostics import Diagnostic, Severity
from builder.gui.icons import icon
from builder.gui.language import spoken
from builder.gui.message_html import wrapping
from builder.gui.problems.grouping import Group, Grouping, grouped, severity_title
from builder.gui.theme import colours

CODE, ROW, LINE, MESSAGE = range(4)
_COLUMNS = 4
_TOP = 0  # the internal id of what stands at the top; under group n it is n + 1
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_ICONS = {
    Severity.ERROR: "close-circle",
    Severity.WARNING: "alert",
    Severity.INFO: "information",
    Severity.HINT: "lightbulb-outline",
}


class ProblemModel(QAbstractItemModel):
    """The findings that are wanted, the worst first, then by place, in groups.

    Attributes:
        shown: The findings in the order in which they stand.
        groups: Their groups; without grouping there is one, which has no line of its own.
        grouping: What makes a group.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.shown: tuple[Diagnostic, ...] = ()
        self.groups: tuple[Group, ...] = ()
        self.grouping = Grouping.SEVERITY
        self._all: tuple[Diagnostic, ...] = ()
        self._lines: dict[int, int] = {}
        self._config: Config | None = None
        self._hidden: frozenset[Severity] = frozenset()
        self._words: tuple[str, ...] = ()
        self._words_shown: list[tuple[object, ...]] = []

    # --- what is shown ----------------------------------------------------------------------

    def show(self, found: tuple[Diagnostic, ...], config: Config | None) -> None:
        """Show findings of a config; the same as before cost nothing."""
        end = len(config.text) if config else 0
        # The sort keeps the order of the text among findings of one severity.
        found = tuple(sorted(found, key=lambda item: -item.severity))
        lines = {
            item.span.start: config.lines.position(min(item.span.start, end)).line if config else 0
            for item in found
        }
        numbered = config.first_slots if config else 1
        same = found == self._all and lines == self._lines
        if same and self._config and numbered == self._config.first_slots:
            return
        self._all, self._lines, self._config = found, lines, config
        self._arrange()

    def hide(self, severities: frozenset[Severity]) -> None:
        """Leave findings of these severities out."""
        self._hidden = severities
        self._arrange()

    def search(self, words: str) -> None:
        """Leave out findings that lack one of these words."""
        self._words = tuple(words.lower().split())
        self._arrange()

    def group_by(self, grouping: Grouping) -> None:
        """Make other groups."""
        self.grouping = grouping
        self._arrange()

    def count(self, *severities: Severity) -> int:
        """How many findings have one of these severities, hidden ones included."""
        return sum(item.severity in severities for item in self._all)

    def worst(self) -> int:
        """The weight of the worst finding that is shown; 0 for none."""
        return max((int(group.worst) for group in self.groups), default=0)

    # --- findings and their places ----------------------------------------------------------

    def place_of(self, found: Diagnostic) -> int | None:
        """Where a finding stands, or one that says the same of the same layer."""
        for number, item in enumerate(self.shown):
            if (item.code, item.layer, item.message) == (found.code, found.layer, found.message):
                return number
        return None

    def places_of_layers(self, layers: Iterable[int]) -> list[int]:
        """Where findings about one of these rows stand, the worst first."""
        wanted = set(layers)
        places = [number for number, item in enumerate(self.shown) if item.layer in wanted]
        return sorted(places, key=lambda number: -self.shown[number].severity)

    def worst_place(self) -> int:
        """Where the first of the worst findings stands; there must be one."""
        return max(range(len(self.shown)), key=lambda number: self.shown[number].severity)

    def index_at(self, number: int, column: int = 0) -> QModelIndex:
        """The index of the finding at a place among those shown."""
        if self.grouping is Grouping.NONE:
            return self.createIndex(number, column, _TOP)
        for place, group in enumerate(self.groups):
            if number < len(group.items):
                return self.createIndex(number, column, place + 1)
            number -= len(group.items)
        return QModelIndex()

    def found_at(self, index: _Index) -> Diagnostic | None:
        """The finding at an index; None for a group."""
        if not index.isValid():
            return None
        group = index.internalId()
        if self.grouping is Grouping.NONE:
            return self.shown[index.row()]
        return None if group == _TOP else self.groups[group - 1].items[index.row()]

    # --- Qt's questions ---------------------------------------------------------------------

    def index(self, row: int, column: int, parent: _Index = _ROOT) -> QModelIndex:
        """The index of a line under a group, or at the top."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else _TOP)

    def parent(self, index: _Index = _ROOT) -> QModelIndex:  # type: ignore[override]
        """The group of a finding."""
        group = index.internalId() if index.isValid() else _TOP
        return QModelIndex() if group == _TOP else self.createIndex(group - 1, 0, _TOP)

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Number of groups, or of findings in one."""
        if not parent.isValid():
            return len(self.shown) if self.grouping is Grouping.NONE else len(self.groups)
        is_group = self.grouping is not Grouping.NONE and parent.internalId() == _TOP
        return len(self.groups[parent.row()].items) if is_group and not parent.column() else 0

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """Number of columns."""
        del parent
        return _COLUMNS

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Title of a column."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        translate = QCoreApplication.translate
        return (
            translate("ProblemModel", "Code"),
            translate("ProblemModel", "Layer"),
            translate("ProblemModel", "Line"),
            translate("ProblemModel", "Message"),
        )[section]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell shows in a role."""
        if role == Qt.ItemDataRole.SizeHintRole:
            return QSize(0, QFontMetrics(QFont()).height() + 4)
        found = self.found_at(index)
        if found is None:
            return self._of_group(self.groups[index.row()], index.column(), role)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(found, index.column())
        if role == Qt.ItemDataRole.DecorationRole and index.column() == CODE:
            return _icon(found.severity)
        if role == Qt.ItemDataRole.ForegroundRole and index.column() in (ROW, LINE):
            return QColor(colours().faint)
        if role == Qt.ItemDataRole.ToolTipRole:
            return wrapping(spoken(found.message))
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == CODE:
            return f"{severity_title(found.severity)}: {found.code}"
        return None

    def _of_group(self, group: Group, column: int, role: int) -> object:
        if column != CODE:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return f"{group.title}  ({len(group.items)})"
        if role == Qt.ItemDataRole.DecorationRole and self.grouping is not Grouping.SEVERITY:
            return _icon(group.worst)
        if role == Qt.ItemDataRole.FontRole:
            font = QFont()
            font.setBold(True)
            return font
        return None

    def _text(self, found: Diagnostic, column: int) -> str:
        translate = QCoreApplication.translate
        if column == CODE:
            return found.code
        if column == ROW:
            number = self._number(found)
            return translate("ProblemModel", "row {0}").format(number) if number else ""
        if column == LINE:
            return translate("ProblemModel", "line {0}").format(self._lines[found.span.start])
        return spoken(found.message)

    def _fits(self, found: Diagnostic) -> bool:
        """Whether it has every word that is looked for, in what people read of it."""
        if not self._words:
            return True
        read = " ".join(self._text(found, column) for column in (CODE, ROW, MESSAGE)).lower()
        return all(word in read for word in self._words)

    def _number(self, found: Diagnostic) -> str:
        row = found.layer
        return "" if row is None or self._config is None else self._config.number_text(row)

    def _arrange(self) -> None:
        wanted = [
            item for item in self._all if item.severity not in self._hidden and self._fits(item)
        ]
        groups = grouped(wanted, self.grouping, self._config)
        written = [self._written(item) for group in groups for item in group.items]
        same = [(one.title, len(one.items)) for one in groups] == [
            (one.title, len(one.items)) for one in self.groups
        ]
        # A key typed mostly moves the same findings: the tree stays as it is.
        if not same:
            self.beginResetModel()
        self.groups = groups
        self.shown = tuple(item for group in groups for item in group.items)
        if not same:
            self.endResetModel()
        elif written != self._words_shown:
            self._tell_change()
        self._words_shown = written

    def _written(self, found: Diagnostic) -> tuple[object, ...]:
        line = self._lines[found.span.start]
        return found.severity, found.code, found.message, self._number(found), line

    def _tell_change(self) -> None:
        number = 0
        for group in self.groups:
            last = number + len(group.items) - 1
            self.dataChanged.emit(self.index_at(number), self.index_at(last, _COLUMNS - 1))
            number = last + 1


def _icon(severity: Severity) -> object:
    return icon(_ICONS[severity], colours().of_severity(severity))
