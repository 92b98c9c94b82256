"""References and index comments after rows have changed their places."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from builder.core.config.config import Config, Layer, Ref, target_of
from builder.core.config.index_comments import index_in
from builder.core.text import TextEdit

IMAGE = -1


@dataclass(frozen=True, slots=True)
class Plan:
    """How rows have moved.

    Attributes:
        order: For every row of the new text its old index; None for a new row.
        redirect: For an old row and a position among its references, the new index that it
            reads now, whatever it read before.
        stretch: A -1 that no longer reaches its row becomes -2; else the row's number.
        keep_chain: Every -1 stays, whatever row it names now.
        flows: An old row whose -1 stays, for it reads the row put before it.
        chained: An old row and the position of its reference that is written as -1.
    """

    order: tuple[int | None, ...]
    redirect: Mapping[tuple[int, int], int] = field(default_factory=dict)
    stretch: bool = False
    keep_chain: bool = False
    flows: int | None = None
    chained: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Renumbered:
    """Edits of the new text, and what they could not mend."""

    edits: tuple[TextEdit, ...]
    notes: tuple[str, ...]


def renumber(before: Config, after: Config, plan: Plan) -> Renumbered:
    """Make every row of `after` read what it read in `before`, except as `plan` says."""
    places = {old: new for new, old in enumerate(plan.order) if old is not None}
    edits: list[TextEdit] = []
    notes: list[str] = []
    for new, old in enumerate(plan.order):
        if old is None:
            continue
        layer, moved = before.layers[old], after.layers[new]
        for port, ref in enumerate(layer.refs):
            wanted = _wanted(plan, places, old, port, ref)
            if wanted is None:
                continue
            written = -1 if plan.chained == (old, port) else ref.value
            value = _spelling(plan, written, new, wanted)
            if value is None:
                notes.append(f"row {new} read the image; it needs another input now")
            elif value != ref.value:
                edits += _rewrite(moved, port, value, notes)
            if wanted >= new:
                notes.append(f"row {new} reads row {wanted}, which now comes after it")
        edits += _comment_edits(before, after, layer, moved)
    return Renumbered(tuple(edits), tuple(notes))


def _wanted(plan: Plan, places: Mapping[int, int], old: int, port: int, ref: Ref) -> int | None:
    """The new index that a reference must name; None if it stays as it is written."""
    if (old, port) in plan.redirect:
        return plan.redirect[old, port]
    target = target_of(old, ref.value)
    valid = 0 <= target < old
    chain = ref.value == -1 and (plan.keep_chain or plan.flows == old)
    return places.get(target) if valid and not chain else None


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


def _rewrite(moved: Layer, port: int, value: int, notes: list[str]) -> tuple[TextEdit, ...]:
    span = moved.refs[port].span
    if moved.span.covers(span):
        return (TextEdit(span, str(value)),)
    notes.append(f"row {moved.index} repeats another row by `*`; its `from` is not renumbered")
    return ()


def _comment_edits(
    before: Config, after: Config, layer: Layer, moved: Layer
) -> tuple[TextEdit, ...]:
    """Renumber the index comment of a row, if it was right."""
    old, new = index_in(before, layer), index_in(after, moved)
    if old is None or new is None or old[0] != layer.index or new[0] != layer.index:
        return ()
    return () if moved.index == layer.index else (TextEdit(new[1], str(moved.index)),)
