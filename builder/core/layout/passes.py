"""Which column a row stands in: a column per pass through the levels."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from builder.core.blocks import Category
from builder.core.layout.layout import IMAGE
from builder.core.layout.levels import Level, Standing

_LIMITS = (10, 14, 20, 28, 40, 56, 80)
_DETOUR = 2
"""How many rows of the level above stay in a column that goes down."""


@dataclass(slots=True)
class Pass:
    """Rows of one column, in order.

    Attributes:
        upward: Its direction; None until the level changes.
        turn: The direction in which it was begun: its own if the level never changes.
    """

    rows: list[int] = field(default_factory=list)
    upward: bool | None = None
    turn: bool | None = None

    @property
    def goes_up(self) -> bool:
        """Whether rows stack from the bottom."""
        return bool(self.turn if self.upward is None else self.upward)


def heads_of(rows: Sequence[Standing]) -> list[int]:
    """The rows that stand as tall cards on the right: heads that no row reads.

    A module that the catalogue does not know counts as one if it is last and joins rows.
    """
    read = {source for row in rows for source in row.sources if source < row.index}
    heads = []
    for row in rows:
        if row.category is None:
            fits = row.index == len(rows) - 1 and len(row.sources) > 1
        else:
            fits = row.category is Category.HEAD
        if fits and row.index not in read:
            heads.append(row.index)
    return heads


def passes_of(
    levels: Sequence[Level], heads: Sequence[int], deepest: int | None = None
) -> list[Pass]:
    """Columns of rows, the image first; a new one starts where the stride turns round.

    A stack within one band that grows past a limit goes on in a new column, so that long
    networks keep the proportions of a page. On the way down a row or two of the level above, such
    as the second branch of a step down, stay in the column.

    Args:
        levels: Of all rows.
        heads: Rows that stand in no pass.
        deepest: The last level of a whole backbone in row 0, which has the first column for itself.
    """
    limit = _limit(len(levels))
    passes = [Pass([IMAGE])]
    level, stack = 0, 1
    if deepest is not None:
        passes = [Pass([IMAGE, 0]), Pass()]
        level, stack, heads = deepest, 0, [0, *heads]
    for index, placed in enumerate(levels):
        if index in heads:
            continue
        here = passes[-1]
        if not here.goes_up and _is_detour(index, level, levels, heads):
            here.rows.append(index)
            continue
        if placed.value == level:
            stack += 1
            if stack > limit:
                passes.append(Pass(upward=here.upward, turn=here.turn))
                stack = 1
        else:
            upward = placed.value < level
            if here.upward in (None, upward):
                here.upward = upward
            else:
                passes.append(Pass(turn=upward))
            level, stack = placed.value, 1
        passes[-1].rows.append(index)
    return [each for each in passes if each.rows]


def _is_detour(index: int, level: int, levels: Sequence[Level], heads: Sequence[int]) -> bool:
    """Whether the rows from `index` on go up one level for a moment, and down again."""
    for place in range(index, min(index + _DETOUR, len(levels))):
        if place in heads or levels[place].value != level - 1:
            return place > index and place not in heads and levels[place].value >= level
    after = index + _DETOUR
    return after < len(levels) and after not in heads and levels[after].value >= level


def _limit(count: int) -> int:
    """The highest stack for `count` rows, in steps so that one more row seldom changes it."""
    wanted = (2.7 * count) ** 0.5
    return next((limit for limit in _LIMITS if limit >= wanted), _LIMITS[-1])
