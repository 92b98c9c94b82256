"""Rows taken out, and rows that change their place."""

from dataclasses import replace

from builder.core.config.config import Config, Layer, SectionName
from builder.core.config.edits.change import Change, no_row, not_four, read_after, refuse, row_of
from builder.core.config.edits.lines import end_of, indent_of, tail_of
from builder.core.config.edits.place import place_row, rows_of, take_row
from builder.core.config.edits.renumber import IMAGE, Plan
from builder.core.config.edits.row_text import NewRow, copy_of, flow_text, parse_row
from builder.core.config.edits.structure import (
    BACKBONE_STAYS,
    NOT_FOLLOWED,
    finish,
    place_for,
    section_named,
)
from builder.core.config.node import Sequence
from builder.core.diagnostics import Listed, Message
from builder.core.text import compose


def remove_row(config: Config, index: int) -> Change:
    """Take row `index` out; its readers read what it read, where that is one row.

    Readers of a row with several inputs, or with none that can be named, are in the notes.
    """
    if not 0 <= index < len(config.layers):
        return no_row(config, index)
    layer = config.layers[index]
    if index == 0 and config.first_slots > 1:
        return refuse(BACKBONE_STAYS)
    inputs = _inputs(config, layer)
    redirect: dict[tuple[int, int], int] = {}
    slots: dict[tuple[int, int], int] = {}
    notes: list[Message] = []
    for reader, port in _readers(config, index):
        note = _mend(config, layer, inputs, (reader, port), redirect)
        if redirect.get((reader, port)) == 0 and config.first_slots > 1:
            slots[reader, port] = inputs[0]
        if note:
            notes.append(note)
    count = len(config.layers)
    order = tuple(old for old in range(count) if old != index)
    section = section_named(config, layer.section)
    assert section is not None  # a row stands in a section
    place = index - rows_of(config, layer.section)[0].index
    edits = take_row(config, section, place)
    selected = min(index, count - 2) if count > 1 else None
    return finish(config, edits, Plan(order, redirect, slots), selected, tuple(notes))


def move_row(config: Config, index: int, to: int, section: SectionName | None = None) -> Change:
    """Cut row `index` out of its chain and put it in again as row `to`.

    Every -1 stays a -1: the row reads whatever stands before it there, and the row behind it
    reads it. All other references keep naming the rows that they named. At the boundary the
    row stays in its own section, unless `section` says otherwise.
    """
    count = len(config.layers)
    if not (0 <= index < count and 0 <= to < count):
        words = Message(
            "row {old} cannot become row {new}: the file has {count} rows",
            old=config.number_of(index),
            new=config.number_of(to),
            count=count,
        )
        return refuse(words)
    if 0 in {index, to} and config.first_slots > 1 and index != to:
        return refuse(BACKBONE_STAYS)
    layer = config.layers[index]
    wanted = section or layer.section
    if index == to and wanted is layer.section:
        return Change((), index)
    row, own = _as_written(config, layer), section_named(config, layer.section)
    if row is None or own is None:
        return not_four(config, index)
    taken = take_row(config, own, index - rows_of(config, layer.section)[0].index)
    between = read_after(config, taken) if taken else None
    if taken is None or between is None or len(between.layers) != count - 1:
        return refuse(NOT_FOLLOWED)
    place = place_for(between, to, wanted)
    put = place_row(between, *place, row, _comment_of(config, layer)) if place else None
    if put is None:
        return refuse(NOT_FOLLOWED)
    order = [old for old in range(count) if old != index]
    order.insert(to, index)
    edits = compose(config.text, taken, put)
    return finish(config, edits, Plan(tuple(order), keep_chain=True), to)


def _inputs(config: Config, layer: Layer) -> list[int]:
    """The numbers that a row reads, -1 for the image; wrong references are left out."""
    slots = (config.slot_read(layer.index, ref.value) for ref in layer.refs)
    lowest = IMAGE if layer.index == 0 else 0
    return [slot for slot in slots if lowest <= config.row_of(slot) < layer.index]


def _readers(config: Config, index: int) -> list[tuple[int, int]]:
    return [
        (layer.index, port)
        for layer in config.layers[index + 1 :]
        for port, ref in enumerate(layer.refs)
        if config.target_of(layer.index, ref.value) == index
    ]


def _mend(
    config: Config,
    gone: Layer,
    inputs: list[int],
    reading: tuple[int, int],
    redirect: dict[tuple[int, int], int],
) -> Message | None:
    """Point one reader of a removed row at the row's input; what is doubtful comes back."""
    row = row_of(config, reading[0] - 1)
    # No part that could be linked: another row has its number now.
    old = Message("row {number}", number=config.number_of(gone.index))
    if gone.name:
        old = Message("{row} ({module})", row=old, module=gone.name)
    if not inputs:
        return Message("{row} read the removed {old}, which read no row; mend it", row=row, old=old)
    source = config.row_of(inputs[0])
    if source == IMAGE and reading[0] > 1:
        return Message(
            "{row} read the removed {old}; only row 0 can read the image; mend it",
            row=row,
            old=old,
        )
    redirect[reading] = source
    if len(inputs) > 1:
        return Message(
            "{row} read the removed {old}, which joined rows {inputs}; "
            "it reads row {input} now, so check it",
            row=row,
            old=old,
            inputs=Listed(inputs, ""),
            input=inputs[0],
        )
    return None


def _comment_of(config: Config, layer: Layer) -> str:
    """The comment that goes where the row goes, with the blanks before it."""
    if layer.comment is None:
        return ""
    # Behind the bracket that closes the list the blanks belong to the bracket.
    return tail_of(config.text, layer).comment or f"  {layer.comment.of(config.text)}"


def _as_written(config: Config, layer: Layer) -> NewRow | None:
    """The row with its own characters, where they can be put elsewhere."""
    node = layer.node
    if not isinstance(node, Sequence) or copy_of(config, layer) is None:
        return None
    text = node.span.of(config.text)
    if node.flow and node.closed and text.startswith("["):
        return parse_row(text)
    row = parse_row(flow_text(config.text, node))
    if row is None or node.flow or not all(node.span.covers(cell.span) for cell in node.items):
        return row
    written = config.text[layer.span.start : end_of(config.text, layer)]
    return replace(row, dashes=written, indent=indent_of(config.text, layer.span.start))
