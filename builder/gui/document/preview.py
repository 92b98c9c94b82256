"""What edits would do to a network, worked out beside the document."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from builder.core.config import Config
from builder.core.config.config import Ref
from builder.core.diagnostics import Diagnostic, Severity
from builder.core.text import TextEdit, apply_edits, map_offset
from builder.gui.document.analysis import Analysis, analyze_text

_NUMBER = re.compile(r"-?\d+")
_NUMBERS = re.compile(r"[-\d\s,\[\]]+")


class Input(NamedTuple):
    """An input of row `target`, at a position of its `from`, and the row that it reads.

    The source is -1 for the image, and may be no row at all where the reference is wrong.
    """

    source: int
    target: int
    port: int


@dataclass(frozen=True, slots=True)
class Rewired:
    """An input that edits change.

    Attributes:
        old: As it is; None if the edits add it.
        new: As it will be, in the rows there will be; None if the edits take it away.
        wish: The new one in the rows there are; None if it is about a row that is not there yet.
    """

    old: Input | None
    new: Input | None
    wish: Input | None


@dataclass(frozen=True)
class Preview:
    """A text as it is and as edits would make it.

    Attributes:
        before, after: What both mean.
        rewired: Inputs that change, in the order of the rows.
        rows: For every row its number after the edits; None for rows that are gone.
        touched: Rows, as numbered before, that are written otherwise or give something else.
    """

    before: Analysis
    after: Analysis
    rewired: tuple[Rewired, ...]
    rows: Mapping[int, int | None]
    touched: tuple[int, ...]

    @property
    def text(self) -> str:
        """The text after the edits."""
        return self.after.report.config.text

    @cached_property
    def solved(self) -> tuple[Diagnostic, ...]:
        """Errors and warnings that the edits do away with."""
        return _missing(self.before.diagnostics, self.after.diagnostics)

    @cached_property
    def raised(self) -> tuple[Diagnostic, ...]:
        """Errors and warnings that come with the edits."""
        return _missing(self.after.diagnostics, self.before.diagnostics)


def preview_of(analysis: Analysis, edits: Sequence[TextEdit]) -> Preview:
    """Analyze the text that edits of `analysis`'s text give: some milliseconds.

    Raises:
        ValueError: The edits overlap or reach past the text's end.
    """
    report = analysis.report
    after = analyze_text(apply_edits(report.config.text, edits), analysis.options, report.file)
    config, new = report.config, after.report.config
    places = rows_after(config, new, edits)
    touched = tuple(
        row
        for row, place in places.items()
        if place is None
        or config.layers[row].span.of(config.text) != new.layers[place].span.of(new.text)
        or _gives_otherwise(analysis, row, after, place)
    )
    changes = rewired(config, new, edits)
    return Preview(analysis, after, changes, places, touched)


def rewritten(config: Config, edits: Sequence[TextEdit]) -> tuple[Rewired, ...]:
    """Inputs that edits of a config rewrite, if they do nothing else; () if they do.

    It reads no text anew, so it costs next to nothing at every key.
    """
    changes: list[Rewired] = []
    for edit in edits:
        layer = next((each for each in config.layers if each.span.covers(edit.span)), None)
        numbers = _NUMBERS.fullmatch(edit.text)
        if layer is None or numbers is None:
            return ()
        values = [int(number) for number in _NUMBER.findall(edit.text)]
        cell = layer.from_cell
        ports = [n for n, ref in enumerate(layer.refs) if ref.span == edit.span]
        if cell is not None and cell.span == edit.span:
            ports = list(range(len(layer.refs)))
        if not ports or len(ports) != len(values):
            return ()
        for port, value in zip(ports, values, strict=True):
            old = _input(config, layer.index, port, layer.refs)
            new = Input(config.target_of(layer.index, value), layer.index, port)
            if value != layer.refs[port].value:
                changes.append(Rewired(old, new, new))
    return tuple(changes)


def rewired(before: Config, after: Config, edits: Sequence[TextEdit]) -> tuple[Rewired, ...]:
    """Inputs that differ between two texts with edits between them."""
    places = rows_after(before, after, edits)
    return tuple(
        change
        for row, place in places.items()
        if place is not None
        for change in _of_row(before, row, after, place, places)
    )


def rows_after(before: Config, after: Config, edits: Sequence[TextEdit]) -> dict[int, int | None]:
    """For every row its number after the edits; None for rows that are gone."""
    starts = {layer.span.start: layer.index for layer in after.layers}
    places: dict[int, int | None] = {}
    taken: set[int] = set()
    for layer in reversed(before.layers):  # a removed row falls onto the one behind it
        place = starts.get(map_offset(layer.span.start, edits))
        places[layer.index] = None if place in taken else place
        taken.update(() if place is None else (place,))
    if None in places.values() and len(before.layers) == len(after.layers):
        return {layer.index: layer.index for layer in before.layers}
    return dict(sorted(places.items()))


def _of_row(
    before: Config, row: int, after: Config, place: int, places: Mapping[int, int | None]
) -> Iterator[Rewired]:
    old_refs, new_refs = before.layers[row].refs, after.layers[place].refs
    back = {new: old for old, new in places.items() if new is not None} | {-1: -1}
    for port in range(max(len(old_refs), len(new_refs))):
        old = _input(before, row, port, old_refs)
        new = _input(after, place, port, new_refs)
        if old and new and _same(before, old, after, new, places):
            continue
        source = back.get(new.source) if new else None
        yield Rewired(old, new, None if source is None else Input(source, row, port))


def _input(config: Config, row: int, port: int, refs: Sequence[Ref]) -> Input | None:
    if port >= len(refs):
        return None
    return Input(config.target_of(row, refs[port].value), row, port)


def _same(
    before: Config, old: Input, after: Config, new: Input, places: Mapping[int, int | None]
) -> bool:
    """Whether an input still reads what it read: the same row, and the same map of it."""
    if old.source in places:
        if places[old.source] != new.source:
            return False
        if old.source != 0 or before.first_slots == 1:
            return True
    slots = [
        config.slot_read(each.target, config.layers[each.target].refs[each.port].value)
        for config, each in ((before, old), (after, new))
    ]
    return slots[0] == slots[1]


def _gives_otherwise(before: Analysis, row: int, after: Analysis, place: int) -> bool:
    """Whether a row's known output becomes another one."""
    old, new = before.report.layers[row], after.report.layers[place]
    if old.out_shapes is None or new.out_shapes is None:
        return False
    return (old.out_shapes, old.params) != (new.out_shapes, new.params)


def _missing(found: Sequence[Diagnostic], there: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Grave findings that have no counterpart; rows may have other numbers by then."""
    left = Counter(item.code for item in there)
    missing = []
    for item in found:
        if item.severity >= Severity.WARNING:
            if left[item.code]:
                left[item.code] -= 1
            else:
                missing.append(item)
    return tuple(missing)
