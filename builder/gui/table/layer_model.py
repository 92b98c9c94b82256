"""Layers as a Qt table model."""

from functools import cache

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QColor

from builder.core.analysis import LayerReport, Report, Status
from builder.gui.language import spoken
from builder.gui.message_html import wrapping
from builder.gui.table.columns import COLUMNS
from builder.gui.theme import colours

SORT_ROLE = int(Qt.ItemDataRole.UserRole) + 1
SHARE_ROLE = int(Qt.ItemDataRole.UserRole) + 2

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
# Plain numbers: Qt asks some hundred times for each keystroke.
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
_FOREGROUND = int(Qt.ItemDataRole.ForegroundRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)
_ROLES = frozenset({_DISPLAY, _ALIGNMENT, _FOREGROUND, _TIP, SORT_ROLE, SHARE_ROLE})
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


@cache
def _colour(name: str) -> QColor:
    return QColor(name)


class LayerModel(QAbstractTableModel):
    """One row for each layer of a report.

    A new report of the same length changes only the rows that differ: selection, scroll
    position and widths stay, and a keystroke costs what it touches.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._layers: tuple[LayerReport, ...] = ()
        self._largest: tuple[float, ...] = ()

    def show_report(self, report: Report | None) -> None:
        """Show the layers of `report`, or nothing."""
        layers = report.layers if report is not None else ()
        old = self._layers
        common = min(len(old), len(layers))
        if len(layers) > len(old):
            self.beginInsertRows(_ROOT, len(old), len(layers) - 1)
            self._layers = layers
            self.endInsertRows()
        elif len(layers) < len(old):
            self.beginRemoveRows(_ROOT, len(layers), len(old) - 1)
            self._layers = layers
            self.endRemoveRows()
        self._layers = layers
        largest = tuple(_largest(layers, column) for column in range(len(COLUMNS)))
        changed = [row for row in range(common) if old[row] != layers[row]]
        if largest != self._largest:
            self._largest = largest
            changed = list(range(common))
        if changed:
            last = len(COLUMNS) - 1
            # Numbers of rows never change: left out, a table in their order is not sorted again.
            self.dataChanged.emit(self.index(changed[0], 1), self.index(changed[-1], last))

    def layer(self, row: int) -> LayerReport:
        """The layer of a row of the model."""
        return self._layers[row]

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Rows of the table."""
        return 0 if parent.isValid() else len(self._layers)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """Columns of the table."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Title of a column."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = COLUMNS[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return QCoreApplication.translate("TableColumns", str(column.title))
        if role == Qt.ItemDataRole.ToolTipRole:
            return QCoreApplication.translate("TableColumns", str(column.tip))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.numeric else _LEFT
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell shows in a role."""
        if role not in _ROLES:
            return None
        layer, column = self._layers[index.row()], COLUMNS[index.column()]
        if role == _DISPLAY:
            if column.key == "status":
                return status_words(layer.status)
            return column.text(layer) or ("–" if column.numeric else "")
        if role == _ALIGNMENT:
            return _RIGHT if column.numeric else _LEFT
        if role == SORT_ROLE:
            return column.sort(layer)
        if role == SHARE_ROLE:
            return self._share(layer, index.column())
        if role == _FOREGROUND:
            return _foreground(layer)
        if role == _TIP:
            words = self._why(layer) or column.text(layer)
            return wrapping(words) if words else None
        return None

    def _why(self, layer: LayerReport) -> str:
        """Why a layer has no numbers; "" if it has them."""
        if layer.blocked_by:
            rows = ", ".join(self._layers[row].number for row in layer.blocked_by)
            return QCoreApplication.translate("LayerModel", "Waits for row {0}").format(rows)
        return spoken(layer.fault.reason) if layer.fault is not None else ""

    def _share(self, layer: LayerReport, column: int) -> float | None:
        if not COLUMNS[column].bar:
            return None
        value, largest = COLUMNS[column].sort(layer), self._largest[column]
        return value / largest if isinstance(value, int | float) and largest else 0.0


def status_words(status: Status) -> str:
    """The status in the user's language."""
    translate = QCoreApplication.translate
    return {
        Status.OK: translate("LayerModel", "ok"),
        Status.ERROR: translate("LayerModel", "error"),
        Status.BLOCKED: translate("LayerModel", "blocked"),
        Status.UNKNOWN: translate("LayerModel", "unknown"),
    }[status]


def _largest(layers: tuple[LayerReport, ...], column: int) -> float:
    if not COLUMNS[column].bar:
        return 0.0
    values = (COLUMNS[column].sort(layer) for layer in layers)
    return max((value for value in values if isinstance(value, int | float)), default=0.0)


def _foreground(layer: LayerReport) -> QColor | None:
    if layer.status is Status.OK:
        return None
    theme = colours()
    return _colour(theme.error if layer.status is Status.ERROR else theme.faint)
