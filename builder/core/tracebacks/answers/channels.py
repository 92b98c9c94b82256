"""A convolution or another layer that gets other channels than it is built for."""

from collections.abc import Iterator

from builder.core.diagnostics import Label, Message
from builder.core.tracebacks.case import Case
from builder.core.tracebacks.explanation import Cause
from builder.core.tracebacks.kinds import Kind
from builder.core.tracebacks.same import is_same
from builder.core.tracebacks.stops import Stop

_CODES = "S102 S103 S104 S105 B201 B103 B105"
_MOST_NEAR = 3
_ROUNDING = 8  # trainers round channels up to a multiple of it


def explain(case: Case) -> tuple[Cause, ...]:
    """Rows that fail so in the test pass; else rows that the trainer's row reader may not know."""
    stops = [stop for stop in case.probe if is_same(stop, case.error)]
    if stops:
        return tuple(at(case, stop) for stop in stops)
    return tuple(_unlisted(case)) if case.error.kind is Kind.CHANNELS else ()


def nearest(case: Case) -> tuple[Cause, ...]:
    """Rows that may hand on maps with channels last; rows with a weight of that size."""
    return (*_channels_last(case), *_same_weights(case))[:_MOST_NEAR]


def at(case: Case, stop: Stop) -> Cause:
    """A row that fails so, with what comes into it."""
    sources = case.network.valid_sources(stop.row)
    labels = tuple(_comes_in(case, source) for source in sources)
    return case.at(stop.row, _message(case, stop), labels, _CODES)


def _message(case: Case, stop: Stop) -> Message:
    numbers = _numbers(case)
    parts = {"row": case.row(stop.row), "module": case.module(stop.row)}
    if numbers is None:
        return Message(
            "{row}: {module} cannot work on what comes in: {reason}", **parts, reason=stop.reason
        )
    expected, got = numbers
    if stop.path:
        return Message(
            "{row}: {module} (inside, at {path}) is built for {expected} channels and gets {got}",
            **parts, path=stop.path, expected=expected, got=got,
        )  # fmt: skip
    return Message(
        "{row}: {module} is built for {expected} channels and gets {got}",
        **parts, expected=expected, got=got,
    )  # fmt: skip


def _numbers(case: Case) -> tuple[object, object] | None:
    """(channels that it is built for, channels that it gets)."""
    values = case.error.values
    if case.error.kind is Kind.CHANNELS:
        return values[3], values[4]
    if case.error.kind is Kind.NORM:
        return values[1], values[0]
    return None


def _comes_in(case: Case, source: int) -> Label:
    channels = case.network.channels(source)
    parts = {"row": case.row(source), "module": case.module(source)}
    if channels is None:
        return case.label(source, Message("{row} ({module}) comes in", **parts))
    return case.label(
        source, Message("{row} ({module}) gives {channels} channels", **parts, channels=channels)
    )


def _unlisted(case: Case) -> Iterator[Cause]:
    """Blocks that the trainer does not ship: not listed, their channels are taken as written."""
    expected, got = case.error.values[3:5]
    width = case.report.resolved.width
    for stop in case.build:
        if stop.kind not in {"foreign-module", "unknown-module"}:
            continue
        row, comes = stop.row, _channels_in(case, stop.row)
        written = case.network.rows[row].args or ()
        cell = case.network.layers[row].args
        numbers = {*_whole(written), *_whole(cell.value if cell else ())}
        if expected not in numbers or comes not in {got, None}:
            continue
        message = Message(
            "{row}: {module} gets {got} channels and was built for {expected}, as its row says: "
            "the trainer's parse_model does not list {module}, so it neither puts the channels "
            "that come in before the arguments nor scales them",
            row=case.row(row), module=case.module(row), got=got, expected=expected,
        )  # fmt: skip
        labels = [_comes_in(case, source) for source in case.network.valid_sources(row)]
        if type(expected) is int and type(got) is int and _scaled(expected, width) == got:
            words = Message(
                "{expected} times the width multiple {width} is {got}",
                expected=expected, width=width, got=got,
            )  # fmt: skip
            labels.append(Label(case.network.args_span(row), words))
        yield case.at(row, message, labels, "B101 B102", case.network.args_span(row))


def _channels_in(case: Case, row: int) -> int | None:
    sources = case.network.sources(row)
    if not sources:
        return None
    source = sources[0]
    known = case.network.channels(source)
    return case.network.noted(source) if known is None and source >= 0 else known


def _whole(values: object) -> Iterator[int]:
    if isinstance(values, list | tuple):
        yield from (value for value in values if type(value) is int)


def _scaled(channels: int, width: float) -> int:
    return int(-(-channels * width // _ROUNDING) * _ROUNDING)


def _same_weights(case: Case) -> Iterator[Cause]:
    """Rows that hold a weight of the pasted size, which fit their input now."""
    if case.error.kind is not Kind.CHANNELS:
        return
    weight = case.error.values[1]
    for step in case.steps:
        module = step.built.module if step.built else None
        if module is None or not any(one.shape == weight for one in module.parameters()):
            continue
        row = step.row.index
        parts = {"row": case.row(row), "module": case.module(row)}
        size = " x ".join(map(str, weight)) if isinstance(weight, tuple) else ""
        message = Message(
            "{row}: {module} has a weight of {size}, and what comes in fits", **parts, size=size
        )
        yield Cause(message, row, case.network.module_span(row))


def _channels_last(case: Case) -> Iterator[Cause]:
    """Blocks of other authors, where the map that came in has its channels in the last place."""
    if case.error.kind is not Kind.CHANNELS:
        return
    size, expected = case.error.values[2:4]
    if not isinstance(size, tuple) or len(size) != 4 or size[1] != size[2] or size[3] != expected:
        return
    for stop in case.build:
        if stop.kind in {"foreign-module", "unknown-module"}:
            message = Message(
                "the map of {size} has its {channels} channels in the last place, where torch's "
                "convolutions want them in the second: {row} ({module}) is a block that {trainer} "
                "does not ship and may hand on such maps",
                size=" x ".join(map(str, size)), channels=expected, row=case.row(stop.row),
                module=case.module(stop.row), trainer=case.network.title,
            )  # fmt: skip
            yield case.at(stop.row, message, codes="B101 B102")
