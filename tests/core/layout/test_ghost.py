"""Lines that are not there keep off the cards, whatever they join."""

from itertools import pairwise
from pathlib import Path

import pytest

from builder.core.analysis import analyze
from builder.core.config import read_config
from builder.core.layout import EMPTY, Layout, ghost_points, place

EXAMPLES = Path(__file__).parents[3] / "examples"
FILES = sorted(EXAMPLES.glob("*.yaml"))


def _layout(path) -> Layout:
    return place(analyze(read_config(path.read_text("utf-8"))))


def _hit(layout: Layout, points) -> list[int]:
    """Cards that a line runs through, borders not counted."""
    return [
        node.index
        for node in layout.nodes
        for (x, y), (x1, y1) in pairwise(points)
        if max(x, x1) > node.box.x + 0.1
        and min(x, x1) < node.box.right - 0.1
        and max(y, y1) > node.box.y + 0.1
        and min(y, y1) < node.box.bottom - 0.1
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_ghost_joins_two_cards_and_runs_through_none(path) -> None:
    layout = _layout(path)
    rows = [node.index for node in layout.nodes]
    for target in rows[1:]:
        for source in rows[::3]:
            if source == target:
                continue
            points = ghost_points(layout, source, target)
            start, end = layout.by_index[source].box, layout.by_index[target].box
            assert points[0][0] == start.right
            assert start.y <= points[0][1] <= start.bottom
            assert points[-1][0] in (end.x, end.right)
            assert end.y <= points[-1][1] <= end.bottom
            assert all((x == x1) != (y == y1) for (x, y), (x1, y1) in pairwise(points)), points
            assert _hit(layout, points) == [], (source, target)


def test_a_ghost_enters_beside_the_lines_that_are_there() -> None:
    layout = _layout(EXAMPLES / "yolov5s.yaml")
    edge = next(edge for edge in layout.edges if (edge.source, edge.target) == (4, 16))
    points = ghost_points(layout, 2, 16)
    assert points[-1][0] == edge.points[-1][0]
    assert abs(points[-1][1] - edge.points[-1][1]) >= 3


@pytest.mark.parametrize(("source", "target"), [(0, 0), (0, 99), (99, 0)])
def test_a_ghost_needs_two_cards(source: int, target: int) -> None:
    layout = _layout(EXAMPLES / "yolov5s.yaml")
    assert ghost_points(layout, source, target) == ()
    assert ghost_points(EMPTY, source, target) == ()
