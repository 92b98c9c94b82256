"""The tree of findings."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QWidget

from builder.gui.problems.grouping import Grouping
from builder.gui.problems.problem_model import CODE, LINE, MESSAGE, ROW, ProblemModel

_INDENT = 14
_PAD = 14


class ProblemView(QTreeView):
    """One line each, groups that fold and stay folded while findings come and go."""

    def __init__(self, model: ProblemModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._folded: set[str] = set()
        self._filling = False
        self.setModel(model)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setIndentation(_INDENT)
        self.setIconSize(QSize(16, 16))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setFrameShape(QTreeView.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # A double click goes to the place; the small triangle and the arrow keys fold.
        self.setExpandsOnDoubleClick(False)
        header = self.header()
        header.setStretchLastSection(True)
        header.setMinimumSectionSize(20)
        header.setSectionResizeMode(MESSAGE, QHeaderView.ResizeMode.Stretch)
        self.collapsed.connect(lambda place: self._note(place, folded=True))
        self.expanded.connect(lambda place: self._note(place, folded=False))
        model.modelReset.connect(self._unfold)
        model.dataChanged.connect(self._fit_columns)
        self._unfold()

    def choose(self, number: int) -> None:
        """Make the finding at a place among those shown the current one, or its folded group."""
        flag = QItemSelectionModel.SelectionFlag
        place = self._model.index_at(number)
        group = place.parent()
        if group.isValid() and not self.isExpanded(group):
            place = group
        self.selectionModel().setCurrentIndex(place, flag.ClearAndSelect | flag.Rows)

    def _unfold(self) -> None:
        self._filling = True
        grouped = self._model.grouping is not Grouping.NONE
        self.setRootIsDecorated(grouped)
        for number, group in enumerate(self._model.groups if grouped else ()):
            self.setFirstColumnSpanned(number, QModelIndex(), True)
            self.setExpanded(self._model.index(number, 0), group.key not in self._folded)
        self._filling = False
        self._fit_columns()

    def _fit_columns(self, *_changed: object) -> None:
        """As wide as what stands in them: numbers of rows differ in length, languages too."""
        metrics, model = self.fontMetrics(), self._model
        indent = 0 if model.grouping is Grouping.NONE else 2 * _INDENT
        for column, icon_room in ((CODE, 22 + indent), (ROW, 0), (LINE, 0)):
            # The longest text of the worst lines will do; measuring all would cost a keystroke.
            texts = [model.index_at(n, column).data() for n in range(min(len(model.shown), 40))]
            longest = max(texts, key=len, default="")
            self.setColumnWidth(column, metrics.horizontalAdvance(longest) + icon_room + _PAD)

    def _note(self, place: QModelIndex, *, folded: bool) -> None:
        if self._filling or self._model.grouping is Grouping.NONE:
            return
        key = self._model.groups[place.row()].key
        if folded:
            self._folded.add(key)
        else:
            self._folded.discard(key)
