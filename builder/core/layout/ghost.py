"""The way of an edge that is not there: drawn over a picture without moving anything in it."""

from itertools import pairwise

from builder.core.layout.layout import Box, Layout, Node, Point
from builder.core.layout.metrics import GUTTER, GUTTER_PAD, PORT_STEP

_PLACES = 9
_CLEAR = 3.0


def ghost_points(layout: Layout, source: int, target: int) -> tuple[Point, ...]:
    """Corners of a line from one card to another, as those of an `Edge`.

    It keeps off the cards between the two, and off the lines that are there as far as there is
    room. A line to or from a row that the picture lacks has no points.

    Args:
        layout: The picture.
        source: The row that is read; -1 is the image.
        target: The row that reads it.
    """
    nodes = layout.by_index
    if source not in nodes or target not in nodes or source == target:
        return ()
    start, end = nodes[source], nodes[target]
    leaves = _leave(start, end)
    if start.column == end.column:
        enters = _enter(layout, end, leaves, end.box.right)
        x = _free_x(layout, _gutter(layout, start.column), (leaves, enters))
        return _joined((start.box.right, leaves), x, enters, end.box.right)
    enters = _enter(layout, end, leaves, end.box.x)
    if end.column == start.column + 1:
        x = _free_x(layout, _gutter(layout, start.column), (leaves, enters))
        return _joined((start.box.right, leaves), x, enters, end.box.x)
    passes = _free_y(layout, start, end, leaves, enters)
    first = _free_x(layout, _gutter(layout, start.column), (leaves, passes))
    last = _free_x(layout, _gutter(layout, end.column - 1), (passes, enters))
    return _clean(
        ((start.box.right, leaves), (first, leaves), (first, passes), (last, passes),
         (last, enters), (end.box.x, enters))
    )  # fmt: skip


def _joined(start: Point, x: float, height: float, end: float) -> tuple[Point, ...]:
    return _clean((start, (x, start[1]), (x, height), (end, height)))


def _clean(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """Without corners that are none."""
    kept: list[Point] = [points[0]]
    for number in range(1, len(points) - 1):
        (x0, y0), (x, y), (x1, y1) = kept[-1], points[number], points[number + 1]
        straight = x0 == x == x1 or y0 == y == y1
        if (x, y) != (x0, y0) and not straight:
            kept.append((x, y))
    return (*kept, points[-1])


def _leave(start: Node, end: Node) -> float:
    """Height at which the line leaves; a tall card is left at the height it goes to."""
    return _clamped(end.box.middle[1], start.box) if start.tall else start.box.middle[1]


def _clamped(height: float, box: Box) -> float:
    return min(max(height, box.y + PORT_STEP), box.bottom - PORT_STEP)


def _enter(layout: Layout, end: Node, comes: float, side: float) -> float:
    """Height at which the line enters, where no other does if there is such a place."""
    taken = [
        edge.points[-1][1]
        for edge in layout.edges
        if edge.target == end.index and edge.points[-1][0] == side
    ]
    middle = _clamped(comes, end.box) if end.tall else end.box.middle[1]
    shifts = sorted(range(-2, 3), key=lambda step: (abs(step), (step > 0) != (comes > middle)))
    places = [_clamped(middle + PORT_STEP * step, end.box) for step in shifts]
    free = (y for y in places if all(abs(y - other) >= _CLEAR for other in taken))
    return next(free, places[0])


def _gutter(layout: Layout, column: int) -> Point:
    """The free room at the right of a column; in front of the first for -1."""
    if column < 0:
        left = layout.columns[0].left
        return left - GUTTER, left
    left = layout.columns[column].right
    behind = layout.columns[column + 1 :]
    return left, behind[0].left if behind else left + GUTTER


def _free_x(layout: Layout, room: Point, reach: Point) -> float:
    """The place in a gutter that is farthest from the upright lines beside it."""
    low, high = min(reach), max(reach)
    taken = [
        x
        for edge in layout.edges
        for (x, y), (next_x, next_y) in pairwise(edge.points)
        if x == next_x and room[0] < x < room[1] and min(y, next_y) < high and max(y, next_y) > low
    ]
    pad = GUTTER_PAD / 2
    left, right = room[0] + pad, room[1] - pad - _CLEAR
    middle = (left + right) / 2
    places = [left + (right - left) * step / (_PLACES - 1) for step in range(_PLACES)]
    # The middle, unless that is too near to a line.
    return max(
        places,
        key=lambda x: (min([abs(x - other) for other in taken] + [pad]), -abs(x - middle)),
    )


def _free_y(layout: Layout, start: Node, end: Node, leaves: float, enters: float) -> float:
    """A height at which no card of the columns between is in the way."""
    low, high = sorted((start.column, end.column))
    walls = [node.box for node in layout.nodes if low < node.column < high]
    if end.column < start.column:  # back: past the cards of both as well
        walls = [node.box for node in layout.nodes if low <= node.column <= high]
    heights = [leaves, enters]
    heights += [box.y - PORT_STEP for box in walls] + [box.bottom + PORT_STEP for box in walls]
    free = [
        y for y in heights if all(y <= box.y - _CLEAR or y >= box.bottom + _CLEAR for box in walls)
    ]
    return min(free, key=lambda y: abs(y - leaves) + abs(y - enters), default=leaves)
