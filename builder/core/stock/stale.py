"""Which references of a file fit the stock network that it comes from, and which were left behind.

A reference is right if it names the row that it named in the stock network, wherever that row
stands now. If it names another row, but would be right with some of the inserted rows away and
some of the removed ones back, it was left behind when those came and went.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import combinations
from typing import NamedTuple

from builder.core.config import Config
from builder.core.stock.align import BEST
from builder.core.stock.nearest import Alignment
from builder.core.stock.networks import IMAGE, is_copy

_MOST_GROUPS = 6  # of inserted or removed rows whose combinations are all tried
_LONGEST_CHAIN = 8
_NEARLY = BEST  # points by which another network may fall behind and still be the origin: a row's
_FEW = 3  # rows removed together, whose readers can be told what to read instead


class State(StrEnum):
    """What a reference is beside the stock network."""

    CURRENT = "current"  # it names the row that it named
    LEFT_BEHIND = "left behind"  # it was right before rows came or went
    DIFFERS = "differs"  # it never named that row: a typo, or meant
    DOUBTFUL = "doubtful"  # left behind, or meant to read a new row in place of the old one
    UNKNOWN = "unknown"  # the stock network has no row that it could have named


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that came or went together.

    Attributes:
        before: The row of the stock network above which they came or went.
        rows: Rows of the file that came; () for a removal.
        removed: Rows of the stock network that went; () for an insertion.
    """

    before: int
    rows: tuple[int, ...] = ()
    removed: tuple[int, ...] = ()

    def moves(self, row: int) -> int:
        """By how much the number of a row of the stock network changes."""
        if self.rows:
            return len(self.rows) if row >= self.before else 0
        return -len(self.removed) if row > self.removed[-1] else 0


@dataclass(frozen=True, slots=True)
class Reference:
    """One entry of a `from` cell beside the stock network.

    Attributes:
        layer, position: Row of the file and place in its cell.
        source: The row that it names; -1 is the image.
        expected: The row that it named in the stock network; None if unknown.
        groups: What came or went since it was right, for one that was left behind.
        sure: Whether `expected` is; it is not for one that named a join which went.
    """

    layer: int
    position: int
    source: int
    expected: int | None
    state: State
    groups: tuple[Group, ...] = ()
    sure: bool = True


_Kept = tuple[Group, ...]
_NOTHING: _Kept = ()


class _Link(NamedTuple):
    """One reference as it is written, and what it was in the stock network.

    Attributes:
        layer, position: Row of the file and place in its cell.
        old: The row of the stock network that this row is.
        ref: What is written.
        target: The row of the stock network that it named.
    """

    layer: int
    position: int
    old: int
    ref: int
    target: int


@dataclass(frozen=True, slots=True)
class _Compared:
    """A reference before it is known since when most others are out of date.

    Attributes:
        times: The earlier states of the file in which it was right, by what had changed by then.
        sure: See `Reference`.
    """

    layer: int
    position: int
    source: int
    expected: int | None
    state: State
    times: tuple[_Kept, ...] = ()
    sure: bool = True


