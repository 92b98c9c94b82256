"""Ranked repairs of stale references, and what each would do."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from builder.core.diagnostics import Applicability
from builder.core.repair import Repair
from builder.gui.document import Analysis, Preview, preview_of
from builder.gui.icons import icon
from builder.gui.language import spoken
from builder.gui.link_label import LinkLabel
from builder.gui.message_html import Place, wrapping
from builder.gui.theme import colours
from builder.gui.window.mending.change_view import ChangeView
from builder.gui.window.mending.fix_dialog import SIZE, apply_buttons
from builder.gui.window.mending.searcher import Found
from builder.gui.window.mending.words import (
    evidence_html,
    failed_html,
    likelihood,
    nothing_html,
    outcome,
    references,
    searching_html,
    trust,
    trust_word,
)
from builder.gui.window.room import room_for

_LEFT = 320
_HEIGHTS = (210, 360)


class RepairDialog(QDialog):
    """A list of repairs at the left with what speaks for the chosen one, its changes at the right.

    Args:
        analysis: The text that is to be repaired.
        parent: The window.

    Signals:
        place_wanted(Place): A row was followed.
    """

    place_wanted = Signal(object)

    def __init__(self, analysis: Analysis, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Repair stale references"))
        self.analysis = analysis
        self.repairs: tuple[Repair, ...] = ()
        self._previews: dict[int, Preview] = {}
        self.list, self.evidence, self.outcome = QListWidget(), LinkLabel(), QLabel()
        self.said, self.view = LinkLabel(), ChangeView()
        self.buttons, self.apply_button = apply_buttons(self)
        self._dress()
        self._lay_out()
        self._say(searching_html())
        self.resize(room_for(self, SIZE))

    @property
    def chosen(self) -> Repair | None:
        """The repair in hand."""
        row = self.list.currentRow()
        return self.repairs[row] if 0 <= row < len(self.repairs) else None

    @property
    def preview(self) -> Preview | None:
        """What the repair in hand does."""
        return self._previews.get(self.list.currentRow())

    def show_found(self, found: Found) -> None:
        """Show what a search came to."""
        if found.repairs is None:
            self._say(failed_html(found.reason))
        elif not found.repairs:
            self._say(nothing_html(found.analysis))
        else:
            self._show_repairs(found.repairs)

    # --- building ---------------------------------------------------------------------------

    def _dress(self) -> None:
        self.list.setAccessibleName(self.tr("Repairs, the likeliest first"))
        self.list.setWordWrap(True)
        self.list.setIconSize(QSize(18, 18))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.list.currentRowChanged.connect(self._choose)
        # Not `itemActivated`: on some desktops a single click is that, and would apply.
        self.list.itemDoubleClicked.connect(self.accept)
        self.evidence.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.evidence.setContentsMargins(8, 6, 8, 6)
        self.evidence.followed.connect(self._follow)
        self.said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.said.setContentsMargins(40, 20, 40, 20)
        self.outcome.setWordWrap(True)

    def _lay_out(self) -> None:
        why = QScrollArea()
        why.setWidgetResizable(True)
        why.setFrameShape(QFrame.Shape.StyledPanel)
        why.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        why.setAccessibleName(self.tr("What speaks for the repair"))
        why.setWidget(self.evidence)
        title = QLabel(self.tr("&Repairs, the likeliest first"))
        title.setBuddy(self.list)
        left = QSplitter(Qt.Orientation.Vertical)
        left.addWidget(_stacked(title, self.list))
        left.addWidget(_stacked(self.outcome, why))
        left.setChildrenCollapsible(False)
        left.setStretchFactor(1, 1)
        left.setSizes(list(_HEIGHTS))
        page = QSplitter(Qt.Orientation.Horizontal)
        page.addWidget(left)
        page.addWidget(self.view)
        page.setChildrenCollapsible(False)
        page.setStretchFactor(1, 1)
        page.setSizes([_LEFT, 3 * _LEFT])
        left.setMinimumWidth(240)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.said)
        self.pages.addWidget(page)
        whole = QVBoxLayout(self)
        whole.addWidget(self.pages, 1)
        whole.addWidget(self.buttons)

    # --- showing ----------------------------------------------------------------------------

    def _say(self, html: str) -> None:
        self.said.setText(html)
        self.pages.setCurrentIndex(0)
        self._offer(self.tr("Close"), apply=False)

    def _offer(self, leave: str, *, apply: bool) -> None:
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(leave)
        self.apply_button.setVisible(apply)
        self.apply_button.setEnabled(apply)

    def _show_repairs(self, repairs: tuple[Repair, ...]) -> None:
        self.repairs = repairs
        self.list.clear()
        for repair in repairs:
            self.list.addItem(_item(repair))
        self.pages.setCurrentIndex(1)
        self._offer(self.tr("Cancel"), apply=True)
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def _choose(self, row: int) -> None:
        repair = self.chosen
        self.apply_button.setEnabled(repair is not None)
        if repair is None:
            return
        if row not in self._previews:
            self._previews[row] = preview_of(self.analysis, repair.fix.edits)
        preview = self._previews[row]
        self.view.show_preview(preview)
        self.evidence.setText(evidence_html(repair, self.analysis.report.config))
        self.outcome.setText(outcome(preview))

    def _follow(self, place: Place) -> None:
        if place.row is not None and self.preview is not None:
            self.view.pictures.show_row(place.row, self.preview.rows.get(place.row))
        self.place_wanted.emit(place)


def _stacked(above: QWidget, below: QWidget) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(above)
    column.addWidget(below, 1)
    return box


def _item(repair: Repair) -> QListWidgetItem:
    sure = repair.fix.applicability is Applicability.SAFE
    title = spoken(repair.fix.title)
    about = f"{likelihood(repair)} · {references(len(repair.changes))}"
    item = QListWidgetItem(f"{title}\n{about} · {trust_word(repair.fix.applicability)}")
    item.setIcon(icon("check" if sure else "auto-fix", colours().good if sure else None))
    item.setToolTip(wrapping(f"{title}\n{trust(repair.fix.applicability)}"))
    return item
