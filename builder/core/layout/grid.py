"""Heights: bands, the slots in them, and which row stands in which slot."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log2

from builder.core.layout.layout import IMAGE, Band, Point
from builder.core.layout.levels import Level, Standing
from builder.core.layout.metrics import BAND_PAD, CARD_HEIGHT, GAP, MARGIN
from builder.core.layout.passes import Pass

_PITCH = CARD_HEIGHT + GAP


@dataclass(frozen=True, slots=True)
class Grid:
    """What is decided before widths are.

    All columns share the slots of a band, so the gaps between slots are free everywhere.

    Attributes:
        bands: Top to bottom.
        gaps: Heights of the lines between slots, ascending; first and last are outside.
        column: Column of every card.
        height: Height of every card's centre; those of heads are not in it.
        taken: For each column the heights at which a card stands.
        backbone: Top and bottom of the tall card of a whole backbone in row 0; None: there is none.
    """

    bands: tuple[Band, ...]
    gaps: tuple[float, ...]
    column: dict[int, int]
    height: dict[int, float]
    taken: tuple[frozenset[float], ...]
    backbone: Point | None = None

    def leave(self, level: int, toward: float) -> float:
        """Where an edge leaves a tall card at one of its levels, as near as can be to a height."""
        band = next(band for band in self.bands if band.level == level)
        inner = BAND_PAD + CARD_HEIGHT / 2
        return min(max(toward, band.top + inner), band.bottom - inner)


def make_grid(
    passes: Sequence[Pass], levels: Sequence[Level], standings: Sequence[Standing]
) -> Grid:
    """Give every row of `passes` a slot; upward passes fill a band from its bottom."""
    at = {IMAGE: 0, **{index: level.value for index, level in enumerate(levels)}}
    maps = standings[0].span
    stacks: dict[tuple[int, int], list[int]] = {}
    for column, each in enumerate(passes):
        for index in each.rows if not (maps and column == 0) else (IMAGE,):
            stacks.setdefault((at[index], column), []).append(index)
    slots = dict.fromkeys(maps, 1)
    for (level, _), rows in stacks.items():
        slots[level] = max(slots.get(level, 0), len(rows))
    bands, gaps = _bands(slots, _labels(levels, standings))
    top = {band.level: band.top for band in bands}
    column_of: dict[int, int] = {}
    height: dict[int, float] = {}
    for (level, column), rows in stacks.items():
        first = slots[level] - 1 if passes[column].goes_up else 0
        step = -1 if passes[column].goes_up else 1
        for place, index in enumerate(rows):
            slot = first + step * place
            column_of[index] = column
            height[index] = top[level] + BAND_PAD + slot * _PITCH + CARD_HEIGHT / 2
    extent = None
    if maps:
        bottom = next(band.bottom for band in bands if band.level == maps[-1])
        extent = (top[maps[0]] + BAND_PAD, bottom - BAND_PAD)
        column_of[0], height[0] = 0, sum(extent) / 2
    taken = tuple(frozenset(height[index] for index in each.rows) for each in passes)
    return Grid(bands, gaps, column_of, height, taken, extent)


def _bands(
    slots: dict[int, int], labels: dict[int, str]
) -> tuple[tuple[Band, ...], tuple[float, ...]]:
    bands, gaps, y = [], [MARGIN], MARGIN
    for level in sorted(slots):
        count = slots[level]
        bottom = y + 2 * BAND_PAD + count * _PITCH - GAP
        bands.append(Band(level, labels.get(level, _label(level)), y, bottom))
        gaps += [y + BAND_PAD + slot * _PITCH - GAP / 2 for slot in range(1, count)]
        gaps.append(bottom)
        y = bottom
    return tuple(bands), tuple(gaps)


def _labels(levels: Sequence[Level], rows: Sequence[Standing]) -> dict[int, str]:
    """Names of the bands: by the stride that most rows in them have."""
    strides: dict[int, Counter[float]] = {}
    guessed: set[int] = set()
    for placed, row in zip(levels, rows, strict=True):
        if row.maps and placed.known:
            continue
        if placed.known and row.stride:
            strides.setdefault(placed.value, Counter())[row.stride] += 1
        else:
            guessed.update(row.span or (placed.value,))
    labels = {level: _label(level) + "?" for level in guessed - strides.keys() - {0}}
    for level, counter in strides.items():
        labels[level] = _label(level, counter.most_common(1)[0][0])
    return labels


def _label(level: int, stride: float | None = None) -> str:
    """Such as "P3/8"; the stride as it is where it is far from a power of two."""
    exact = 2.0**level
    if stride is None or abs(log2(stride) - level) < 0.12:
        stride = exact
    return f"P{level}/{stride:.3g}" if 0 <= level <= 7 else f"/{stride:.3g}"