@dataclass(frozen=True)
class Comparison:
    """The references of a file beside those of a stock network.

    Attributes:
        alignment: The rows of both.
        config: The file.
        others: Alignments with other stock networks.
    """

    alignment: Alignment
    config: Config
    others: tuple[Alignment, ...] = ()

    @cached_property
    def moved(self) -> dict[int, int]:
        """Rows of the stock network that stand elsewhere: their rows in the file."""
        rows, stock = self.alignment.rows, self.alignment.network.rows
        # A copy of a neighbour was copied, not moved from elsewhere.
        free = [row for row in self.alignment.inserted if not is_copy(rows, row)]
        found: dict[int, int] = {}
        for at in self.alignment.removed:
            old = stock[at]
            for index in free:
                new = rows[index]
                if (new.module, new.args, new.number) == (old.module, old.args, old.number):
                    found[at] = index
                    free.remove(index)
                    break
        return found

    @cached_property
    def inserted(self) -> tuple[int, ...]:
        """Rows of the file that are new, not only moved."""
        moved = set(self.moved.values())
        return tuple(index for index in self.alignment.inserted if index not in moved)

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """What came and went, in the order of the rows."""
        return (*self._came(), *self._went())

    def _came(self) -> Iterator[Group]:
        pairs = self.alignment.pairs
        run: list[int] = []
        for index, at in enumerate((*pairs, len(self.alignment.network.rows))):
            if at is None:
                run.append(index)
            elif run:
                yield Group(at, rows=tuple(run))
                run = []

    def _went(self) -> Iterator[Group]:
        run: list[int] = []
        for at in self.alignment.removed:
            if run and at != run[-1] + 1:
                yield Group(run[0], removed=tuple(run))
                run = []
            run.append(at)
        if run:
            yield Group(run[0], removed=tuple(run))

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """Every reference that can be compared, in the order of the file.

        One that reads a new row on the way to the row that it named may be meant. Others decide
        where some were surely left behind: it was too if it was right at that time.
        """
        compared = tuple(map(self._reference, self._links()))
        sure = [one.times for one in compared if one.state is State.LEFT_BEHIND]
        time = self._commonest(sure)
        return tuple(self._settled(one, time, bool(sure)) for one in compared)

    def _commonest(self, times: list[tuple[_Kept, ...]]) -> _Kept | None:
        """The state of the file in which most references were right; of several the latest."""
        counts = Counter(kept for each in times for kept in each)
        return max(counts, key=lambda kept: (counts[kept], len(kept)), default=None)

    def _settled(self, one: _Compared, time: _Kept | None, sure: bool) -> Reference:
        state, groups = one.state, _NOTHING
        if state is State.DOUBTFUL and sure:
            state = State.LEFT_BEHIND if time in one.times else State.CURRENT
        if state in {State.LEFT_BEHIND, State.DOUBTFUL}:
            kept = time if time in one.times else max(one.times, key=len)
            groups = tuple(group for group in self.groups if group not in (kept or ()))
        return Reference(one.layer, one.position, one.source, one.expected, state, groups, one.sure)

    def renumbered_after(self, groups: Sequence[Group]) -> bool:
        """Whether a reference that these made wrong is right now: somebody saw to it."""
        kept = tuple(group for group in self.groups if group not in groups)
        right = {(o.layer, o.position) for o in self.references if o.source == o.expected}
        return any(
            link.ref not in {-1, self._then(link, kept)}
            for link in self._links()
            if (link.layer, link.position) in right
        )

    def disputed(self, references: Sequence[Reference]) -> bool:
        """Whether another network, which is nearly as near, has one of these read another row."""
        expected = {(one.layer, one.position): one.expected for one in references}
        return any(
            expected.get((one.layer, one.position), one.expected) != one.expected
            for other in self.others
            if other.score > self.alignment.score - _NEARLY
            for one in Comparison(other, self.config).references
            if one.state is not State.UNKNOWN
        )

    def may_mean_new_rows(self, references: Sequence[Reference]) -> bool:
        """Whether at some time each of these was right or named a row that is new, one of them so.

        Then that one may have been written to read the new row.
        """
        chosen = {(one.layer, one.position) for one in references}
        links = [link for link in self._links() if (link.layer, link.position) in chosen]
        return any(self._named_new_rows(links, kept) for kept in self._subsets())

    def _named_new_rows(self, links: list[_Link], kept: _Kept) -> bool:
        new = {
            self._number(group.before, kept) - back
            for group in kept
            for back in range(1, len(group.rows) + 1)
        }
        wrong = [link for link in links if self._then(link, kept) != link.ref]
        named = {link.ref + (self._number(link.old, kept) if link.ref < 0 else 0) for link in wrong}
        return bool(named) and named <= new

    def _links(self) -> Iterator[_Link]:
        """Each reference that can be compared."""
        stock = self.alignment.network.rows
        back = {index: at for at, index in self.moved.items()}
        for index, at in enumerate(self.alignment.pairs):
            old = back.get(index) if at is None else at
            if old is None:
                continue
            row, its = self.alignment.rows[index], stock[old]
            if len(row.refs) == len(its.refs):
                for position, ends in enumerate(zip(row.refs, its.sources, strict=True)):
                    yield _Link(index, position, old, *ends)

    def _reference(self, link: _Link) -> _Compared:
        index, position, ref = link.layer, link.position, link.ref
        source = self.config.target_of(index, ref)
        expected, sure = self._place(link.target)
        lowest = 0 if index else IMAGE  # only row 0 can read the image
        if expected is None or not lowest <= expected < index:
            return _Compared(index, position, source, None, State.UNKNOWN)
        if source == expected or ref == -1:
            return _Compared(index, position, source, expected, State.CURRENT)
        times = tuple(kept for kept in self._subsets() if self._then(link, kept) == ref)
        if self._leads_to(source, expected):
            state = State.DOUBTFUL if times else State.CURRENT
        else:
            state = State.LEFT_BEHIND if times else State.DIFFERS
        return _Compared(index, position, source, expected, state, times, sure)

    def _place(self, target: int) -> tuple[int | None, bool]:
        """Where a row of the stock network stands now; for one that is gone, what it read first.

        Also whether that is all that it read.
        """
        sure = True
        for _ in range(_LONGEST_CHAIN):
            if target == IMAGE:
                return IMAGE, sure
            place = self.alignment.places.get(target, self.moved.get(target))
            if place is not None:
                return place, sure
            if not self._simply_gone(target):
                return None, False
            sources = self.alignment.network.rows[target].sources
            target, sure = sources[0], sure and len(sources) == 1
        return None, False

    def _simply_gone(self, target: int) -> bool:
        """Whether a few rows were taken out here, and nothing was put in their place."""
        gone = next(group for group in self.groups if target in group.removed)
        replaced = any(group.rows and group.before == gone.removed[-1] + 1 for group in self.groups)
        sources = self.alignment.network.rows[target].sources
        return len(gone.removed) <= _FEW and not replaced and bool(sources)

    def _leads_to(self, source: int, expected: int) -> bool:
        """Whether only new rows stand between `source` and the row that was meant."""
        for _ in range(_LONGEST_CHAIN):
            if source == expected:
                return True
            if source not in self.inserted:
                return False
            refs = self.alignment.rows[source].refs
            if not refs:
                return False
            source = self.config.target_of(source, refs[0])
        return False

    def _then(self, link: _Link, kept: _Kept) -> int:
        """What the reference had to be, when only `kept` had changed, to be right."""
        number = self._number(link.target, kept)
        return number if link.ref >= 0 else number - self._number(link.old, kept)

    def _subsets(self) -> Iterator[_Kept]:
        """Earlier states of the file: the stock network first, then with some of the changes."""
        groups = self.groups
        if len(groups) > _MOST_GROUPS:
            yield ()
            return
        for length in range(len(groups)):
            yield from combinations(groups, length)

    @staticmethod
    def _number(row: int, kept: tuple[Group, ...]) -> int:
        return row if row == IMAGE else row + sum(group.moves(row) for group in kept)
