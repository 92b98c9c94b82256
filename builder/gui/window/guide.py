"""Finding places: problems, search results, the fix at hand."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from builder.core.diagnostics import Diagnostic
from builder.core.text import Span
from builder.gui.message_html import Place
from builder.gui.window.tool_bar import fitting_rows

if TYPE_CHECKING:
    from builder.gui.window.window import MainWindow


class Guide(QObject):
    """Leads the user to a row: in the text, on the canvas and in the table."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window

    def go_to_problem(self, found: Diagnostic) -> None:
        """Show a finding's place in the text, on the canvas and in the table."""
        if self._window.document is None:
            return
        if found.layer is not None:
            self._window.document.selection.set((found.layer,))
            self.center(found.layer)
        self._show_text(found.span)

    def go_to_place(self, place: Place) -> None:
        """Show a row, or a stretch of the text and its row."""
        document = self._window.document
        if document is None:
            return
        row, span = place
        if span is not None:  # of a text that may have become shorter
            end = len(document.text)
            span = Span(min(span.start, end), min(span.end, end))
            layer = document.config.layer_at(span.start)
            row = layer.index if layer else None
        if row is not None and row < len(document.config.layers):
            document.selection.set((row,))
            self.center(row)
        if span is not None:
            self._show_text(span)

    def next_problem(self) -> None:
        """Go to the first finding behind the text cursor, or to the first of all."""
        found = self._window.document.analysis.diagnostics if self._window.document else ()
        if found:
            here = self._window.editor.view.cursor_offset()
            later = [item for item in found if item.span.start > here]
            self.go_to_problem((later or list(found))[0])

    def fix_here(self) -> None:
        """Apply the first fix of the problem in hand.

        That is the chosen one where the keyboard is in the list of problems, else one at the text
        cursor, else one of the selected row.
        """
        if self._window.document is None:
            return
        chosen = self._window.problems.current()
        in_hand = [chosen] if chosen and self._window.problems.view.hasFocus() else []
        rows = self._window.document.selection.indices
        others = [item for item in self._window.document.analysis.diagnostics if item.layer in rows]
        here = self._window.editor.current_diagnostics()
        for found in in_hand or (*here, *others):
            if found.fixes:
                self._window.desk.apply_fix(found.fixes[0])
                return
        self._window.status.note(self.tr("No fix for this row"))

    def search(self, rows: tuple[int, ...]) -> None:
        """Ring the rows that fit what was typed and go to the first."""
        if self._window.page is not None and self._window.document is not None:
            self._window.page.canvas.highlight(rows)
            if rows:
                self._window.document.selection.set(rows[:1])
                self.center(rows[0])

    def step_search(self) -> None:
        """Go to the next row that fits what was typed."""
        if self._window.document is None:
            return
        found = fitting_rows(self._window.document.analysis.report, self._window.bar.search.text())
        last = self._window.document.selection.only
        later = [row for row in found if last is not None and row > last]
        if found:
            row = (later or found)[0]
            self._window.document.selection.set((row,))
            self.center(row)

    def show_survey(self) -> None:
        """Show the table of all scales."""
        self._bring_up("survey")

    def center(self, index: int) -> None:
        """Bring a row's card into the middle of the canvas."""
        if self._window.page is not None:
            self._window.page.canvas.center_on(index)

    def _show_text(self, span: Span) -> None:
        self._bring_up("editor")
        self._window.editor.go_to(span)

    def _bring_up(self, dock: str) -> None:
        self._window.docks[dock].show()
        self._window.docks[dock].raise_()

    def reveal(self, index: int) -> None:
        """Let a row that was put in be seen whole on the canvas."""
        if self._window.page is not None:
            self._window.page.canvas.reveal(index)
