"""Errors of single cells: references, numbers and arguments that the trainer cannot take."""

from collections.abc import Callable, Iterator, Mapping

from builder.core.diagnostics import Message
from builder.core.tracebacks.case import Case
from builder.core.tracebacks.explanation import Cause, TrainerError
from builder.core.tracebacks.kinds import Kind
from builder.core.tracebacks.same import is_same
from builder.core.tracebacks.stops import Stop

_MOST_NEAR = 2
_HEADS = "H103 H108 H109 H110"
_CELLS = "G101 G103 G104 G105 G107 G108 B103 B104 B105 B107 B108 B109 Y202 H108 H109"

# What the trainer stumbles over, by the traps of our row readers.
_TRAPS: Mapping[Kind, frozenset[str]] = {
    Kind.LIST_INDEX: frozenset({"bad-reference", "missing-args"}),
    Kind.LIST_AS_INDEX: frozenset({"list-from", "bad-from"}),
    Kind.NOT_ITERABLE: frozenset({"scalar-from", "bad-args", "bad-from"}),
    Kind.SEQUENCE_TIMES: frozenset({"bad-channels"}),
    Kind.COMPARED: frozenset({"bad-channels", "bad-number"}),
    Kind.UNPACKED: frozenset({"short-row"}),
    Kind.SYNTAX: frozenset({"bad-text", "opaque-text"}),
    Kind.OPERANDS: frozenset({"bad-channels", "bad-number", "bad-from"}),
}
_ROW = 4  # cells of a row
_SCALE = 3  # numbers of a scale


def explain(case: Case) -> tuple[Cause, ...]:
    """The rows whose cells give this error."""
    if case.error.kind in {Kind.UNPACKED, Kind.UNPACKED_MANY}:
        return _unpacked(case)
    stops = [stop for stop in case.build if _fits(case, stop)]
    causes = [_at(case, stop) for stop in stops]
    return case.first([*causes, *_in_the_pass(case)])


def nearest(case: Case) -> tuple[Cause, ...]:
    """The first rows at which the trainer stops for another reason."""
    return tuple(_at(case, stop) for stop in case.build if stop.kind != "foreign-module")[
        :_MOST_NEAR
    ]


def _fits(case: Case, stop: Stop) -> bool:
    error = case.error
    if stop.kind in _TRAPS.get(error.kind, ()):
        return _DETAILS.get(error.kind, _any)(error, stop)
    if stop.kind:
        return False
    if error.kind is Kind.ARGUMENT_COUNT:
        return _is_class(case, stop) and _counts_so(case, stop)
    if error.kind is Kind.MISSING_ARGUMENTS:
        return _is_class(case, stop)
    if error.kind is Kind.ASSERTION:
        return _asserts(case, stop)
    if error.kind in {Kind.OPERANDS, Kind.NO_LENGTH}:
        return stop.error is not None and stop.error.kind is error.kind
    return is_same(stop, error)


def _any(error: TrainerError, stop: Stop) -> bool:
    del error, stop
    return True


def _list_as_index(error: TrainerError, stop: Stop) -> bool:
    return (error.values[0] == "list") == (stop.kind == "list-from")


def _compared(error: TrainerError, stop: Stop) -> bool:
    """`number` is compared with 1, channels with the largest number of them."""
    return (error.values[0] == ">") == (stop.kind == "bad-number")


_DETAILS: Mapping[Kind, Callable[[TrainerError, Stop], bool]] = {
    Kind.LIST_AS_INDEX: _list_as_index,
    Kind.COMPARED: _compared,
}


def _is_class(case: Case, stop: Stop) -> bool:
    name = case.error.values[0]  # None: versions of Python before 3.10 leave the class out
    return name is None or case.module(stop.row).rpartition(".")[2] == name


def _counts_so(case: Case, stop: Stop) -> bool:
    """Whether the row gives so many arguments; the message counts the object itself as one."""
    args = case.network.rows[stop.row].args
    return args is not None and len(args) + 1 == case.error.values[3]


def _asserts(case: Case, stop: Stop) -> bool:
    if case.error.values[0]:  # the words of CBAM's own check
        return "CBAM" in case.module(stop.row) or "SpatialAttention" in case.module(stop.row)
    return stop.error is None or stop.error.kind is Kind.ASSERTION


def _in_the_pass(case: Case) -> Iterator[Cause]:
    """Rows that are built and give this error when they run."""
    for stop in case.probe:
        if stop.error is not None and is_same(stop, case.error):
            yield _at(case, stop, _HEADS)


def _at(case: Case, stop: Stop, codes: str = "") -> Cause:
    counted = case.error.kind is Kind.ARGUMENT_COUNT and _fits(case, stop)
    codes = codes or _CELLS
    message = _counted(case, stop) if counted else _reason(case, stop, codes)
    return case.at(stop.row, message, codes=codes)


def _reason(case: Case, stop: Stop, codes: str = _CELLS) -> str:
    found = case.finding(stop.row, codes)
    if found is not None:
        return found.message
    parts = {"row": case.row(stop.row), "module": case.module(stop.row)}
    return Message("{row}: {module} cannot be built: {reason}", **parts, reason=stop.reason)


def _counted(case: Case, stop: Stop) -> str:
    """The count of the message, and of whom the arguments are."""
    most, given = case.error.values[2:]
    args = case.network.rows[stop.row].args or ()
    cell = case.network.layers[stop.row].args
    written = len(cell.value) if cell is not None and isinstance(cell.value, list) else 0
    parts = {"row": case.row(stop.row), "module": case.module(stop.row)}
    if type(most) is not int or type(given) is not int:
        return _reason(case, stop)
    return Message(
        "{row}: {module} gets {given} arguments and takes {most} at most: {written} stand in the "
        "row, {added} are put there by the trainer, and the message counts the object itself as "
        "one more",
        **parts, given=given - 1, most=most - 1, written=written, added=len(args) - written,
    )  # fmt: skip


# Rows and scales with too few or too many values ------------------------------------------------


def _unpacked(case: Case) -> tuple[Cause, ...]:
    expected = case.error.values[0]
    if expected == _SCALE:
        scales = case.report.config.header("scales")
        wrong = case.with_code("D102") if scales else ()
        return tuple(
            case.of_finding(one) for one in wrong if scales and scales.span.touches(one.span.start)
        )
    if expected != _ROW:
        return ()
    rows = [found for found in case.with_code("Y202") if _holds_so_many(case, found.layer)] or list(
        case.with_code("Y202")
    )
    return case.first([case.of_finding(found) for found in rows])


def _holds_so_many(case: Case, index: int | None) -> bool:
    if index is None:
        return False
    value = case.network.layers[index].node.value
    count = len(value) if isinstance(value, list) else 0
    if case.error.kind is Kind.UNPACKED:
        return count == case.error.values[1]
    return count > _ROW
