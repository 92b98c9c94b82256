"""The panel with all scales and image sizes."""

from collections import deque
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from builder.core.export.survey import Surveyed, as_csv, as_markdown, as_tabs
from builder.core.facts import Wanted, is_known
from builder.gui.document import Analysis
from builder.gui.icons import icon
from builder.gui.panel import Panel
from builder.gui.row_view import RowView
from builder.gui.sizes import parse_sizes, size_text
from builder.gui.survey.survey_model import Case, SurveyModel

DEFAULT_SIZES = "320, 640, 1280"
REST_MS = 250
"""How long the text must have been at rest: fifteen networks are too many for a keystroke."""
_WIDTHS = (90, 84, 104, 84, 70, 66, 100)
_Writer = Callable[[list[Surveyed], list[str]], str]


class SurveyPanel(Panel):
    """What the network in hand costs at every scale; a click measures it so.

    One network is analysed in each pass of the event loop, so that the window never waits.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = SurveyModel(self)
        self.view = RowView(self)
        self.sizes = QLineEdit(DEFAULT_SIZES, self)
        self._copy = QToolButton(self)
        self._waiting: deque[Case] = deque()
        self._key: tuple[object, ...] = ()
        self._lacking: dict[Wanted, None] = {}
        self._fresh = False
        self._rest = _timer(self, REST_MS, self._begin)
        self._next = _timer(self, 0, self._take_one)
        self._set_up_sizes()
        self._set_up_view()
        self._set_up_copying()
        strip = QHBoxLayout()
        strip.setContentsMargins(8, 4, 8, 4)
        strip.setSpacing(8)
        label = QLabel(self.tr("Image sizes"))
        label.setBuddy(self.sizes)
        strip.addWidget(label)
        strip.addWidget(self.sizes)
        strip.addStretch(1)
        strip.addWidget(self._copy)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(strip)
        layout.addWidget(self.view, 1)

    def _set_up_sizes(self) -> None:
        self.sizes.setAccessibleName(self.tr("Image sizes"))
        self.sizes.setToolTip(self.tr("Sizes to compare, such as 320, 640, 384x640"))
        self.sizes.setMaximumWidth(240)
        self.sizes.setMinimumWidth(150)
        self.sizes.editingFinished.connect(self._change_sizes)

    def _set_up_view(self) -> None:
        view = self.view
        view.setModel(self.model)
        view.setAccessibleName(self.tr("All scales"))
        view.setAlternatingRowColors(True)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = view.horizontalHeader()
        header.setStretchLastSection(True)
        for column, width in enumerate(_WIDTHS):
            view.setColumnWidth(column, width)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._open_menu)
        view.clicked.connect(self._choose)
        view.activated.connect(self._choose)

    def _set_up_copying(self) -> None:
        self._actions = [
            self._copying(self.tr("Copy as text"), as_tabs),
            self._copying(self.tr("Copy as Markdown"), as_markdown),
            self._copying(self.tr("Copy as CSV"), as_csv),
        ]
        menu = QMenu(self._copy)
        menu.addActions(self._actions)
        self._copy.setMenu(menu)
        self._copy.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._copy.setIcon(icon("content-copy"))
        self._copy.setText(self.tr("Copy") + " ▾")
        self._copy.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._copy.setAutoRaise(True)
        self._copy.setToolTip(self.tr("Put the whole table on the clipboard"))

    def _copying(self, words: str, write: _Writer) -> QAction:
        action = QAction(words, self)
        action.triggered.connect(lambda: self.copy(write))
        return action

    # --- following the document -------------------------------------------------------------

    def refresh(self, analysis: Analysis) -> None:
        """Work the table out again if the text, or how it is read, has changed."""
        self._mark(analysis)
        report, options = analysis.report, analysis.options
        key = (report.config.text, report.file, options.dialect, options.nc, self.sizes.text())
        if key != self._key or any(map(is_known, self._lacking)):
            if self._key[1:2] != key[1:2]:  # of another file
                self.model.forget()
                self._fresh = True
            self._key = key
            self._waiting.clear()
            self._rest.start()

    def clear(self) -> None:
        """Show no scales."""
        self._key, self._lacking = (), {}
        self._rest.stop()
        self._waiting.clear()
        self.model.forget()
        self.model.show_cases(())

    def finish(self) -> None:
        """Work out all that is waiting, at once."""
        if self._rest.isActive():
            self._rest.stop()
            self._begin()
        while self._waiting:
            self._take_one()

    def _begin(self) -> None:
        if self.document is None:
            return
        from builder.core.analysis import scales_of  # late: the window is up before

        analysis = self.document.analysis
        report, options = analysis.report, analysis.options
        scales = scales_of(report.config, dialect=options.dialect, file=report.file)
        sizes = parse_sizes(self.sizes.text()) or [options.image_size]
        cases = tuple((scale, size) for scale in scales for size in sizes)
        self._fresh = self._fresh or cases != self.model.cases
        self.model.show_cases(cases)
        self._mark(analysis)
        self._lacking = {}
        self._waiting = deque(self.model.cases)
        self._next.start()

    def _show_current(self) -> None:
        """Bring the row of what the window shows into view, once for each list of rows."""
        if self._fresh and self.model.current in self.model.cases:
            self._fresh = False
            row = self.model.cases.index(self.model.current)
            middle = QAbstractItemView.ScrollHint.PositionAtCenter
            self.view.scrollTo(self.model.index(row, 0), middle)

    def _take_one(self) -> None:
        if self.document is None or not self._waiting:
            return
        from builder.gui.document.analysis import analyze_text

        case = self._waiting.popleft()
        analysis = self.document.analysis
        options = replace(analysis.options, scale=case[0], image_size=case[1])
        made = analyze_text(self.document.text, options, analysis.report.file)
        self.model.take(case, Surveyed.of(made.report, made.diagnostics))
        self._lacking |= dict.fromkeys(made.report.unmeasured)
        if self._waiting:
            self._next.start()
        else:
            self.document.also_lacking = tuple(self._lacking)
            self._show_current()

    def _mark(self, analysis: Analysis) -> None:
        """Stress what the window shows."""
        report = analysis.report
        scale, resolved = report.scale, report.resolved
        if scale is None and resolved.scales:
            own = (resolved.depth, resolved.width)
            named = zip(resolved.multiples, resolved.scales, strict=True)
            scale = next((name for numbers, name in named if numbers == own), None)
        self.model.mark((scale, report.image_size))

    # --- what the user does -----------------------------------------------------------------

    def _change_sizes(self) -> None:
        sizes = parse_sizes(self.sizes.text())
        if sizes is None:
            shown = dict.fromkeys(size for _, size in self.model.cases)
            self.sizes.setText(", ".join(map(size_text, shown)) or DEFAULT_SIZES)
        elif self.document is not None:
            self.refresh(self.document.analysis)

    def _choose(self, place: QModelIndex) -> None:
        """Measure the network in hand at a scale and size of the table."""
        if self.document is None or not place.isValid():
            return
        scale, size = self.model.cases[place.row()]
        if scale == self.document.analysis.report.resolved.own_scale:
            scale = None  # as the file says
        self.document.set_options(replace(self.document.options, scale=scale, image_size=size))

    def copy(self, write: _Writer) -> None:
        """Put the table on the clipboard."""
        self.finish()
        across = Qt.Orientation.Horizontal
        count = self.model.columnCount()
        titles = [str(self.model.headerData(column, across)) for column in range(count)]
        QGuiApplication.clipboard().setText(write(self.model.surveyed(), titles))

    def _open_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.addActions(self._actions)
        menu.exec(self.view.viewport().mapToGlobal(place))
        menu.deleteLater()


def _timer(parent: SurveyPanel, pause_ms: int, slot: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(pause_ms)
    timer.timeout.connect(slot)
    return timer
