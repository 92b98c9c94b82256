"""Names that the trainer does not find: modules, keys of the header, scales."""

import re
from collections.abc import Iterator
from dataclasses import replace

from builder.core.diagnostics import Message, Severity
from builder.core.tracebacks.case import Case
from builder.core.tracebacks.explanation import Cause
from builder.core.tracebacks.kinds import Kind

_SECTIONS = {"backbone", "head"}
_MOST, _MOST_AGAIN = 5, 8
_DATA_KEYS = {"train", "val", "names", "path", "test"}


def explain(case: Case) -> tuple[Cause, ...]:
    """Rows of that module, or the header that lacks the key."""
    name = str(case.error.values[0])
    rows = list(_rows(case, name))
    if not rows:
        return tuple(_header(case, name))[:_MOST]
    stops = case.stopped_at if case.stopped_at in rows else rows[0]
    cause = _row(case, stops)
    again = tuple(
        case.label(row, Message("{row} names it too", row=case.row(row)))
        for row in rows
        if row != stops
    )
    return (replace(cause, labels=again[:_MOST_AGAIN]) if again else cause,)


def nearest(case: Case) -> tuple[Cause, ...]:
    """Other modules that the trainer lacks."""
    stops = [stop for stop in case.build if stop.kind in {"unknown-module", "foreign-module"}]
    return tuple(_row(case, stop.row) for stop in stops[:2])


def of_data(case: Case) -> bool:
    """Whether the key is one of a data set's file."""
    return case.error.kind is Kind.KEY and str(case.error.values[0]) in _DATA_KEYS


def _rows(case: Case, name: str) -> Iterator[int]:
    """Rows of that module, which the trainer comes to one after another."""
    for index, row in enumerate(case.network.rows):
        bare = row.module.removeprefix("torch.").removeprefix("nn.")
        wanted = bare if case.error.kind is Kind.TORCH_NAME else row.module
        if wanted == name and (bare == row.module) != (case.error.kind is Kind.TORCH_NAME):
            yield index


def _row(case: Case, index: int) -> Cause:
    parts = {"row": case.row(index), "module": case.module(index)}
    title = case.network.title
    if any(stop.row == index and stop.kind == "foreign-module" for stop in case.build):
        message = Message(
            "{row} names {module}, which {trainer} does not ship: its class is missing in the "
            "copy that was run, or in its parse_model",
            **parts, trainer=title,
        )  # fmt: skip
    elif any(stop.row == index and stop.kind == "unknown-module" for stop in case.build):
        message = Message("{row} names {module}, which {trainer} does not have",
                          **parts, trainer=title)  # fmt: skip
    else:
        message = Message(
            "{row} names {module}, which {trainer} has: the copy that was run is older, or another "
            "trainer's",
            **parts, trainer=title,
        )  # fmt: skip
    return case.at(index, message, codes="B101 B102", span=case.network.module_span(index))


def _header(case: Case, name: str) -> Iterator[Cause]:
    if name in _SECTIONS:
        yield from (case.of_finding(found) for found in case.with_code("Y203 Y204"))
        return
    if case.report.config.header(name) is not None:
        return
    told = [
        found
        for found in case.found
        if found.layer is None and found.severity is Severity.ERROR and _names(found.message, name)
    ]
    yield from (case.of_finding(found) for found in told)
    for trap in () if told else case.network.header_traps("missing-key"):
        if trap.key == name:
            message = Message("the header has no `{key}`, which {trainer} needs",
                              key=name, trainer=case.network.title)  # fmt: skip
            yield Cause(message, None, trap.span)


def _names(message: str, key: str) -> bool:
    return re.search(rf"\b{re.escape(key)}\b", message) is not None
