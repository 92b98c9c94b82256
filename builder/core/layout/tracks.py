"""Where an edge that passes other columns may run: heights free of cards."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from builder.core.layout.grid import Grid
from builder.core.layout.layout import Point
from builder.core.layout.metrics import LANE

_BEND = 14.0
_SHIFTS = (0.0, -LANE / 2, LANE / 2)


@dataclass(slots=True)
class Tracks:
    """Hands out horizontal lines; lines of one source may lie on each other, others may not."""

    grid: Grid
    walls: dict[int, Point]  # column of a tall card -> its top and bottom
    used: dict[float, list[tuple[int, int, int]]] = field(default_factory=dict)

    def take(self, source: int, ends: Point, columns: tuple[int, int], door: Point) -> float:
        """The height at which to pass the columns strictly between `columns`.

        Args:
            source: Where the edge comes from.
            ends: Heights of the edge's two ends.
            columns: Columns of the edge's two ends.
            door: The range of heights at which the edge may enter without another bend.
        """
        best, best_cost = self.grid.gaps[0], float("inf")
        for height, shifted in self._candidates(ends, columns):
            inside = door[0] <= height <= door[1]
            cost = abs(ends[0] - height) + (0 if inside else abs(height - ends[1]) + _BEND)
            cost += (_BEND if height != ends[0] else 0) + abs(shifted)
            if cost < best_cost and self._free(source, height, columns):
                best, best_cost = height, cost
        self.used.setdefault(best, []).append((columns[0], columns[1], source))
        return best

    def _candidates(self, ends: Point, columns: tuple[int, int]) -> list[tuple[float, float]]:
        """Heights free of cards between `columns`, with how far each is off its line."""
        between = range(columns[0] + 1, columns[1])
        walls = [self.walls[column] for column in between if column in self.walls]
        taken = [self.grid.taken[c] for c in between if c < len(self.grid.taken)]
        levels = [
            (height, 0.0)
            for height in ends
            if not any(height in heights for heights in taken) and not _walled(height, walls)
        ]
        gaps = self.grid.gaps
        near = {0, len(gaps) - 1}
        for height in ends:
            after = bisect_left(gaps, height)
            near.update(range(max(after - 2, 0), min(after + 2, len(gaps))))
        for place in sorted(near):
            for shift in _SHIFTS:
                height = gaps[place] + shift
                if not walls or not _walled(height, walls):
                    levels.append((height, shift))
        return levels

    def _free(self, source: int, height: float, columns: tuple[int, int]) -> bool:
        first, last = columns
        return all(
            other == source or last <= start or end <= first
            for start, end, other in self.used.get(height, ())
        )


def _walled(height: float, walls: Sequence[Point]) -> bool:
    return any(top - LANE < height < bottom + LANE for top, bottom in walls)
