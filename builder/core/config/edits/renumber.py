"""References and index comments after rows have changed their places."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from builder.core.config.config import Config, Layer, Ref
from builder.core.config.index_comments import index_in
from builder.core.diagnostics import Message, Row
from builder.core.text import TextEdit

IMAGE = -1


@dataclass(frozen=True, slots=True)
class Plan:
    """How rows have moved.

    Attributes:
        order: For every row of the new text its old index; None for a new row.
        redirect: For an old row and a position among its references, the new index that it
            reads now, whatever it read before.
        slots: The same where it reads one of several numbers of row 0, which stays where it is.
        stretch: A -1 that no longer reaches its row becomes -2; else the row's number.
        keep_chain: Every -1 stays, whatever row it names now.
        flows: An old row whose -1 stays, for it reads the row put before it.
        chained: An old row and the position of its reference that is written as -1.
    """

    order: tuple[int | None, ...]
    redirect: Mapping[tuple[int, int], int] = field(default_factory=dict)
    slots: Mapping[tuple[int, int], int] = field(default_factory=dict)
    stretch: bool = False
    keep_chain: bool = False
    flows: int | None = None
    chained: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Renumbered:
    """Edits of the new text, and what they could not mend."""

    edits: tuple[TextEdit, ...]
    notes: tuple[Message, ...]


def renumber(before: Config, after: Config, plan: Plan) -> Renumbered:
    """Make every row of `after` read what it read in `before`, except as `plan` says."""
    moves = _Moves(
        before, plan, {old: new for new, old in enumerate(plan.order) if old is not None}
    )
    edits: list[TextEdit] = []
    notes: list[Message] = []
    for new, old in enumerate(plan.order):
        if old is None:
            continue
        layer, moved = before.layers[old], after.layers[new]
        number = before.number_of(new)
        row = Row(new, str(number))
        for port, ref in enumerate(layer.refs):
            wanted = moves.wanted(old, port, ref)
            if wanted is None:
                continue
            written = -1 if plan.chained == (old, port) else ref.value
            value = _spelling(plan, written, number if new else 0, wanted)
            if value is None:
                notes.append(Message("{row} read the image; it needs another input now", row=row))
            elif value != ref.value:
                edits += _rewrite(moved, port, value, row, notes)
            if wanted >= number:
                later = Row(before.row_of(wanted), str(wanted))
                notes.append(
                    Message("{row} reads {source}, which now comes after it", row=row, source=later)
                )
        edits += _comment_edits(before, after, layer, moved)
    return Renumbered(tuple(edits), tuple(notes))


@dataclass(frozen=True, slots=True)
class _Moves:
    """Where rows have gone: `places` holds the new index of every old row."""

    before: Config
    plan: Plan
    places: Mapping[int, int]

    def wanted(self, old: int, port: int, ref: Ref) -> int | None:
        """The number that a reference must name now; None if it stays as it is written."""
        before, plan = self.before, self.plan
        if (old, port) in plan.slots:
            return plan.slots[old, port]
        if (old, port) in plan.redirect:
            return before.number_of(plan.redirect[old, port])
        slot = before.slot_read(old, ref.value)
        target = before.row_of(slot)
        valid = 0 <= target < old
        chain = ref.value == -1 and (plan.keep_chain or plan.flows == old)
        place = self.places.get(target) if valid and not chain else None
        if place is None:
            return None
        # Row 0 stays where it is if it fills several slots, and each of them its own.
        return slot if target == 0 and before.first_slots > 1 else before.number_of(place)


def _spelling(plan: Plan, written: int, reader: int, wanted: int) -> int | None:
    distance = wanted - reader
    if wanted == IMAGE:
        return -1 if reader == 0 else None
    if written >= 0:
        return wanted
    if distance == -1:
        return -1
    relative = distance < 0 and (written < -1 or plan.stretch)
    return distance if relative else wanted


def _rewrite(
    moved: Layer, port: int, value: int, row: Row, notes: list[Message]
) -> tuple[TextEdit, ...]:
    span = moved.refs[port].span
    if moved.span.covers(span):
        return (TextEdit(span, str(value)),)
    notes.append(Message("{row} repeats another row by `*`; its `from` is not renumbered", row=row))
    return ()


def _comment_edits(
    before: Config, after: Config, layer: Layer, moved: Layer
) -> tuple[TextEdit, ...]:
    """Renumber the index comment of a row, if it was right."""
    old, new = index_in(before, layer), index_in(after, moved)
    number, place = before.number_of(layer.index), before.number_of(moved.index)
    if old is None or new is None or old[0] != number or new[0] != number:
        return ()
    return () if place == number else (TextEdit(new[1], str(place)),)
