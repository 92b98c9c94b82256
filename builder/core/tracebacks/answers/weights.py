"""Weights of a file that do not fit: they are keyed by the place of a row in the list."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from builder.core.diagnostics import Listed, Message
from builder.core.tracebacks.case import Case
from builder.core.tracebacks.explanation import Cause
from builder.core.tracebacks.kinds import Kind
from builder.core.tracebacks.state import Differences, Shape, Weight, differences

_FARTHEST = 12  # rows that may have come in or gone
_MOST = 400  # parameters that are looked up
_MOVED = "W101"  # the file was made from a stock network, and its rows have other places


def explain(case: Case) -> tuple[Cause, ...]:
    """The first row whose weights do not fit, and by how many rows the file is off."""
    if case.error.kind is Kind.TRANSFERRED:
        return _left_out(case)
    wrong = differences(case.paste)
    places = [place for place in wrong.places if place < len(case.network)]
    if not places or not _fits(case, wrong.in_model, 0):
        return ()
    head = case.network.head
    if head is not None and places == [head] == list(wrong.places):
        message = Message(
            "only the weights of {row} ({module}) do not fit: the file was trained for another "
            "number of classes than {classes} or other anchors; all other rows load",
            row=case.row(head), module=case.module(head), classes=case.report.nc,
        )  # fmt: skip
        return (case.at(head, message, codes="H107"),)
    return (_first(case, places, _shift(case, wrong)),)


def nearest(case: Case) -> tuple[Cause, ...]:
    """The first row that the keys name."""
    places = [place for place in differences(case.paste).places if place < len(case.network)]
    if not places:
        return ()
    row = places[0]
    message = Message("`model.{place}` is {row} ({module}) in this config",
                      place=row, row=case.row(row), module=case.module(row))  # fmt: skip
    return (Cause(message, row, case.network.module_span(row)),)


def _first(case: Case, places: list[int], shift: int) -> Cause:
    row = places[0]
    parts: dict[str, object] = {
        "row": case.row(row), "module": case.module(row), "by": abs(shift), "count": len(places),
    }  # fmt: skip
    if shift > 0:
        message = Message(
            "from {row} ({module}) on the weights in the file fit rows that stand {by} further "
            "down: a row or more were inserted there, and weights are keyed by the place of "
            "their row",
            **parts,
        )
    elif shift < 0:
        message = Message(
            "from {row} ({module}) on the weights in the file fit rows that stand {by} further "
            "up: a row or more were removed there, and weights are keyed by the place of their row",
            **parts,
        )
    else:
        message = Message(
            "{row} ({module}) is the first of {count} listed rows whose weights in the file have "
            "other sizes or names: the file is of another scale, of another network, or from "
            "before rows came in or went",
            **parts,
        )
    moved = next(iter(case.with_code(_MOVED)), None) if shift else None
    return Cause(message, row, case.network.module_span(row), found=moved)


def _left_out(case: Case) -> tuple[Cause, ...]:
    """Where the places of rows begin to differ from those of the network that was trained."""
    given, every = case.error.values
    if given == every:
        return ()
    moved = tuple(case.of_finding(found) for found in case.with_code(_MOVED))
    return moved or tuple(_foreign(case))


def _foreign(case: Case) -> Iterator[Cause]:
    """Rows that no stock network has: all weights behind the first of them are left out."""
    rows = [stop.row for stop in case.build if stop.kind == "foreign-module"]
    if rows:
        message = Message(
            "{row} ({module}) is the first block that {trainer} does not ship: if it was inserted, "
            "the rows below have other places than in the file of weights, and theirs are the ones "
            "left out; {rows} are of this kind",
            row=case.row(rows[0]),
            module=case.module(rows[0]),
            trainer=case.network.title,
            rows=Listed([case.row(row) for row in rows[:_FARTHEST]]),
        )
        yield case.at(rows[0], message, codes="B102")


def _fits(case: Case, weights: Iterable[Weight], by: int) -> bool:
    """Whether most of the weights are those of the rows that stand `by` further down."""
    listed = list(weights)[:_MOST]
    return 2 * _count(case, listed, by) >= len(listed)


def _count(case: Case, weights: Iterable[Weight], by: int) -> int:
    return sum(_is_there(_shapes(case, weight.place + by), weight) for weight in weights)


def _is_there(shapes: Mapping[str, Shape], weight: Weight) -> bool:
    shape = shapes.get(weight.name)
    return shape is not None and weight.shape in {None, shape}


def _shift(case: Case, wrong: Differences) -> int:
    """By how many rows the weights in the file stand elsewhere; 0 if none explains them."""
    listed = wrong.in_file[:_MOST]
    votes = Counter(
        {
            by: _count(case, listed, by)
            for by in range(-_FARTHEST, _FARTHEST + 1)
            if by and any(weight.place + by >= 0 for weight in listed)
        }
    )
    most = max(votes.values(), default=0)
    best = [by for by in votes if votes[by] == most]
    return best[0] if len(best) == 1 and 2 * most > len(listed) else 0


def _shapes(case: Case, row: object) -> Mapping[str, Shape]:
    """Shapes of a row's weights by their names."""
    if type(row) is not int or not 0 <= row < len(case.steps):
        return {}
    built = case.steps[row].built
    module = built.module if built else None
    if module is None:
        return {}
    named = [*module.named_parameters(), *module.named_buffers()]
    return {name: tuple(tensor.shape) for name, tensor in named}
