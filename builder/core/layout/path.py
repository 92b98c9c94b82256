"""Corners to a smooth line."""

from collections.abc import Sequence
from typing import NamedTuple

from builder.core.layout.layout import Point

RADIUS = 9.0


class Bend(NamedTuple):
    """A rounded corner: a quadratic curve from `start` around `corner` to `end`."""

    start: Point
    corner: Point
    end: Point


def rounded(points: Sequence[Point], radius: float = RADIUS) -> list[Bend]:
    """The bends of a line through `points`; straight lines join them.

    A bend never takes more than half of the shorter line that meets in it.
    """
    bends = []
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        near, far = _distance(before, corner), _distance(corner, after)
        reach = min(radius, near / 2, far / 2)
        if reach > 0:
            bends.append(
                Bend(
                    _towards(corner, before, reach / near),
                    corner,
                    _towards(corner, after, reach / far),
                )
            )
    return bends


def _distance(a: Point, b: Point) -> float:
    return abs(a[0] - b[0]) + abs(a[1] - b[1])


def _towards(a: Point, b: Point, share: float) -> Point:
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share
