"""Scales and image sizes as a Qt table model."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QT_TRANSLATE_NOOP,
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QColor, QFont

from builder.core.export.survey import COLUMNS as KEYS
from builder.core.export.survey import NUMBERS, Surveyed, cells
from builder.gui.theme import colours

Case = tuple[str | None, tuple[int, int]]
"""A scale, None for the file's own multiples, and an image size."""

TITLES = (
    QT_TRANSLATE_NOOP("SurveyModel", "Scale"),
    QT_TRANSLATE_NOOP("SurveyModel", "Image"),
    QT_TRANSLATE_NOOP("SurveyModel", "Parameters"),
    QT_TRANSLATE_NOOP("SurveyModel", "GFLOPs"),
    QT_TRANSLATE_NOOP("SurveyModel", "Printed"),
    QT_TRANSLATE_NOOP("SurveyModel", "Layers"),
    QT_TRANSLATE_NOOP("SurveyModel", "Outputs (MiB)"),
    QT_TRANSLATE_NOOP("SurveyModel", "Worst problem"),
)
TIPS = (
    QT_TRANSLATE_NOOP("SurveyModel", "Name of the scale, or the file's own depth x width"),
    QT_TRANSLATE_NOOP("SurveyModel", "Height x width of the image in pixels"),
    QT_TRANSLATE_NOOP("SurveyModel", "Learnable numbers"),
    QT_TRANSLATE_NOOP("SurveyModel", "Exact at this image size, in the trainer's way of counting"),
    QT_TRANSLATE_NOOP("SurveyModel", "GFLOPs as the trainer prints them, whatever the image size"),
    QT_TRANSLATE_NOOP("SurveyModel", "Number of layers as the trainer prints it"),
    QT_TRANSLATE_NOOP("SurveyModel", "Memory of the outputs of all rows, in 32-bit floats"),
    QT_TRANSLATE_NOOP("SurveyModel", "The gravest error or warning at this scale and size"),
)
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_PROBLEM = len(KEYS) - 1


class SurveyModel(QAbstractTableModel):
    """One row for each scale and image size; its numbers may come later.

    Attributes:
        cases: The rows.
        current: The one that the window shows; None: it shows none of them.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.cases: tuple[Case, ...] = ()
        self._found: dict[Case, Surveyed] = {}
        self.current: Case | None = None

    def show_cases(self, cases: Sequence[Case]) -> None:
        """List these; numbers of those that stay are shown until there are new ones."""
        if tuple(cases) == self.cases:
            return
        self.beginResetModel()
        self.cases = tuple(cases)
        self._found = {case: one for case, one in self._found.items() if case in self.cases}
        self.endResetModel()

    def take(self, case: Case, one: Surveyed) -> None:
        """Show what was found of one of them."""
        self._found[case] = one
        row = self.cases.index(case)
        self.dataChanged.emit(self.index(row, 0), self.index(row, _PROBLEM))

    def mark(self, current: Case | None) -> None:
        """Stress the one that the window shows."""
        if current != self.current:
            self.current = current
            if self.cases:
                last = self.index(len(self.cases) - 1, _PROBLEM)
                self.dataChanged.emit(self.index(0, 0), last)

    def forget(self) -> None:
        """Drop all numbers: they are of another text."""
        self.beginResetModel()
        self._found = {}
        self.endResetModel()

    def surveyed(self) -> list[Surveyed]:
        """All that is known, in the order of the table."""
        return [self._found[case] for case in self.cases if case in self._found]

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Rows of the table."""
        return 0 if parent.isValid() else len(self.cases)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """Columns of the table."""
        return 0 if parent.isValid() else len(KEYS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Title of a column."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return QCoreApplication.translate("SurveyModel", str(TITLES[section]))
        if role == Qt.ItemDataRole.ToolTipRole:
            return QCoreApplication.translate("SurveyModel", str(TIPS[section]))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section in NUMBERS else _LEFT
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell shows in a role."""
        case, column = self.cases[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(case, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._text(case, column) if column == _PROBLEM else None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column in NUMBERS else _LEFT
        if role == Qt.ItemDataRole.FontRole and case == self.current:
            font = QFont()
            font.setBold(True)
            return font
        if role == Qt.ItemDataRole.ForegroundRole and column == _PROBLEM:
            one = self._found.get(case)
            problem = one.problem if one else None
            return QColor(colours().of_severity(problem.severity)) if problem else None
        return None

    def _text(self, case: Case, column: int) -> str:
        one = self._found.get(case)
        if one is None:
            scale, (height, width) = case
            return (scale or "…", f"{height}×{width}", "…")[min(column, 2)]
        words = cells(one)[column]
        if column == 2 and words:
            return f"{one.report.totals.params:,}"
        return words or ("" if column == _PROBLEM else "–")
