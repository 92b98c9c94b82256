"""Findings as a Qt table model."""

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from builder.core.config import Config
from builder.core.diagnostics import Diagnostic, Severity
from builder.gui.icons import icon
from builder.gui.theme import colours

CODE, ROW, LINE, MESSAGE = range(4)
_COLUMNS = 4
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_ICONS = {
    Severity.ERROR: "close-circle",
    Severity.WARNING: "alert",
    Severity.INFO: "information",
    Severity.HINT: "lightbulb-outline",
}


class ProblemModel(QAbstractTableModel):
    """One row for each finding whose severity is wanted: the worst first, then by place."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[Diagnostic, ...] = ()
        self._shown: tuple[Diagnostic, ...] = ()
        self._lines: tuple[int, ...] = ()
        self._config: Config | None = None
        self._hidden: frozenset[Severity] = frozenset()

    def show(self, found: tuple[Diagnostic, ...], config: Config | None) -> None:
        """Show findings of a config; the same as before cost nothing."""
        end = len(config.text) if config else 0
        # The sort keeps the order of the text among findings of one severity.
        found = tuple(sorted(found, key=lambda item: -item.severity))
        lines = tuple(
            config.lines.position(min(item.span.start, end)).line if config else 0 for item in found
        )
        numbered = config.first_slots if config else 1
        same = found == self._all and lines == self._lines
        if same and self._config and numbered == self._config.first_slots:
            return
        self.beginResetModel()
        self._all, self._lines, self._config = found, lines, config
        self._filter()
        self.endResetModel()

    def hide(self, severities: frozenset[Severity]) -> None:
        """Leave findings of these severities out."""
        self.beginResetModel()
        self._hidden = severities
        self._filter()
        self.endResetModel()

    def count(self, *severities: Severity) -> int:
        """How many findings have one of these severities, hidden ones included."""
        return sum(item.severity in severities for item in self._all)

    def worst(self) -> int:
        """The weight of the worst finding that is shown; 0 for none."""
        return int(self._shown[0].severity) if self._shown else 0

    def problem(self, row: int) -> Diagnostic:
        """The finding of a row of the model."""
        return self._shown[row]

    def row_of(self, found: Diagnostic) -> int | None:
        """Where a finding is, or one that says the same of the same layer."""
        for row, item in enumerate(self._shown):
            if (item.code, item.layer, item.message) == (found.code, found.layer, found.message):
                return row
        return None

    def rows_of_layers(self, indices: tuple[int, ...]) -> list[int]:
        """Rows whose finding is about one of these layers, the worst first."""
        return [row for row, item in enumerate(self._shown) if item.layer in indices]

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Rows of the table."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """Columns of the table."""
        return 0 if parent.isValid() else _COLUMNS

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
        found = self._shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(found, index.column())
        if role == Qt.ItemDataRole.DecorationRole and index.column() == CODE:
            return icon(_ICONS[found.severity], colours().of_severity(found.severity))
        if role == Qt.ItemDataRole.ToolTipRole:
            return found.message
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == CODE:
            return f"{found.severity.word} {found.code}"
        return None

    def _text(self, found: Diagnostic, column: int) -> str:
        if column == CODE:
            return found.code
        if column == ROW:
            row = found.layer
            return "" if row is None or self._config is None else self._config.number_text(row)
        if column == LINE:
            return str(self._lines[self._all.index(found)])
        return found.message

    def _filter(self) -> None:
        self._shown = tuple(item for item in self._all if item.severity not in self._hidden)
