"""Several references rewritten at once, without moving a row."""

from collections.abc import Mapping
from typing import NamedTuple

from builder.core.config.config import Config
from builder.core.text import TextEdit


class Place(NamedTuple):
    """A reference: a row, and a place in its `from` cell."""

    layer: int
    position: int


class Repointed(NamedTuple):
    """A reference and the numbers that it names before and after, as `from` counts them."""

    place: Place
    old: int
    new: int


def repointed(config: Config, targets: Mapping[Place, int]) -> tuple[Repointed, ...]:
    """What changes when references name these rows (-1: the image), in the order of the file."""
    found = []
    for place, row in sorted(targets.items()):
        old = config.slot_read(place.layer, config.layers[place.layer].refs[place.position].value)
        new = config.number_of(row)
        if old != new:
            found.append(Repointed(place, old, new))
    return tuple(found)


def repoint(config: Config, targets: Mapping[Place, int]) -> tuple[TextEdit, ...] | None:
    """The edits that make references name these rows.

    A reference that counts backwards goes on doing so.

    Returns:
        The edits in the order of the text; None where one text stands for several references (an
        alias) that would have to differ.
    """
    edits: dict[tuple[int, int], TextEdit] = {}
    for place, _, new in repointed(config, targets):
        ref = config.layers[place.layer].refs[place.position]
        backwards = ref.value < 0 <= new
        number = new - config.number_of(place.layer) if backwards else new
        edit = TextEdit(ref.span, str(number))
        known = edits.setdefault((ref.span.start, ref.span.end), edit)
        if known != edit:
            return None
    return tuple(edits[span] for span in sorted(edits))
