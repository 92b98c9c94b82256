"""What is laid over a picture for a while: an edge in question, and what a fix would make of it."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from builder.core.diagnostics import Severity
from builder.gui.canvas.ink import Ink, mixed
from builder.gui.document import Input, Preview, Rewired


class Mark(Enum):
    """How an edge is drawn instead of as usual."""

    WRONG = "wrong"  # a finding of an error names it
    DOUBTED = "doubted"  # a lesser finding names it
    GOES = "goes"  # a fix takes it away
    COMES = "comes"  # a fix puts it in
    CAME = "came"  # a fix has put it in: an edge of the picture after the fix
    WISHED = "wished"  # what ought to be, as long as nobody points at the fix

    def look(self, ink: Ink) -> tuple[QColor, float, Qt.PenStyle]:
        """Colour, width and style of the line."""
        solid, dashed = Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine
        return {
            Mark.WRONG: (ink.error, 3.0, solid),
            Mark.DOUBTED: (ink.warning, 3.0, solid),
            Mark.GOES: (ink.error, 2.2, dashed),
            Mark.COMES: (ink.good, 2.6, dashed),
            Mark.CAME: (ink.good, 2.6, solid),
            Mark.WISHED: (mixed(ink.paper, ink.good, 0.6), 1.8, dashed),
        }[self]


@dataclass(frozen=True, slots=True)
class Overlay:
    """Marks on a picture, in its own rows.

    Attributes:
        marked: Edges that are there, by target and position in its `from`, and their marks.
        ghosts: Edges that are not there, and their marks.
        blamed: Rows at the ends of the edges in question.
        doubted: The blamed rows are about a warning.
        changed: Rows that a fix changes.
    """

    marked: tuple[tuple[int, int, Mark], ...] = ()
    ghosts: tuple[tuple[Input, Mark], ...] = ()
    blamed: frozenset[int] = frozenset()
    doubted: bool = False
    changed: frozenset[int] = frozenset()


NOTHING = Overlay()


def of_finding(
    severity: Severity, wrong: tuple[Input, ...], changes: tuple[Rewired, ...]
) -> Overlay:
    """What is wrong, and faintly what ought to be.

    Args:
        severity: The finding's.
        wrong: Inputs that the finding names.
        changes: What its first fix does.
    """
    inputs = dict.fromkeys((*wrong, *(change.old for change in changes if change.old)))
    grave = severity is Severity.ERROR
    mark = Mark.WRONG if grave else Mark.DOUBTED
    return Overlay(
        tuple((each.target, each.port, mark) for each in inputs),
        tuple((change.wish, Mark.WISHED) for change in changes if change.wish),
        frozenset(row for each in inputs for row in (each.source, each.target)),
        doubted=not grave,
    )


def before_fix(preview: Preview) -> Overlay:
    """What a fix would change, over the picture as it is."""
    changes = preview.rewired
    return Overlay(
        tuple((each.old.target, each.old.port, Mark.GOES) for each in changes if each.old),
        tuple((each.wish, Mark.COMES) for each in changes if each.wish),
        changed=frozenset(preview.touched),
    )


def marks_before(preview: Preview) -> Overlay:
    """The inputs that a fix changes, over the picture as it is: what is wrong today."""
    old = [each.old for each in preview.rewired if each.old]
    return Overlay(tuple((each.target, each.port, Mark.WRONG) for each in old))


def marks_after(preview: Preview) -> Overlay:
    """The inputs that a fix changes, over the picture that it gives."""
    new = [each.new for each in preview.rewired if each.new]
    return Overlay(tuple((each.target, each.port, Mark.CAME) for each in new))
