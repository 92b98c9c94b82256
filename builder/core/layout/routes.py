"""The way of every edge, up to the x of its vertical parts."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from builder.core.layout.grid import Grid
from builder.core.layout.lanes import Rise
from builder.core.layout.layout import Point
from builder.core.layout.levels import Level, Standing, level_read
from builder.core.layout.metrics import CARD_HEIGHT, PORT_STEP
from builder.core.layout.passes import Pass
from builder.core.layout.tracks import Tracks

_FIRST_MAP = -100  # trunks of a backbone's maps; those of rows are their numbers


@dataclass(slots=True)
class Route:
    """One edge on its way.

    Attributes:
        source, target, port: As in `Edge`.
        start, end: Heights where it leaves the source and enters the target.
        arrives: Height at which it comes to the target's gutter.
        columns: Columns of source and target.
        upright: A straight line between neighbours of a stack; nothing else is needed.
        stub: Without a source.
        trunk: Edges of one trunk may share their way: those of one source, or of one of its maps.
        rises: Vertical parts: gutter and rise, in order; at most two.
    """

    source: int
    target: int
    port: int
    start: float = 0.0
    end: float = 0.0
    arrives: float = 0.0
    columns: tuple[int, int] = (0, 0)
    upright: bool = False
    stub: bool = False
    trunk: int = 0
    rises: list[tuple[int, Rise]] = field(default_factory=list)


def find_routes(
    rows: Sequence[Standing],
    levels: Sequence[Level],
    grid: Grid,
    passes: Sequence[Pass],
    walls: dict[int, tuple[int, Point]],
) -> list[Route]:
    """Routes of all inputs.

    Args:
        rows: What they read.
        levels: Where they stand.
        grid: Columns and heights of the ordinary cards.
        passes: The columns' rows.
        walls: Column and extent of each head.
    """
    tracks = Tracks(grid, dict(walls.values()))
    before = dict(_neighbours(grid, passes))
    routes = []
    for row in rows:
        for port, source in enumerate(row.sources):
            route = Route(source, row.index, port, trunk=source)
            level = None
            if 0 <= source < row.index and rows[source].maps:
                level = level_read(rows, levels, row, port)
                route.trunk = _FIRST_MAP - level
            routes.append(_route(route, grid, before, walls, tracks, level))
    _separate(routes, walls)
    for route in routes:
        if not route.upright and not route.stub:
            route.rises = list(_rises(route))
    return routes


def _neighbours(grid: Grid, passes: Sequence[Pass]) -> Iterator[tuple[int, int]]:
    """Rows with the row from which a column's flow comes to them, in the next slot."""
    for each in passes:
        rows = sorted(each.rows, key=grid.height.__getitem__, reverse=each.goes_up)
        for first, second in pairwise(rows):
            yield second, first


def _route(
    route: Route,
    grid: Grid,
    before: dict[int, int],
    walls: dict[int, tuple[int, Point]],
    tracks: Tracks,
    level: int | None,
) -> Route:
    source, target = route.source, route.target
    wall = walls.get(target)
    column = wall[0] if wall else grid.column[target]
    middle = sum(wall[1]) / 2 if wall else grid.height[target]
    route.end = middle
    route.columns = (column, column)
    if source >= target or source not in grid.height:
        route.stub = True
        route.arrives = middle
        return route
    leaves = grid.height[source] if level is None else grid.leave(level, middle)
    route.start = route.arrives = leaves
    route.columns = (grid.column[source], column)
    if before.get(target) == source and route.port == 0:
        route.upright = True
    elif column - route.columns[0] > 1:
        ends = (route.start, route.start if wall else middle)
        door = wall[1] if wall else (middle, middle)
        route.arrives = tracks.take(route.trunk, ends, route.columns, door)
    return route


def _separate(routes: Iterable[Route], walls: dict[int, tuple[int, Point]]) -> None:
    """Give the lines that enter one side of a card heights of their own.

    What comes level enters level; what comes from above enters above it.
    """
    sides: dict[tuple[int, bool], list[Route]] = {}
    for route in routes:
        if route.target in walls and not route.stub:
            top, bottom = walls[route.target][1]
            route.end = min(max(route.arrives, top + PORT_STEP), bottom - PORT_STEP)
        elif not route.upright:
            back = not route.stub and route.columns[0] == route.columns[1]
            sides.setdefault((route.target, back), []).append(route)
    for entering in sides.values():
        middle = entering[0].end
        level = next((r for r in entering if r.arrives == middle), None)
        above = [r for r in entering if r.arrives < middle]
        below = [r for r in entering if r.arrives >= middle and r is not level]
        for group, sign in ((above, -1), (below, 1)):
            step = min(PORT_STEP, (CARD_HEIGHT / 2 - 2) / max(len(group), 1))
            group.sort(key=lambda r: abs(r.arrives - middle))
            for place, each in enumerate(group, 1):
                each.end = middle + sign * place * step


def _rises(route: Route) -> Iterable[tuple[int, Rise]]:
    first, last = route.columns
    if first == last:
        yield first, Rise(route.trunk, route.start, route.end, back=True)
    elif last - first == 1:
        yield first, Rise(route.trunk, route.start, route.end)
    else:
        yield first, Rise(route.trunk, route.start, route.arrives)
        yield last - 1, Rise(route.trunk, route.arrives, route.end)
