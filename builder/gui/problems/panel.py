"""The panel with the findings."""

from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QMenu, QSplitter, QVBoxLayout, QWidget

from builder.core.diagnostics import Diagnostic, Severity
from builder.gui.document import Analysis
from builder.gui.language import spoken
from builder.gui.panel import Panel
from builder.gui.problems.detail import ProblemDetail
from builder.gui.problems.grouping import Grouping
from builder.gui.problems.problem_model import ProblemModel
from builder.gui.problems.strip import Strip
from builder.gui.problems.view import ProblemView
from builder.gui.theme import colours


class ProblemsPanel(Panel):
    """Findings with groups, filter, explanation and fixes.

    Signals:
        activated(Diagnostic): The user wants to see the place.
        fix_wanted(Fix): The user wants this fix.
        preview_wanted(Fix): The user wants to see what it would change.
        fix_pointed(Fix): The user looks at a fix; None: no longer.
        place_wanted(Place): The user wants to see a row, or a stretch of the text.
        chosen(Diagnostic): This finding is explained now; None: none is.
        grouping_changed(str): The user wants findings in other groups.
        counted(int, int): Errors and warnings of the document in hand.
    """

    activated = Signal(object)
    fix_wanted = Signal(object)
    preview_wanted = Signal(object)
    fix_pointed = Signal(object)
    place_wanted = Signal(object)
    chosen = Signal(object)
    grouping_changed = Signal(str)
    counted = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = ProblemModel(self)
        self.view = ProblemView(self.model, self)
        self.detail = ProblemDetail(self)
        self.strip = Strip(self)
        self._nothing = QLabel(self.view)
        self._told: Diagnostic | None = None
        self._set_up_view()
        self._connect()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.strip)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.view)
        split.addWidget(self.detail)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setChildrenCollapsible(False)
        split.setSizes([600, 400])
        layout.addWidget(split, 1)
        self._dress()
        self.clear()

    def _set_up_view(self) -> None:
        view = self.view
        view.setAccessibleName(self.tr("Problems"))
        view.setMinimumWidth(220)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._nothing.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def _connect(self) -> None:
        view, detail, strip = self.view, self.detail, self.strip
        view.customContextMenuRequested.connect(self._open_menu)
        view.activated.connect(self._activate)  # a double click is that too
        view.selectionModel().currentRowChanged.connect(self._show_current)
        detail.fix_wanted.connect(self.fix_wanted)
        detail.preview_wanted.connect(self.preview_wanted)
        detail.fix_pointed.connect(self.fix_pointed)
        detail.place_wanted.connect(self.place_wanted)
        strip.filter_changed.connect(self._apply_filter)
        strip.entered.connect(self._enter_list)
        strip.grouping_changed.connect(self._group)

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
        places = self.model.places_of_layers(indices)
        grave = min(self.model.worst(), Severity.WARNING)
        if not places or self.model.shown[places[0]].severity < grave:
            return
        found = self.current()
        if found is None or found.layer not in indices:
            self.view.choose(places[0])

    # --- what the user does -----------------------------------------------------------------

    def use_grouping(self, name: str) -> None:
        """Show findings in the groups called so; unknown names change nothing."""
        if name in set(Grouping):
            self.strip.use_grouping(Grouping(name))

    def current(self) -> Diagnostic | None:
        """The chosen finding."""
        return self.model.found_at(self.view.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape: the user has seen enough of a fix."""
        if event.key() == Qt.Key.Key_Escape:
            self.fix_pointed.emit(None)
        else:
            super().keyPressEvent(event)

    def _show_current(self, place: QModelIndex) -> None:
        found = self._explain(place)
        if self.view.hasFocus() and self.document and found and found.layer is not None:
            self.document.selection.set((found.layer,))

    def _explain(self, place: QModelIndex) -> Diagnostic | None:
        found = self.model.found_at(place)
        self.detail.show_problem(found)
        if found != self._told:
            self._told = found
            self.chosen.emit(found)
        return found

    def _activate(self, place: QModelIndex) -> None:
        found = self.model.found_at(place)
        if found is not None:
            self.activated.emit(found)
        elif place.isValid():
            self.view.setExpanded(place, not self.view.isExpanded(place))

    def _open_menu(self, place: QPoint) -> None:
        found = self.current()
        if found is None:
            return
        menu = QMenu(self)
        menu.addAction(self.tr("Go to the place"), lambda: self.activated.emit(found))
        if found.fixes:
            menu.addSeparator()
        for fix in found.fixes:
            title = spoken(fix.title)
            action = menu.addAction(title, partial(self.fix_wanted.emit, fix))
            action.hovered.connect(partial(self.fix_pointed.emit, fix))
        if found.fixes:
            words = self.tr("Look at what the first one changes…")
            menu.addAction(words, partial(self.preview_wanted.emit, found.fixes[0]))
        menu.exec(self.view.viewport().mapToGlobal(place))
        self.fix_pointed.emit(None)
        menu.deleteLater()

    def _enter_list(self) -> None:
        if self.model.shown and self.current() is None:
            self.view.choose(0)
        self.view.setFocus(Qt.FocusReason.TabFocusReason)

    def _apply_filter(self) -> None:
        chosen = self.current()
        self.model.hide(self.strip.hidden_severities())
        self.model.search(self.strip.words.text())
        self._after_change(chosen)

    def _group(self, grouping: Grouping) -> None:
        chosen = self.current()
        self.model.group_by(grouping)
        self._after_change(chosen)
        self.grouping_changed.emit(grouping.value)

    # --- inside -----------------------------------------------------------------------------

    def _after_change(self, chosen: Diagnostic | None) -> None:
        place = self.model.place_of(chosen) if chosen else None
        if place is None and self.model.shown:
            place = self.model.worst_place()
        if place is not None:
            self.view.choose(place)
        # The current line may be another finding without being another line.
        self._explain(self.view.currentIndex() if self.model.shown else QModelIndex())
        counts = {severity: self.model.count(severity) for severity in Severity}
        self.strip.show_counts(counts)
        self._nothing.setVisible(not self.model.shown and self.document is not None)
        self._nothing.setText(
            self.tr("No problem fits the filter")
            if any(counts.values())
            else self.tr("No problems found")
        )
        self._nothing.adjustSize()

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
        self.strip.dress()
        self._nothing.setStyleSheet(f"padding: 10px 12px; color: {colours().faint};")
