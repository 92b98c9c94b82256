"""Candidates that need no stock network: rows came or went at one place, or the head is mixed up.

Every place and every small number of rows is tried. Which of the many that build is meant is a
matter of votes: numbers in comments, foreign rows at the place, joins that read the last row of a
level.
"""

from collections.abc import Callable, Iterator, Mapping

from builder.core.blocks import Category
from builder.core.config.edits import Place
from builder.core.diagnostics import Message, Row
from builder.core.repair.candidate import Candidate
from builder.core.rules.network import Network

_FARTHEST = 4  # rows that came or went together
_WEIGHT = 2.0
_FOREIGN, _COPY, _FARTHER, _NUMBERED = 1.5, 0.5, 0.3, 4.0


def candidates(network: Network) -> Iterator[Candidate]:
    """Each way in which rows may have come or gone at one place."""
    yield from _ordered_head(network)
    for by in range(1, _FARTHEST + 1):
        for at in range(1, len(network)):
            yield from _inserted(network, at, by)
            yield from _removed(network, at, by)


def _ordered_head(network: Network) -> Iterator[Candidate]:
    """The head's levels in ascending order, if it has one group of them."""
    head, strides = network.head, network.head_strides
    if head is None or len(network.head_groups) != 1 or len(set(strides)) != len(strides):
        return
    read = network.head_levels
    order = sorted(range(len(strides)), key=lambda place: strides[place])
    targets = {
        Place(head, place): network.config.row_of(read[source])
        for place, source in enumerate(order)
    }
    yield Candidate(
        targets,
        Message("Read the levels of {row} in ascending order", row=network.row(head)),
        (Message("the head reads its levels in another order than finest first"),),
        _WEIGHT + 4.0,
    )


def _inserted(network: Network, at: int, by: int) -> Iterator[Candidate]:
    """References as after `by` rows came in at row `at`, which are those that stand there now."""
    if at + by >= len(network):
        return
    targets = _moved(network, at + by, lambda old: old + by * (old >= at), by)
    if targets:
        rows = range(at, at + by)
        weight = _WEIGHT - _FARTHER * by + _looks_inserted(network, at, by)
        weight += _NUMBERED * _numbered(network, at + by, by)
        words = (
            Message("one row seems to have been inserted at {row}", row=network.row(at))
            if by == 1
            else Message(
                "{count} rows seem to have been inserted at {row}", count=by, row=network.row(at)
            )
        )
        yield Candidate(targets, _title(network, targets), (words,), weight, inserted=tuple(rows))


def _removed(network: Network, at: int, by: int) -> Iterator[Candidate]:
    """References as after `by` rows above row `at` went; who read them reads what they read."""

    def new(old: int) -> int:
        return old - by if old >= at + by else min(old, at - 1)

    targets = _moved(network, at, new, -by)
    if targets:
        weight = _WEIGHT - _FARTHER * by + _NUMBERED * _numbered(network, at, -by)
        words = (
            Message("one row seems to have been removed above {row}", row=network.row(at))
            if by == 1
            else Message(
                "{count} rows seem to have been removed above {row}",
                count=by,
                row=network.row(at),
            )
        )
        yield Candidate(targets, _title(network, targets), (words,), weight, removed=(at,))


def _moved(network: Network, first: int, new: Callable[[int], int], by: int) -> dict[Place, int]:
    """Where the far references of the rows from `first` on ought to be; {} if that cannot be."""
    config = network.config
    targets: dict[Place, int] = {}
    for layer in network.layers[first:]:
        for position, ref in enumerate(layer.refs):
            if ref.value == -1:
                continue
            far = ref.value >= 0
            old = config.row_of(ref.value) if far else layer.index - by + ref.value
            row = new(old)
            if not 0 <= row < layer.index:
                return {}
            if row != config.target_of(layer.index, ref.value):
                targets[Place(layer.index, position)] = row
    return targets


def _looks_inserted(network: Network, at: int, by: int) -> float:
    """How much the rows look as if somebody had put them in: attention, or copies."""
    points = 0.0
    for row in range(at, at + by):
        spec = network.spec(row)
        plain = network.sources(row) == (row - 1,) and network.size(row) == network.size(row - 1)
        if not plain:
            return -1.0
        alone = sum(other.module == network.rows[row].module for other in network.rows) <= by
        if alone or (spec is not None and spec.category is Category.ATTENTION):
            points += _FOREIGN
        elif network.rows[row].module == network.rows[row - 1].module:
            points += _COPY
    return points / by


def _numbered(network: Network, first: int, by: int) -> float:
    """Share of the numbers in comments that are right up to `first` and off by `by` from there."""
    said: Mapping[int, int] = {one.layer: one.number for one in network.numbered}
    if not said or all(network.number(row) == number for row, number in said.items()):
        return 0.0
    right = sum(
        number == network.number(row) - (by if row >= first else 0) for row, number in said.items()
    )
    return right / len(said)


def _title(network: Network, targets: Mapping[Place, int]) -> Message:
    if len(targets) == 1:
        (place, row), *_ = targets.items()
        number = network.config.number_text(row)
        return Message(
            "Let {row} read {target}", row=network.row(place.layer), target=Row(row, number)
        )
    return Message("Bring {count} references up to date", count=len(targets))
