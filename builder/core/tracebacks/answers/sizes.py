"""Maps of different sizes: the pasted pixels as levels, and the row that joins them."""

from collections.abc import Iterator
from dataclasses import replace

from builder.core.analysis import analyze
from builder.core.diagnostics import Diagnostic, Label, Level, Listed, Message
from builder.core.rules import diagnose
from builder.core.tracebacks.case import Case
from builder.core.tracebacks.explanation import Cause
from builder.core.tracebacks.same import is_same, joined
from builder.core.tracebacks.stops import PROBE, Stop

_CODES = "S101 S105 H106 S103"
_MOST_TRIES = 48
_MOST_NEAR = 3
_STEP = 8  # trainers round image sizes to multiples of 32; people export at others


def explain(case: Case) -> tuple[Cause, ...]:
    """The rows that join these sizes, in the trainer's test pass or at another image size."""
    at_probe = [stop for stop in case.probe if is_same(stop, case.error)]
    if at_probe:
        return tuple(_at_probe(case, stop) for stop in at_probe)
    return tuple(_at_other_sizes(case))


def nearest(case: Case) -> tuple[Cause, ...]:
    """Rows that join other sizes than these; else those that join maps of these levels."""
    wrong = [stop for stop in case.probe if stop.operation == "cat"]
    if wrong:
        return tuple(_at_probe(case, stop) for stop in wrong[:_MOST_NEAR])
    strides = {PROBE / size for size in case.error.values[1:3] if type(size) is int and size}
    return tuple(_agreeing(case, strides))[:_MOST_NEAR]


def _at_probe(case: Case, stop: Stop) -> Cause:
    own = joined(stop.shapes, 1) if stop.shapes else None
    read = case.network.read(stop.row)
    if own is None or not case.network.joins(stop.row) or own[2] >= len(read):
        return case.at(stop.row, _inside(case, stop), codes=_CODES)
    expected, got, place = own
    first, other = read[0], read[place]
    levels = [Level(PROBE / size) for size in (expected, got)]
    message = Message(
        "{row} joins {first} ({level}) with {other} ({other_level}): in the trainer's test pass of "
        "{side}x{side} pixels these are {expected} and {got} pixels high or wide",
        row=case.row(stop.row),
        first=_named(case, first),
        level=levels[0],
        other=_named(case, other),
        other_level=levels[1],
        side=PROBE,
        expected=expected,
        got=got,
    )
    return _with_steps(case, case.at(stop.row, message, codes=_CODES), (first, other))


def _with_steps(case: Case, cause: Cause, pair: tuple[int, int]) -> Cause:
    """Labels at what is joined, where our finding has none."""
    if cause.labels:
        return cause
    labels = []
    for number in pair:
        index = case.report.config.row_of(number)
        stride = case.network.stride_of(number)
        if 0 <= index < len(case.network) and stride is not None:
            words = Message("{row} gives {level}", row=case.row(index), level=Level(stride))
            labels.append(case.label(index, words))
    return replace(cause, labels=tuple(labels))


def _inside(case: Case, stop: Stop) -> Message:
    return Message(
        "{row}: the branches inside {module} come out at different sizes: {reason}",
        row=case.row(stop.row),
        module=case.module(stop.row),
        reason=stop.reason,
    )


def _named(case: Case, number: int) -> object:
    if number < 0:
        return Message("the image")
    index = case.report.config.row_of(number)
    several = case.report.config.first_slots > 1 and index == 0
    return Message("slot {number}", number=number) if several else case.row(index)


# Other image sizes ------------------------------------------------------------------------------


def _at_other_sizes(case: Case) -> Iterator[Cause]:
    """The rows that join these sizes at an image size that does not divide evenly."""
    for side in _sides(case):
        stops = [stop for stop in case.run(side) if is_same(stop, case.error)]
        if stops:
            yield from (_at_side(case, stop, side) for stop in stops)
            return


def _sides(case: Case) -> list[tuple[int, int]]:
    """Image sizes at which a row of the network may join these maps, the usual ones first."""
    sizes = [size for size in case.error.values[1:3] if type(size) is int]
    if len(sizes) < 2 or not sizes[0] or not sizes[1]:
        return []
    low, high = min(sizes), max(sizes)
    sides: set[int] = set()
    for stride in _joined_strides(case):
        start = max((low - 1) * stride // _STEP * _STEP, _STEP)
        sides.update(range(start, high * stride + 1, _STEP))
    own = case.report.image_size
    ordered = sorted(sides, key=lambda side: (side % 32 != 0, abs(side - own[0])))
    squares = [(side, side) for side in ordered[:_MOST_TRIES]]
    return [own, *squares] if own != (PROBE, PROBE) else squares


def _joined_strides(case: Case) -> set[int]:
    """Strides of the maps that rows join, at the image size in force."""
    network = case.network
    found: set[int] = set()
    for index in range(len(network)):
        if network.joins(index):
            strides = (network.stride_of(number) for number in network.read(index))
            found.update(round(stride) for stride in strides if stride)
    return {stride for stride in found if stride > 1}


def _at_side(case: Case, stop: Stop, side: tuple[int, int]) -> Cause:
    found = _finding_at(case, stop.row, side)
    one, other = case.error.values[1:3]
    message = Message(
        "with an image {side} pixels high or wide {row} joins maps of {one} and {other} pixels: "
        "sizes are rounded up on the way down and doubled on the way up",
        side=Listed(list(dict.fromkeys(side)), "or"),
        row=case.row(stop.row),
        one=one,
        other=other,
    )
    if found is None:
        return case.at(stop.row, message, codes=_CODES)
    return Cause(message, stop.row, found.span, found.labels, found, found.fixes)


def _finding_at(case: Case, row: int, side: tuple[int, int]) -> Diagnostic | None:
    """What our rules say of the row at that image size."""
    report = case.report
    again = analyze(
        report.config,
        dialect=report.dialect,
        scale=report.scale if report.scale in report.resolved.scales else None,
        image_size=side,
        nc=report.nc,
        file=report.file,
    )
    return next((one for one in diagnose(again) if one.code == "H106" and one.layer == row), None)


# Nothing fits -----------------------------------------------------------------------------------


def _agreeing(case: Case, strides: set[float]) -> Iterator[Cause]:
    network = case.network
    for index in range(len(network)):
        if not network.joins(index):
            continue
        read = network.read(index)
        levels = {stride for number in read if (stride := network.stride_of(number))}
        if len(levels) == 1 and levels <= strides:
            message = Message(
                "{row} joins {rows}, all of them at {level}",
                row=case.row(index),
                rows=Listed([_named(case, number) for number in read]),
                level=Level(levels.pop()),
            )
            labels: tuple[Label, ...] = ()
            yield Cause(message, index, network.from_span(index), labels)
