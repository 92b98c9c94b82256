"""What a wrong reference may have meant, likeliest first.

Offers are numbers as `from` counts them: each names a row, or one of the slots that a whole
backbone fills.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from builder.core.config import SectionName
from builder.core.diagnostics import Applicability, Fix, Label, Message
from builder.core.rules import comments
from builder.core.rules.lineage import SURE
from builder.core.rules.network import Network
from builder.core.rules.wording import numbers_of
from builder.core.text import TextEdit

MOST = 3
_NEAR = 100  # numbers looked at on each side of what is written


def fitting(network: Network, index: int, position: int, fits: Callable[[int], bool]) -> list[int]:
    """Numbers above row `index` that its reference at `position` may mean, likeliest first.

    Rows that nobody reads come first, then those that end a run of one size (what necks join),
    then the nearest to what is written.
    """
    read, own = network.read(index), network.number(index) if index else 0
    others = {number for place, number in enumerate(read) if place != position}
    written = read[position]
    centre = min(max(written, 0), own)
    near = range(max(centre - _NEAR, network.first_slot), min(centre + _NEAR, own))
    offered = [one for one in near if one not in others and one != written and fits(one)]

    def likelihood(number: int) -> tuple[bool, bool, int]:
        return not unread_at(network, number), not ends_run(network, number), abs(number - written)

    return sorted(offered, key=likelihood)


def unread_at(network: Network, number: int) -> bool:
    """Whether a number names a row that nobody reads."""
    return network.config.row_of(number) in network.dead


def of_size(network: Network, index: int, size: tuple[int, ...]) -> Callable[[int], bool]:
    """Whether a number names a map of `(H, W)`; rows of row `index`'s own run are left out."""
    first = _start_of_run(network, network.number(index) - 1)
    return lambda number: number < first and network.size_of(number) == size


def named_by_comment(network: Network, index: int, numbers: list[int]) -> int | None:
    """That of `numbers` which a comment such as "cat backbone P4" on row `index` names.

    It is the last row of that level in that section; None if there are several such runs.
    """
    joined = comments.joined_level(comments.text_of(network.config, network.layers[index]))
    if joined is None:
        return None
    section, stride = joined
    named = [
        number
        for number in numbers
        if network.stride_of(number) == stride
        and ends_run(network, number)
        and (section is None or _section(network, number).value == section)
    ]
    return named[0] if len(named) == 1 else None


def fixes(
    network: Network, index: int, position: int, numbers: list[int], sure: int | None = None
) -> tuple[Fix, ...]:
    """One fix for each of the first `numbers`; that for `sure` comes first and is safe.

    What the network that the file was made from reads here is as sure as a comment.
    """
    if sure is None:
        sure = _shipped(network, index, position)
    if sure is not None:
        numbers = [sure, *(number for number in numbers if number != sure)]
    return tuple(_fixes(network, index, position, numbers[:MOST], sure))


def repoint(network: Network, index: int, position: int, number: int) -> TextEdit | None:
    """The edit that makes the reference at `position` of row `index` be `number`."""
    ref = network.ref(index, position)
    return TextEdit(ref.span, str(number)) if ref else None


def shift(network: Network, head: int, by: int) -> Fix | None:
    """All inputs of the head moved by as many rows, if that is a better set of inputs.

    After rows were inserted or deleted all indices below are off by the same number. The moved
    inputs must be one kind of block with ascending strides, which those written are not. It is
    safe if the network that the file was made from reads just those.
    """
    read = network.read(head)
    moved = [number + by for number in read]
    if not moved or min(moved) < 0 or max(moved) >= network.number(head):
        return None
    if not _uniform(network, moved) or any(_joins(network, number) for number in moved):
        return None
    strides = [network.stride_of(number) for number in moved]
    known = [stride for stride in strides if stride is not None]
    if known != sorted(set(known)):
        return None
    if min(read) >= 0 and max(read) < network.number(head) and _settled(network, read):
        return None
    edits = [repoint(network, head, i, number) for i, number in enumerate(moved)]
    rows, module = numbers_of([*map(network.row_at, moved)]), network.rows[head].module
    title = (
        Message(
            "Read rows {rows} in {module}, each {count} later", rows=rows, module=module, count=by
        )
        if by > 0
        else Message(
            "Read rows {rows} in {module}, each {count} earlier",
            rows=rows,
            module=module,
            count=-by,
        )
    )
    shipped = [_shipped(network, head, place) for place in range(len(moved))]
    trust = Applicability.SAFE if shipped == moved else Applicability.UNSAFE
    return Fix(title, tuple(edit for edit in edits if edit), trust)


def ascend(strides: tuple[float, ...]) -> bool:
    """Whether each stride is larger than the one before."""
    return all(one < other for one, other in pairwise(strides))


def _shipped(network: Network, index: int, position: int) -> int | None:
    """What the shipped network reads here, if the file is that network row by row."""
    compared = network.compared
    if compared is None or compared.groups or compared.alignment.likeness < SURE:
        return None
    for one in compared.references:
        if (one.layer, one.position) == (index, position) and one.expected is not None:
            return network.number(one.expected) if one.expected != one.source else None
    return None


def _settled(network: Network, read: Sequence[int]) -> bool:
    """Whether a head's inputs look meant: one kind of block, no joins, ascending strides."""
    joins = any(_joins(network, number) for number in read)
    return _uniform(network, read) and not joins and ascend(network.head_strides)


def _joins(network: Network, number: int) -> bool:
    return network.joins(network.config.row_of(number))


def _uniform(network: Network, numbers: Sequence[int]) -> bool:
    """Whether all numbers name rows of one module."""
    return len({network.rows[network.config.row_of(number)].module for number in numbers}) == 1


def _section(network: Network, number: int) -> SectionName:
    return network.layers[network.config.row_of(number)].section


def unread(network: Network, rows: Iterable[int]) -> tuple[Label, ...]:
    """A label at each of `rows` that nobody reads."""
    return tuple(
        Label(network.module_span(row), Message("nobody reads {row}", row=network.row_text(row)))
        for row in sorted(set(rows))
        if row in network.dead
    )


def rows_of(network: Network, numbers: Iterable[int]) -> set[int]:
    """The rows that numbers name."""
    return {network.config.row_of(number) for number in numbers}


def dead_in_head(network: Network) -> list[int]:
    """Rows of the head section that nobody reads: mostly what stale indices of a head miss."""
    return [row for row in head_rows(network) if row in network.dead]


def head_rows(network: Network) -> list[int]:
    """Rows of the head section above the last row."""
    rows = range(len(network) - 1)
    return [row for row in rows if network.layers[row].section is SectionName.HEAD]


def _fixes(
    network: Network, index: int, position: int, numbers: list[int], sure: int | None
) -> Iterator[Fix]:
    for number in numbers:
        edit = repoint(network, index, position, number)
        trust = Applicability.SAFE if number == sure else Applicability.UNSAFE
        if edit is not None:
            yield Fix(network.take_text(number), (edit,), trust)


def ends_run(network: Network, number: int) -> bool:
    """Whether what comes below has another size, or starts another section."""
    below = number + 1
    if network.config.row_of(below) >= len(network):
        return True
    return network.size_of(below) != network.size_of(number) or _section(
        network, below
    ) is not _section(network, number)


def _start_of_run(network: Network, number: int) -> int:
    """First number of the unbroken run of one size and section that ends in `number`."""
    farthest = max(number - _NEAR, 0)
    while number > farthest and not ends_run(network, number - 1):
        number -= 1
    return max(number, 0)
