"""Vertical lines between two columns: which runs left of which."""

from collections.abc import Sequence
from dataclasses import dataclass

_CLEAR = 6.0


@dataclass(frozen=True, slots=True)
class Rise:
    """The vertical part of an edge in a gutter.

    Attributes:
        source: Lines of one source may lie on each other: a trunk with branches.
        start, end: Heights where it comes in from the left and where it leaves.
        back: It leaves to the left again: both ends are in one column.
    """

    source: int
    start: float
    end: float
    back: bool = False


def assign_lanes(rises: Sequence[Rise]) -> tuple[list[int], int]:
    """A lane for each of `rises`, counted from the left, and how many lanes there are."""
    lanes: list[list[Rise]] = []
    trunk: dict[int, int] = {}
    chosen = [0] * len(rises)
    for place in sorted(range(len(rises)), key=lambda i: _order(rises[i])):
        rise = rises[place]
        lane = _fitting(rise, lanes, trunk.get(rise.source))
        if lane == len(lanes):
            lanes.append([])
        lanes[lane].append(rise)
        trunk.setdefault(rise.source, lane)
        chosen[place] = lane
    return chosen, len(lanes)


def _order(rise: Rise) -> tuple[int, float]:
    """Left to right so that few lines cross.

    Of two lines that go up the higher is left, of two that go down the lower; a short way back
    lies inside a long one.
    """
    if rise.back:
        return 0, abs(rise.end - rise.start)
    return (1, rise.start) if rise.end < rise.start else (2, -rise.start)


def _fitting(rise: Rise, lanes: Sequence[Sequence[Rise]], trunk: int | None) -> int:
    if trunk is not None and _fits(rise, lanes[trunk]):
        return trunk
    return next((i for i, lane in enumerate(lanes) if _fits(rise, lane)), len(lanes))


def _fits(rise: Rise, lane: Sequence[Rise]) -> bool:
    low, high = sorted((rise.start, rise.end))
    return all(
        other.source == rise.source
        or max(other.start, other.end) + _CLEAR < low
        or high + _CLEAR < min(other.start, other.end)
        for other in lane
    )
