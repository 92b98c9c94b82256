"""Mends the document in hand, and shows before what that would do."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QDialog

from builder.core.diagnostics import Diagnostic, Fix, Severity
from builder.core.text import TextEdit
from builder.gui.canvas import NOTHING, Overlay, before_fix, of_finding
from builder.gui.document import Analysis, Document, Input, preview_of, rewritten
from builder.gui.language import spoken
from builder.gui.window.mending.safe_fixes import safe_fixes
from builder.gui.window.mending.searcher import Found, Searcher

if TYPE_CHECKING:
    from builder.gui.window.mending.repair_dialog import RepairDialog
    from builder.gui.window.window import MainWindow

_BUTTONS = ("fix_all", "repair", "explain_error")
"""Actions with a button in the strip of the Problems panel."""
_SEARCH_MS = 900
"""After a file was brought to the front; what has changed has been at rest for a moment as well."""
_SETTING = "problems/grouping"
_STALE_COMMENTS = "G106"


class FixingDesk(QObject):
    """Fixes, all of them, repairs; each is one step of undo.

    Attributes:
        searcher: Looks for repairs.
        dialog: The one that is open, if any.
    """

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._document: Document | None = None
        self._seen = False  # the list of problems, that is
        self._finding: Diagnostic | None = None
        self._fix: Fix | None = None
        self._found: Found | None = None
        self.searcher = Searcher(self)
        self.searcher.answered.connect(self._take)
        self.dialog: QDialog | None = None
        self._look = self._timer(_SEARCH_MS, self._search)
        self._connect()

    def _connect(self) -> None:
        window, problems = self._window, self._window.problems
        problems.use_grouping(str(window.session.settings.value(_SETTING) or ""))
        problems.grouping_changed.connect(
            lambda name: window.session.settings.setValue(_SETTING, name)
        )
        for name in _BUTTONS:
            problems.strip.add_action(window.actions_by_name[name])
        problems.activated.connect(window.guide.go_to_problem)
        problems.place_wanted.connect(window.guide.go_to_place)
        problems.counted.connect(self._count)
        problems.chosen.connect(self._note_finding)
        problems.preview_wanted.connect(self.preview_fix)
        for panel in (problems, window.inspector):
            panel.fix_wanted.connect(window.desk.apply_fix)
            panel.fix_pointed.connect(self.point_at)
        window.docks["problems"].visibilityChanged.connect(self._note_sight)
        window.installEventFilter(self)

    def set_document(self, document: Document | None) -> None:
        """Serve another document."""
        if self._document is not None:
            self._document.analyzed.disconnect(self._note_analysis)
            self._document.rested.disconnect(self._search)
        self._document = document
        self._found = None
        self._note_finding(self._window.problems.current())
        if document is not None:
            document.analyzed.connect(self._note_analysis)
            document.rested.connect(self._search)
            self._look.start()
            # It may have been read anew from the disk while it was not in hand.
            self._note_analysis(document.analysis)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """End the search's process with the window."""
        if event.type() in (QEvent.Type.Close, QEvent.Type.DeferredDelete):
            self._look.stop()
            self.searcher.stop()
        return super().eventFilter(watched, event)

    # --- on the canvas ----------------------------------------------------------------------

    def point_at(self, fix: Fix | None) -> None:
        """Show on the canvas what a fix would do; None: what is wrong, as before."""
        self._fix = fix
        self._lay_over()

    def _note_finding(self, found: Diagnostic | None) -> None:
        """Marks of a finding make no sense where nobody can see which one it is."""
        self._finding, self._fix = found if self._seen else None, None
        self._lay_over()

    def _note_sight(self, seen: bool) -> None:
        self._seen = seen
        self._note_finding(self._window.problems.current())

    def _note_analysis(self, analysis: Analysis) -> None:
        self._fix = None
        self._lay_over()
        if not worth_searching(analysis):
            self._tell(None)

    def _lay_over(self) -> None:
        page, document = self._window.page, self._document
        if page is None or document is None:
            return
        analysis = document.analysis
        if page.canvas.canvas.report is analysis.report:
            page.canvas.lay_over(overlay_of(analysis, self._finding, self._fix))

    # --- mending ----------------------------------------------------------------------------

    def preview_fix(self, fix: Fix) -> None:
        """Show what a fix would change and offer to apply it."""
        from builder.gui.window.mending.words import trust  # late: with the first preview

        title = spoken(fix.title)
        self._preview([title], trust(fix.applicability), fix.edits)

    def fix_all(self) -> None:
        """Show what all safe fixes would change and offer to apply them."""
        if self._document is None:
            return
        from builder.gui.window.mending.words import shortened  # late: with the first preview

        found = safe_fixes(self._document.analysis)
        if not found.edits:
            self._window.status.note(self.tr("No problem has a safe fix"))
            return
        titles = [spoken(fix.title) for fix in found.fixes]
        self._preview(shortened(titles, self.tr("… and {0} more")), "", found.edits)

    def _preview(self, titles: Sequence[str], trust: str, edits: tuple[TextEdit, ...]) -> None:
        from builder.gui.window.mending.fix_dialog import FixDialog  # late: few look

        document = self._document
        if document is None or not edits:
            return
        preview = preview_of(document.analysis, edits)
        dialog = FixDialog(titles, trust, preview, self._window)
        dialog.accepted.connect(lambda: self._apply(document, preview.before, edits))
        self._open(dialog)

    def repair(self) -> None:
        """Look for references that were left behind, and offer what brings them up to date."""
        from builder.gui.window.mending.repair_dialog import RepairDialog  # late: few look

        document = self._document
        if document is None:
            return
        analysis = document.analysis
        dialog = RepairDialog(analysis, self._window)
        dialog.place_wanted.connect(self._window.guide.go_to_place)
        dialog.accepted.connect(lambda: self._apply_repair(document, dialog))
        self._open(dialog)
        if self._found is not None and self._found.analysis is analysis and self._found.repairs:
            dialog.show_found(self._found)
        elif not self.searcher.is_asked(analysis):
            self.searcher.ask(analysis)

    def _apply_repair(self, document: Document, dialog: "RepairDialog") -> None:
        if dialog.chosen is not None:
            self._apply(document, dialog.analysis, dialog.chosen.fix.edits)

    def _apply(self, document: Document, looked_at: Analysis, edits: tuple[TextEdit, ...]) -> None:
        """Apply edits as one step of undo, if the text is still the one they were made for."""
        if document.text != looked_at.report.config.text:
            self._window.status.note(self.tr("The text has changed meanwhile: look again"))
            return
        document.apply(edits)

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._forget_dialog)
        self.dialog = dialog
        self.point_at(None)
        dialog.open()

    def _forget_dialog(self) -> None:
        self.dialog = None

    # --- repairs in the background ----------------------------------------------------------

    def _search(self) -> None:
        if self._document is not None and worth_searching(self._document.analysis):
            self.searcher.ask(self._document.analysis)

    def _take(self, found: Found) -> None:
        from builder.gui.window.mending.repair_dialog import RepairDialog  # late, as above

        dialog = self.dialog
        if isinstance(dialog, RepairDialog) and dialog.analysis is found.analysis:
            dialog.show_found(found)
        if self._document is not None and found.analysis is self._document.analysis:
            self._found = found
            self._tell(found)

    def _tell(self, found: Found | None) -> None:
        from builder.gui.window.mending.words import notice  # late: with the first repair

        page = self._window.page
        if page is not None:
            first = found.repairs[0] if found and found.repairs else None
            page.notice.tell(notice(first) if first else "", first and first.changes)

    def _timer(self, pause_ms: int, then: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(pause_ms)
        timer.timeout.connect(then)
        return timer

    def _count(self, errors: int, warnings: int) -> None:
        title, count = self.tr("Problems"), errors + warnings
        words = f"{title} ({count})" if count else title
        self._window.docks["problems"].setWindowTitle(words)


def overlay_of(analysis: Analysis, found: Diagnostic | None, fix: Fix | None) -> Overlay:
    """What to lay over the picture: what a fix would do, or what a finding is about."""
    if fix is not None and fix.edits:
        return before_fix(preview_of(analysis, fix.edits))
    if found is None or found.severity < Severity.WARNING or found not in analysis.diagnostics:
        return NOTHING
    config = analysis.report.config
    edits = found.fixes[0].edits if found.fixes else ()
    changes = rewritten(config, edits)  # where rows come or go, no input is what is wrong
    wrong: tuple[Input, ...] = ()
    if found.layer is not None and 0 <= found.layer < len(config.layers) and len(found.span):
        refs = config.layers[found.layer].refs
        wrong = tuple(
            Input(config.target_of(found.layer, ref.value), found.layer, port)
            for port, ref in enumerate(refs)
            if ref.span.covers(found.span)
        )
    return of_finding(found.severity, wrong, changes)


def worth_searching(analysis: Analysis) -> bool:
    """Whether anything hints at stale references: they fail, or leave a row that nobody reads."""
    return any(
        found.severity >= Severity.WARNING or found.code == _STALE_COMMENTS
        for found in analysis.diagnostics
    )
