"""New rows: at a place, behind a row, on an edge, and copies of a row."""

from dataclasses import replace

from builder.core.config.config import Config, SectionName
from builder.core.config.edits.change import Change, no_row, not_four, refuse, row_of
from builder.core.config.edits.place import place_row
from builder.core.config.edits.renumber import Plan
from builder.core.config.edits.row_text import NewRow, copy_of, parse_row
from builder.core.config.edits.structure import (
    BACKBONE_STAYS,
    finish,
    place_for,
    section_named,
)
from builder.core.diagnostics import Message


def insert_row(
    config: Config, at: int, row_text: str, section: SectionName | None = None
) -> Change:
    """Make `row_text` row number `at`; every other row keeps reading the rows that it read.

    Only the row that stood at `at` and reads -1 reads the new row, as in a chain. At the
    boundary the new row ends the backbone, unless `section` says head.
    """
    row = parse_row(row_text)
    if row is None:
        return _not_a_row(row_text)
    return _insert(config, at, row, _plan_at(config, at, flows=at), section)


def insert_after(config: Config, index: int, row_text: str) -> Change:
    """Put `row_text` behind row `index`; every reader of its last output reads the new row."""
    row = parse_row(row_text)
    if row is None:
        return _not_a_row(row_text)
    if not 0 <= index < len(config.layers):
        return no_row(config, index)
    # Of a row with several numbers the new one stands behind the last.
    redirect = {
        (layer.index, port): index + 1
        for layer in config.layers[index + 1 :]
        for port, ref in enumerate(layer.refs)
        if config.slot_read(layer.index, ref.value) == config.number_of(index)
    }
    plan = _plan_at(config, index + 1, redirect=redirect)
    return _insert(config, index + 1, row, plan, config.layers[index].section)


def insert_on_edge(
    config: Config, source: int, target: int, row_text: str, port: int | None = None
) -> Change:
    """Put `row_text` between two rows; only what `target` reads from `source` goes through it.

    `source` is -1 for the image. The `from` of `row_text` is replaced where it must be.

    Args:
        config: What the rows are in.
        source: The row that is read.
        target: The row that reads it.
        row_text: The new row.
        port: Which input of `target` is meant, if it reads `source` several times; by default the
            first.
    """
    row = parse_row(row_text)
    if row is None:
        return _not_a_row(row_text)
    if not 0 <= target < len(config.layers):
        return no_row(config, target)
    layer = config.layers[target]
    ports = [
        place
        for place, ref in enumerate(layer.refs)
        if config.target_of(target, ref.value) == source and port in {None, place}
    ]
    if not ports:
        words = Message(
            "{row} does not read {source}",
            row=row_of(config, target),
            source=row_of(config, source),
        )
        return refuse(words)
    adjacent = source == target - 1
    chain = next((port for port in ports if layer.refs[port].value == -1), None)
    if adjacent and chain is not None:
        return _insert(config, target, row.reading(-1), _plan_at(config, target, flows=target))
    if source < 0:
        reader = row_of(config, target)
        return refuse(Message("{row} reads the image; only row 0 can", row=reader))
    plan = _plan_at(config, target, redirect={(target, ports[0]): target})
    plan = replace(plan, chained=(target, ports[0]))
    slot = config.slot_read(target, layer.refs[ports[0]].value)
    row = row.reading(-1 if adjacent and slot == config.number_of(source) else slot)
    return _insert(config, target, row, plan, layer.section)


def duplicate_row(config: Config, index: int) -> Change:
    """Put a copy of row `index` below it, which reads it and is read in its chain."""
    if not 0 <= index < len(config.layers):
        return no_row(config, index)
    layer = config.layers[index]
    row = copy_of(config, layer)
    if row is None:
        return not_four(config, index)
    return _insert(
        config, index + 1, row, _plan_at(config, index + 1, flows=index + 1), layer.section
    )


def _plan_at(
    config: Config,
    at: int,
    redirect: dict[tuple[int, int], int] | None = None,
    flows: int | None = None,
) -> Plan:
    count = len(config.layers)
    order = (*range(min(at, count)), None, *range(at, count))
    return Plan(order, redirect or {}, stretch=True, flows=flows)


def _insert(
    config: Config, at: int, row: NewRow, plan: Plan, wanted: SectionName | None = None
) -> Change:
    if at == 0 and config.first_slots > 1:
        return refuse(BACKBONE_STAYS)
    if not 0 <= at <= len(config.layers):
        count = len(config.layers)
        words = Message(
            "there is no place {place}: the file has {count} rows", place=at, count=count
        )
        return refuse(words)
    place = place_for(config, at, wanted)
    if place is None:
        missing = next(n.value for n in SectionName if section_named(config, n) is None)
        return refuse(Message("the file has no `{key}:` to put the row into", key=missing))
    return finish(config, place_row(config, *place, row), plan, at)


def _not_a_row(text: str) -> Change:
    words = Message(
        "`{text}` is not a row; write {shape}",
        text=text.strip()[:60],
        shape="[from, number, module, args]",
    )
    return refuse(words)
