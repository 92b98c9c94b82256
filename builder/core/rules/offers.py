"""Rows that a wrong reference may have meant, likeliest first."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from builder.core.config import SectionName
from builder.core.diagnostics import Applicability, Fix, Label
from builder.core.rules import comments
from builder.core.rules.network import Network
from builder.core.rules.wording import listed, row_text, take_text
from builder.core.text import TextEdit

MOST = 3
_NEAR = 100  # rows looked at on each side of what is written


def fitting(network: Network, index: int, position: int, fits: Callable[[int], bool]) -> list[int]:
    """Rows above `index` that its reference at `position` may mean, likeliest first.

    Rows that nobody reads come first, then those that end a run of one size (what necks join),
    then the nearest to what is written.
    """
    sources = network.sources(index)
    others = {source for place, source in enumerate(sources) if place != position}
    written = sources[position]
    centre = min(max(written, 0), index)
    near = range(max(centre - _NEAR, 0), min(centre + _NEAR, index))
    rows = [row for row in near if row not in others and row != written and fits(row)]

    def likelihood(row: int) -> tuple[bool, bool, int]:
        return row not in network.dead, not _ends_run(network, row), abs(row - written)

    return sorted(rows, key=likelihood)


def of_size(network: Network, index: int, size: tuple[int, ...]) -> Callable[[int], bool]:
    """Whether a row's output has that `(H, W)`; rows of row `index`'s own run are left out."""
    first = _start_of_run(network, index - 1)
    return lambda row: row < first and network.size(row) == size


def named_by_comment(network: Network, index: int, rows: list[int]) -> int | None:
    """The row among `rows` that a comment such as "cat backbone P4" on row `index` names.

    It is the last row of that level in that section; None if there are several such runs.
    """
    joined = comments.joined_level(comments.text_of(network.config, network.layers[index]))
    if joined is None:
        return None
    section, stride = joined
    named = [
        row
        for row in rows
        if network.stride(row) == stride
        and _ends_run(network, row)
        and (section is None or network.layers[row].section.value == section)
    ]
    return named[0] if len(named) == 1 else None


def fixes(
    network: Network, index: int, position: int, rows: list[int], sure: int | None = None
) -> tuple[Fix, ...]:
    """One fix for each of the first `rows`; that for row `sure` comes first and is safe."""
    if sure is not None:
        rows = [sure, *(row for row in rows if row != sure)]
    return tuple(_fixes(network, index, position, rows[:MOST], sure))


def repoint(network: Network, index: int, position: int, row: int) -> TextEdit | None:
    """The edit that makes the reference at `position` of row `index` name `row`."""
    ref = network.ref(index, position)
    return TextEdit(ref.span, str(row)) if ref else None


def shift(network: Network, head: int, by: int) -> Fix | None:
    """All inputs of the head moved by as many rows, if that is a better set of inputs.

    After rows were inserted or deleted all indices below are off by the same number. The moved
    inputs must be one kind of block with ascending strides, which those written are not.
    """
    sources = network.sources(head)
    moved = [source + by for source in sources]
    if not moved or min(moved) < 0 or max(moved) >= head:
        return None
    if not _uniform(network, moved) or any(map(network.joins, moved)):
        return None
    strides = [network.stride(row) for row in moved]
    known = [stride for stride in strides if stride is not None]
    if known != sorted(set(known)):
        return None
    if max(sources) < head and _settled(network, sources):
        return None
    edits = [repoint(network, head, i, row) for i, row in enumerate(moved)]
    way = f"{abs(by)} {'later' if by > 0 else 'earlier'}"
    title = f"Read rows {listed(moved)} in {network.rows[head].module}, each {way}"
    return Fix(title, tuple(edit for edit in edits if edit), Applicability.UNSAFE)


def ascend(strides: tuple[float, ...]) -> bool:
    """Whether each stride is larger than the one before."""
    return all(one < other for one, other in pairwise(strides))


def _settled(network: Network, sources: Sequence[int]) -> bool:
    """Whether a head's inputs look meant: one kind of block, no joins, ascending strides."""
    joins = any(map(network.joins, sources))
    return _uniform(network, sources) and not joins and ascend(network.head_strides)


def _uniform(network: Network, rows: Sequence[int]) -> bool:
    """Whether all rows name one module."""
    return len({network.rows[row].module for row in rows}) == 1


def unread(network: Network, rows: Iterable[int]) -> tuple[Label, ...]:
    """A label at each of `rows` that nobody reads."""
    return tuple(
        Label(network.module_span(row), f"nobody reads {row_text(network.reports[row])}")
        for row in sorted(set(rows))
        if row in network.dead
    )


def dead_in_head(network: Network) -> list[int]:
    """Rows of the head section that nobody reads: mostly what stale indices of a head miss."""
    return [row for row in sorted(network.dead) if network.layers[row].section is SectionName.HEAD]


def _fixes(
    network: Network, index: int, position: int, rows: list[int], sure: int | None
) -> Iterator[Fix]:
    for row in rows:
        edit = repoint(network, index, position, row)
        trust = Applicability.SAFE if row == sure else Applicability.UNSAFE
        if edit is not None:
            yield Fix(take_text(network.reports[row]), (edit,), trust)


def _ends_run(network: Network, row: int) -> bool:
    """Whether the row below has another size, or starts another section."""
    below = row + 1
    if below >= len(network):
        return True
    return (
        network.size(below) != network.size(row)
        or network.layers[below].section is not network.layers[row].section
    )


def _start_of_run(network: Network, row: int) -> int:
    """First row of the unbroken run of one size and section that ends in `row`."""
    farthest = max(row - _NEAR, 0)
    while row > farthest and not _ends_run(network, row - 1):
        row -= 1
    return max(row, 0)
