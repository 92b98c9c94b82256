"""What the canvas asks for: it never changes the text itself."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QGraphicsView


class CanvasIntents(QGraphicsView):
    """The signals of the canvas. Indices are rows; -1 as a source is the image.

    Whoever owns the text turns them into text edits and shows the new report.
    """

    selection_changed = Signal(tuple)
    """The rows that the user has selected, ascending; not sent for `set_selected`."""

    activated = Signal(int)
    """A row was double-clicked, or Enter pressed on it."""

    insert_on_edge = Signal(str, int, int, int)
    """Block, source, target, position in the target's `from`: a new row between them, which only
    `target` reads there."""

    insert_after = Signal(str, int)
    """Block, row: a new row that reads `row`; those that read the row before it go on with it."""

    insert_at_end = Signal(str)
    """Block: a new last row."""

    connect_requested = Signal(int, int, int)
    """Source, target, position in the target's `from`; past its last: one more input."""

    remove_requested = Signal(tuple)
    """Rows to take out."""

    duplicate_requested = Signal(tuple)
    """Rows to repeat, each behind itself."""

    move_requested = Signal(int, int)
    """Row, place: the row goes in front of the row that is `place` now (the count: last)."""

    files_dropped = Signal(list)
    """Local paths of files dropped on the canvas."""

    context_menu_requested = Signal(QPoint, tuple)
    """Global place and the selected rows. While nobody listens the canvas shows its own menu."""
