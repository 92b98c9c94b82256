"""Which column a row stands in: a column per pass through the levels."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from builder.core.blocks import Category
from builder.core.layout.layout import IMAGE
from builder.core.layout.levels import Level, Standing

_LIMITS = (10, 14, 20, 28, 40, 56, 80)


@dataclass(slots=True)
class Pass:
    """Rows of one column, in order; `upward` is None until the level changes."""

    rows: list[int] = field(default_factory=list)
    upward: bool | None = None


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


def passes_of(levels: Sequence[Level], heads: Sequence[int]) -> list[Pass]:
    """Columns of rows, the image first; a new one starts where the stride turns round.

    A stack within one band that grows past a limit goes on in a new column, so that long
    networks keep the proportions of a page.
    """
    limit = _limit(len(levels))
    passes = [Pass([IMAGE])]
    level, stack = 0, 1
    for index, placed in enumerate(levels):
        if index in heads:
            continue
        here = passes[-1]
        if placed.value == level:
            stack += 1
            if stack > limit:
                passes.append(Pass(upward=here.upward))
                stack = 1
        else:
            upward = placed.value < level
            if here.upward not in (None, upward):
                passes.append(Pass())
            passes[-1].upward = upward
            level, stack = placed.value, 1
        passes[-1].rows.append(index)
    return passes


def _limit(count: int) -> int:
    """The highest stack for `count` rows, in steps so that one more row seldom changes it."""
    wanted = (2.7 * count) ** 0.5
    return next((limit for limit in _LIMITS if limit >= wanted), _LIMITS[-1])
