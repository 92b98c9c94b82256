"""The panel with the layer table."""

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, QSortFilterProxyModel, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from builder.core.analysis import LayerReport, Report
from builder.gui.document import Analysis
from builder.gui.panel import Panel
from builder.gui.row_view import RowView
from builder.gui.table.bars import BarDelegate
from builder.gui.table.columns import COLUMNS
from builder.gui.table.copying import as_markdown, as_tabs
from builder.gui.table.layer_model import SORT_ROLE, LayerModel

_WIDTHS = {"index": 42, "from": 74, "repeats": 36, "module": 104, "args": 150, "output": 104,
           "stride": 54, "params": 96, "gflops": 76, "activation": 82, "receptive": 60,
           "status": 70}  # fmt: skip


class TablePanel(Panel):
    """All layers with their numbers; a click selects the row everywhere."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = LayerModel(self)
        self._sorted = QSortFilterProxyModel(self)
        self._sorted.setSourceModel(self.model)
        self._sorted.setSortRole(SORT_ROLE)
        self.view = RowView(self)
        self._telling = False
        self._set_up_view()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)

    def _set_up_view(self) -> None:
        view = self.view
        view.setModel(self._sorted)
        view.setAccessibleName(self.tr("Layers"))
        view.setSortingEnabled(True)
        view.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setAlternatingRowColors(True)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = view.horizontalHeader()
        header.setSectionsMovable(True)
        header.setMinimumSectionSize(34)
        bars = BarDelegate(self)
        for position, column in enumerate(COLUMNS):
            view.setColumnWidth(position, _WIDTHS[column.key])
            if column.key == "args":
                header.setSectionResizeMode(position, QHeaderView.ResizeMode.Stretch)
            if column.bar:
                view.setItemDelegateForColumn(position, bars)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._open_menu)
        view.selectionModel().selectionChanged.connect(self._tell)
        copy = QAction(self.tr("Copy as text"), view)
        copy.triggered.connect(self.copy_as_text)
        markdown = QAction(self.tr("Copy as Markdown"), view)
        markdown.triggered.connect(self.copy_as_markdown)
        view.addActions([copy, markdown])

    def refresh(self, analysis: Analysis) -> None:
        """Show the layers of a new analysis."""
        self._show(analysis.report)

    def clear(self) -> None:
        """Show no layers."""
        self._show(None)

    def show_selection(self, indices: tuple[int, ...]) -> None:
        """Select these rows, and bring the first into view."""
        if indices == self._chosen():
            return
        wanted = QItemSelection()
        for index in indices:
            place = self._sorted.mapFromSource(self.model.index(index, 0))
            wanted.select(place, place)
        flag = QItemSelectionModel.SelectionFlag
        self._telling = True
        try:
            self.view.selectionModel().select(wanted, flag.ClearAndSelect | flag.Rows)
        finally:
            self._telling = False
        if indices:
            first = self._sorted.mapFromSource(self.model.index(indices[0], 0))
            self.view.selectionModel().setCurrentIndex(first, flag.NoUpdate)
            self.view.scrollTo(first)

    def copy_as_text(self) -> None:
        """Put the selected rows, or all, on the clipboard for a spreadsheet."""
        QGuiApplication.clipboard().setText(as_tabs(self._titles(), self._rows()))

    def copy_as_markdown(self) -> None:
        """Put the selected rows, or all, on the clipboard as a Markdown table."""
        QGuiApplication.clipboard().setText(as_markdown(self._titles(), self._rows()))

    def _show(self, report: Report | None) -> None:
        """Rows that go take their selection along; nobody has chosen that, so it is not told."""
        self._telling = True
        try:
            self.model.show_report(report)
        finally:
            self._telling = False

    def _chosen(self) -> tuple[int, ...]:
        rows = self.view.selectionModel().selectedRows()
        return tuple(sorted(self._sorted.mapToSource(place).row() for place in rows))

    def _tell(self) -> None:
        if not self._telling and self.document is not None:
            self.document.selection.set(self._chosen())

    def _titles(self) -> list[str]:
        across = Qt.Orientation.Horizontal
        return [str(self.model.headerData(n, across)) for n in range(len(COLUMNS))]

    def _rows(self) -> list[LayerReport]:
        """The selected layers, or all, in the order of the screen."""
        view_rows = sorted(place.row() for place in self.view.selectionModel().selectedRows())
        shown = view_rows if len(view_rows) > 1 else range(self._sorted.rowCount())
        places = (self._sorted.mapToSource(self._sorted.index(row, 0)) for row in shown)
        return [self.model.layer(place.row()) for place in places]

    def _open_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.addActions(self.view.actions())
        menu.exec(self.view.viewport().mapToGlobal(place))
        menu.deleteLater()
