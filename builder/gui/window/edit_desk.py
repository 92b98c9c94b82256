"""Gestures of the user to edits of the current document."""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QTextCursor

from builder.core.config import Config, edits, read_config
from builder.core.config.edits import Change
from builder.core.diagnostics import Fix
from builder.core.text import apply_edits
from builder.gui.canvas import CanvasView
from builder.gui.document import Document
from builder.gui.document.buffer import to_points
from builder.gui.language import spoken
from builder.gui.window.new_row import row_text

Step = Callable[[Config], Change]


class EditDesk(QObject):
    """Turns what panels ask for into edits of the text; each request is one step of undo.

    Signals:
        noted(str): Why something was not done, or what it could not mend.
        inserted(str): A row with this block was put in.
        placed(int): This row was put in, and the picture has it.
    """

    noted = Signal(str)
    inserted = Signal(str)
    placed = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document: Document | None = None

    def set_document(self, document: Document | None) -> None:
        """Edit another document."""
        self._document = document

    def serve(self, canvas: CanvasView) -> None:
        """Do what a canvas asks for."""
        canvas.insert_on_edge.connect(self.insert_on_edge)
        canvas.insert_after.connect(self.insert_after)
        canvas.insert_at_end.connect(self.insert_at_end)
        canvas.connect_requested.connect(self.connect_rows)
        canvas.remove_requested.connect(self.remove)
        canvas.duplicate_requested.connect(self.duplicate)
        canvas.move_requested.connect(self.move)

    # --- changes ----------------------------------------------------------------------------

    def apply(self, change: Change) -> None:
        """Apply a change of the current document and select its row."""
        document = self._document
        if document is None:
            return
        if change.edits:
            document.apply(change.edits)
            if change.index is not None:
                document.selection.set((change.index,))
        if change.notes:
            self.noted.emit(" · ".join(map(spoken, change.notes)))

    def apply_fix(self, fix: Fix) -> None:
        """Apply a fix that belongs to the text as it is."""
        if self._document is not None and fix.edits:
            self._document.apply(fix.edits)

    def apply_steps(self, steps: Iterable[Step]) -> None:
        """Apply several changes, each of the text that the one before made, as one."""
        document = self._document
        if document is None:
            return
        config, notes, chosen = document.config, list[str](), list[int]()
        for step in steps:
            change = step(config)
            notes += change.notes
            if change.edits:
                text = apply_edits(config.text, change.edits)
                config = read_config(text).numbered(config.first_slots)
            if change.index is not None:
                chosen.append(change.index)
        document.replace_text(config.text)
        document.selection.set(row for row in chosen if row < len(config.layers))
        if notes:
            self.noted.emit(" · ".join(map(spoken, dict.fromkeys(notes))))

    # --- rows -------------------------------------------------------------------------------

    def insert_on_edge(self, block: str, source: int, target: int, port: int) -> None:
        """Put a block between two rows; `port` is the position in the `from` of the second."""
        row = self._row(block, source, (target, port))
        self._insert(block, lambda config: edits.insert_on_edge(config, source, target, row, port))

    def insert_after(self, block: str, index: int) -> None:
        """Put a block behind a row."""
        row = self._row(block, index)
        self._insert(block, lambda config: edits.insert_after(config, index, row))

    def insert_at_end(self, block: str) -> None:
        """Make a block the last row."""
        if self._document is not None:
            count = len(self._document.config.layers)
            row = self._row(block, count - 1)
            self._insert(block, lambda config: edits.insert_row(config, count, row))

    def insert(self, block: str) -> None:
        """Put a block behind the selected row, or make it the last one."""
        last = self._document.selection.last if self._document else None
        if last is None:
            self.insert_at_end(block)
        else:
            self.insert_after(block, last)

    def insert_at_offset(self, block: str, offset: int) -> None:
        """Put a block behind the row on whose lines a code point stands."""
        if self._document is None:
            return
        layer = self._document.config.layer_at(offset)
        if layer is None:
            self.insert_at_end(block)
        else:
            self.insert_after(block, layer.index)

    def connect_rows(self, source: int, target: int, port: int) -> None:
        """Make an input of a row read another row."""
        if self._document is not None:
            self.apply(edits.connect(self._document.config, source, target, port))

    def remove(self, indices: tuple[int, ...]) -> None:
        """Take rows out; their readers read what they read."""
        # From the last on: the numbers of those that are left to do stay true.
        order = sorted(indices, reverse=True)
        self.apply_steps(partial(edits.remove_row, index=index) for index in order)

    def duplicate(self, indices: tuple[int, ...]) -> None:
        """Repeat rows, each behind itself."""
        order = sorted(indices, reverse=True)
        self.apply_steps(partial(edits.duplicate_row, index=index) for index in order)

    def move(self, index: int, place: int) -> None:
        """Put a row in front of the row that is `place` now."""
        if self._document is not None:
            to = place if place <= index else place - 1
            if to != index:
                self.apply(edits.move_row(self._document.config, index, to))

    def remove_selected(self) -> None:
        """Take the selected rows out."""
        if self._document is not None:
            self.remove(self._document.selection.indices)

    def duplicate_selected(self) -> None:
        """Repeat the selected rows."""
        if self._document is not None:
            self.duplicate(self._document.selection.indices)

    def move_selected(self, by: int) -> None:
        """Move the selected row up (-1) or down (1)."""
        document = self._document
        index = document.selection.only if document else None
        if document is None or index is None:
            return
        to = index + by
        if 0 <= to < len(document.config.layers):
            self.apply(edits.move_row(document.config, index, to))

    # --- undo and the clipboard -------------------------------------------------------------

    def undo(self) -> None:
        """Take the last step back and select the row it was about."""
        if self._document is not None:
            cursor = QTextCursor(self._document.buffer)
            self._document.buffer.undo(cursor)
            self._select_row_at(cursor)

    def redo(self) -> None:
        """Do the step again that was taken back last."""
        if self._document is not None:
            cursor = QTextCursor(self._document.buffer)
            self._document.buffer.redo(cursor)
            self._select_row_at(cursor)

    def copy_rows(self) -> None:
        """Put the selected rows on the clipboard as YAML."""
        document = self._document
        if document is not None and document.selection.indices:
            rows = (document.config.layers[index] for index in document.selection.indices)
            text = "\n".join(row.span.of(document.text) for row in rows)
            QGuiApplication.clipboard().setText(text)

    def cut_rows(self) -> None:
        """Put the selected rows on the clipboard and take them out."""
        self.copy_rows()
        self.remove_selected()

    def paste_rows(self) -> None:
        """Put rows of the clipboard, one on a line, behind the selected row."""
        document = self._document
        lines = [line.strip().removeprefix("- ").rstrip(",")
                 for line in QGuiApplication.clipboard().text().splitlines()]  # fmt: skip
        rows = [line for line in lines if line.startswith("[")]
        if document is None or not rows:
            return
        last = document.selection.last
        place = len(document.config.layers) if last is None else last + 1
        self.apply_steps(
            partial(edits.insert_row, at=place + number, row_text=row)
            for number, row in enumerate(rows)
        )

    # --- inside -----------------------------------------------------------------------------

    def _insert(self, block: str, step: Step) -> None:
        if self._document is not None:
            change = step(self._document.config)
            self.apply(change)
            if change.edits:
                self.inserted.emit(block)
            if change.edits and change.index is not None:
                self.placed.emit(change.index)

    def _row(self, block: str, source: int, edge: tuple[int, int] | None = None) -> str:
        report = self._document.analysis.report if self._document else None
        return row_text(report, block, source, edge) if report else ""

    def _select_row_at(self, cursor: QTextCursor) -> None:
        assert self._document is not None
        offset = to_points(self._document.text, cursor.position())
        layer = self._document.config.layer_at(offset)
        if layer is not None:
            self._document.selection.set((layer.index,))
