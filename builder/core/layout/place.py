"""A report to a picture: the pyramid."""

from collections.abc import Sequence
from functools import lru_cache

from builder.core.analysis.report import Report, Status
from builder.core.layout.grid import Grid, make_grid
from builder.core.layout.lanes import Rise, assign_lanes
from builder.core.layout.layout import Box, Column, Edge, Layout, Node, Point
from builder.core.layout.levels import Level, Standing, level_read, levels_of, standings_of
from builder.core.layout.metrics import (
    CARD_HEIGHT,
    CARD_WIDTH,
    GUTTER,
    GUTTER_PAD,
    HEAD_WIDTH,
    LABEL_WIDTH,
    LANE,
    MARGIN,
    STUB,
    STUB_STEP,
)
from builder.core.layout.passes import Pass, heads_of, passes_of
from builder.core.layout.routes import Route, find_routes

EMPTY = Layout((), (), (), (), 0.0, 0.0)


def place(report: Report) -> Layout:
    """Place every row of `report`; never fails, equal reports give equal layouts."""
    return _place(standings_of(report))


@lru_cache(maxsize=8)  # most edits move nothing
def _place(rows: tuple[Standing, ...]) -> Layout:
    if not rows:
        return EMPTY
    levels = levels_of(rows)
    heads = heads_of(rows)
    maps = rows[0].span
    passes = passes_of(levels, heads, maps[-1] if maps else None)
    grid = make_grid(passes, levels, rows)
    walls = {head: (len(passes) + i, _extent(rows[head], grid)) for i, head in enumerate(heads)}
    routes = find_routes(rows, levels, grid, passes, walls)
    columns, lines = _widths(routes, passes, len(heads))
    nodes = _nodes(grid, walls, columns, levels)
    boxes = {node.index: node.box for node in nodes}
    names = _stub_heights(routes)
    edges = tuple(
        _edge(route, boxes, points, rows, levels, names.get(number, route.end))
        for number, (route, points) in enumerate(zip(routes, lines, strict=True))
    )
    right = max(column.right for column in columns)
    reach = max((x for edge in edges for x, _ in edge.points), default=0.0)
    width = max(right, reach) + MARGIN
    return Layout(nodes, grid.bands, columns, edges, width, grid.bands[-1].bottom + MARGIN)


def _extent(head: Standing, grid: Grid) -> Point:
    """Top and bottom of a tall card: it touches the cards that it reads."""
    rows = [grid.height[s] for s in head.sources if s in grid.height and s < head.index]
    if not rows:
        last = max((row for row in grid.height if row < head.index), default=-1)
        rows = [grid.height[last]]
    return min(rows) - CARD_HEIGHT / 2, max(rows) + CARD_HEIGHT / 2


def _widths(
    routes: Sequence[Route], passes: Sequence[Pass], heads: int
) -> tuple[tuple[Column, ...], list[list[float]]]:
    """Columns, and for each route the x of its vertical parts."""
    count = len(passes) + heads
    rises: list[list[tuple[int, int, Rise]]] = [[] for _ in range(count)]
    lines: list[list[float]] = [[] for _ in routes]
    for number, route in enumerate(routes):
        lines[number] = [0.0] * len(route.rises)
        for part, (gutter, rise) in enumerate(route.rises):
            if rise.start != rise.end:
                rises[gutter].append((number, part, rise))
    columns: list[Column] = []
    x = LABEL_WIDTH
    for column in range(count):
        ordinary = column < len(passes)
        right = x + (CARD_WIDTH if ordinary else HEAD_WIDTH)
        columns.append(Column(x, right, ordinary and passes[column].goes_up))
        chosen, lanes = assign_lanes([rise for _, _, rise in rises[column]])
        used = max(lanes - 1, 0) * LANE
        room = max(GUTTER, 2 * GUTTER_PAD + used)
        for (number, part, _), lane in zip(rises[column], chosen, strict=True):
            lines[number][part] = right + (room - used) / 2 + lane * LANE
        x = right + room
    return tuple(columns), lines


def _nodes(
    grid: Grid,
    walls: dict[int, tuple[int, Point]],
    columns: Sequence[Column],
    levels: Sequence[Level],
) -> tuple[Node, ...]:
    nodes = []
    for index in range(-1, len(levels)):
        level = levels[index] if index >= 0 else Level(0, known=True)
        if index in walls:
            column, (top, bottom) = walls[index]
            box = Box(columns[column].left, top, HEAD_WIDTH, bottom - top)
        elif index == 0 and grid.backbone is not None:
            column, (top, bottom) = 0, grid.backbone
            box = Box(columns[column].left, top, CARD_WIDTH, bottom - top)
        else:
            column = grid.column[index]
            top = grid.height[index] - CARD_HEIGHT / 2
            box = Box(columns[column].left, top, CARD_WIDTH, CARD_HEIGHT)
        maps = index == 0 and grid.backbone is not None
        nodes.append(Node(index, box, column, level.value, level.known, index in walls, maps))
    return tuple(nodes)


def _stub_heights(routes: Sequence[Route]) -> dict[int, float]:
    """Heights of stubs' outer ends, by route: far enough apart for a number at each."""
    by_target: dict[int, list[int]] = {}
    for number, route in enumerate(routes):
        if route.stub:
            by_target.setdefault(route.target, []).append(number)
    heights: dict[int, float] = {}
    for numbers in by_target.values():
        numbers.sort(key=lambda number: routes[number].end)
        middle = sum(routes[number].end for number in numbers) / len(numbers)
        top = middle - STUB_STEP * (len(numbers) - 1) / 2
        for place, number in enumerate(numbers if len(numbers) > 1 else ()):
            heights[number] = top + place * STUB_STEP
    return heights


def _edge(
    route: Route,
    boxes: dict[int, Box],
    lines: Sequence[float],
    rows: Sequence[Standing],
    levels: Sequence[Level],
    name_height: float,
) -> Edge:
    target = boxes[route.target]
    wrong = route.stub or _disagrees(route, rows, levels)
    if route.stub:
        points: list[Point] = [(target.x, route.end)]
        if name_height != route.end:
            turn = target.x - STUB / 2
            points = [(turn, name_height), (turn, route.end), *points]
        points = [(target.x - STUB, name_height), *points]
    elif route.upright:
        source = boxes[route.source]
        x = source.middle[0]
        down = source.y < target.y
        points = (
            [(x, source.bottom), (x, target.y)] if down else [(x, source.y), (x, target.bottom)]
        )
    else:
        source = boxes[route.source]
        points = [(source.right, route.start)]
        for x, (_, rise) in zip(lines, route.rises, strict=True):
            if rise.start != rise.end:
                points += [(x, rise.start), (x, rise.end)]
        back = route.columns[0] == route.columns[1]
        points.append((target.right if back else target.x, route.end))
    return Edge(route.source, route.target, route.port, tuple(points), wrong, route.stub)


def _disagrees(route: Route, rows: Sequence[Standing], levels: Sequence[Level]) -> bool:
    """Whether a row that fails reads this source from another level than its own."""
    target = rows[route.target]
    if target.status is not Status.ERROR or len(target.sources) < 2 or route.source < 0:
        return False
    return level_read(rows, levels, target, route.port) != levels[route.target].value
