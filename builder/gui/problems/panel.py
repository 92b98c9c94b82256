"""The panel with the findings."""

from functools import partial

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from builder.core.diagnostics import Diagnostic, Severity
from builder.gui.document import Analysis
from builder.gui.icons import icon
from builder.gui.panel import Panel
from builder.gui.problems.detail import ProblemDetail
from builder.gui.problems.problem_model import CODE, LINE, ROW, ProblemModel
from builder.gui.row_view import RowView
from builder.gui.theme import colours

_GROUPS = (
    ("close-circle", frozenset({Severity.ERROR})),
    ("alert", frozenset({Severity.WARNING})),
    ("information", frozenset({Severity.INFO, Severity.HINT})),
)


class ProblemsPanel(Panel):
    """Findings with filter, explanation and fixes.

    Signals:
        activated(Diagnostic): The user wants to see the place.
        fix_wanted(Fix): The user wants this fix.
        counted(int, int): Errors and warnings of the document in hand.
    """

    activated = Signal(object)
    fix_wanted = Signal(object)
    counted = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = ProblemModel(self)
        self.view = RowView(self)
        self.detail = ProblemDetail(self)
        self.detail.fix_wanted.connect(self.fix_wanted)
        self.filters = [self._filter_button(name) for name, _ in _GROUPS]
        self._nothing = QLabel(self.tr("No problems found"))
        self._set_up_view()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        strip = QVBoxLayout()
        strip.setContentsMargins(4, 4, 4, 4)
        strip.setSpacing(2)
        for button in self.filters:
            strip.addWidget(button)
        strip.addStretch(1)
        layout.addLayout(strip)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.view)
        split.addWidget(self.detail)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setChildrenCollapsible(False)
        split.setSizes([600, 380])
        layout.addWidget(split, 1)
        self._dress()
        self.clear()

    def _filter_button(self, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icon(name))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setCheckable(True)
        button.setChecked(True)
        button.setAutoRaise(True)
        button.setMinimumWidth(52)
        button.toggled.connect(self._apply_filter)
        return button

    def _set_up_view(self) -> None:
        view = self.view
        view.setModel(self.model)
        view.setAccessibleName(self.tr("Problems"))
        view.setMinimumWidth(260)
        header = view.horizontalHeader()
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in ((CODE, 74), (ROW, 50), (LINE, 50)):
            view.setColumnWidth(column, width)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._open_menu)
        view.activated.connect(self._activate)
        view.doubleClicked.connect(self._activate)
        view.selectionModel().currentRowChanged.connect(self._show_current)
        self._nothing.setParent(view)
        self._nothing.setStyleSheet("padding: 34px 12px;")
        self._nothing.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        for button, (name, _), words in zip(
            self.filters,
            _GROUPS,
            (self.tr("Show errors"), self.tr("Show warnings"), self.tr("Show notes and hints")),
            strict=True,
        ):
            del name
            button.setToolTip(words)
            button.setAccessibleName(words)

    # --- following the document -------------------------------------------------------------

    def _follow(self, analysis: Analysis) -> None:
        """Count always: the numbers stand in the tab's title."""
        self._count(analysis.diagnostics)
        super()._follow(analysis)

    def _update_all(self) -> None:
        self._count(self.document.analysis.diagnostics if self.document else ())
        super()._update_all()

    def refresh(self, analysis: Analysis) -> None:
        """Show the findings of a new analysis.

        The chosen one stays chosen if it is left, unless worse has come than there was.
        """
        chosen, worst = self.current(), self.model.worst()
        self.model.show(analysis.diagnostics, analysis.report.config)
        if self.model.worst() > worst:
            chosen = None
        self._after_change(chosen)

    def clear(self) -> None:
        """Show no findings."""
        self.model.show((), None)
        self._after_change(None)

    def show_selection(self, indices: tuple[int, ...]) -> None:
        """Choose the worst finding about the selected rows, unless one of them is chosen.

        A mere note does not take the place of an error elsewhere.
        """
        rows = self.model.rows_of_layers(indices)
        grave = min(self.model.worst(), Severity.WARNING)
        if not rows or self.model.problem(rows[0]).severity < grave:
            return
        if self.view.currentIndex().row() not in rows:
            self._choose(rows[0])

    # --- what the user does -----------------------------------------------------------------

    def current(self) -> Diagnostic | None:
        """The chosen finding."""
        place = self.view.currentIndex()
        return self.model.problem(place.row()) if place.isValid() else None

    def _show_current(self, place: QModelIndex) -> None:
        self.detail.show_problem(self.model.problem(place.row()) if place.isValid() else None)
        found = self.current()
        if self.view.hasFocus() and self.document and found and found.layer is not None:
            self.document.selection.set((found.layer,))

    def _activate(self, place: QModelIndex) -> None:
        if place.isValid():
            self.activated.emit(self.model.problem(place.row()))

    def _open_menu(self, place: QPoint) -> None:
        found = self.current()
        if found is None:
            return
        menu = QMenu(self)
        menu.addAction(self.tr("Go to the place"), lambda: self.activated.emit(found))
        if found.fixes:
            menu.addSeparator()
        for fix in found.fixes:
            menu.addAction(fix.title, partial(self.fix_wanted.emit, fix))
        menu.exec(self.view.viewport().mapToGlobal(place))
        menu.deleteLater()

    # --- inside -----------------------------------------------------------------------------

    def _after_change(self, chosen: Diagnostic | None) -> None:
        row = self.model.row_of(chosen) if chosen else None
        if row is None:
            row = 0 if self.model.rowCount() else None
        if row is None:
            self.detail.show_problem(None)
        else:
            self._choose(row)
        self._nothing.setVisible(self.model.rowCount() == 0 and self.document is not None)
        for button, (_, severities) in zip(self.filters, _GROUPS, strict=True):
            button.setText(str(self.model.count(*severities)))

    def _choose(self, row: int) -> None:
        flag = QItemSelectionModel.SelectionFlag
        place = self.model.index(row, 0)
        self.view.selectionModel().setCurrentIndex(place, flag.ClearAndSelect | flag.Rows)

    def _apply_filter(self) -> None:
        hidden: frozenset[Severity] = frozenset()
        for button, (_, severities) in zip(self.filters, _GROUPS, strict=True):
            if not button.isChecked():
                hidden |= severities
        chosen = self.current()
        self.model.hide(hidden)
        self._after_change(chosen)

    def _count(self, found: tuple[Diagnostic, ...]) -> None:
        errors = sum(item.severity is Severity.ERROR for item in found)
        warnings = sum(item.severity is Severity.WARNING for item in found)
        self.counted.emit(errors, warnings)

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of a new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()

    def _dress(self) -> None:
        theme = colours()
        for button, (name, severities) in zip(self.filters, _GROUPS, strict=True):
            button.setIcon(icon(name, theme.of_severity(max(severities))))
        self._nothing.setStyleSheet(f"padding: 34px 12px; color: {theme.faint};")
