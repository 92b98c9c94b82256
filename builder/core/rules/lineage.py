"""What became of the references of a stock network in a file that was made from it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from builder.core.config.edits import Place
from builder.core.diagnostics import Listed, Message, Row
from builder.core.dialects import TITLES
from builder.core.stock import Comparison, Group, Reference, State, alike, beside_block, run_of

SURE = 0.8
"""Likeness from which a stock network is surely what the file was made from."""


@dataclass(frozen=True)
class Lineage:
    """References that are not what they were in the stock network, and what they ought to be.

    Attributes:
        comparison: The file beside the stock network.
        references: Those that would have to be rewritten, in the order of the file.
    """

    comparison: Comparison
    references: tuple[Reference, ...]

    @property
    def targets(self) -> dict[Place, int]:
        """The row that each reference ought to name; -1 is the image."""
        return {
            Place(one.layer, one.position): one.expected
            for one in self.references
            if one.expected is not None
        }

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """What came and went since the references were right."""
        return tuple(
            group
            for group in self.comparison.groups
            if any(group in one.groups for one in self.references)
        )

    @property
    def inserted(self) -> tuple[int, ...]:
        """The rows that came."""
        moved = set(self.comparison.moved.values())
        return tuple(row for group in self.groups for row in group.rows if row not in moved)

    @property
    def removed(self) -> tuple[int, ...]:
        """The rows above which others went."""
        return tuple(self._place(group) for group in self.groups if group.removed)

    @property
    def decisive(self) -> bool:
        """Whether nothing leaves another reading: all were left behind at once, beside no copy."""
        left = all(one.state is State.LEFT_BEHIND and one.sure for one in self.references)
        alike = self.comparison.alignment.likeness >= SURE
        if not (left and alike and self._at_once()) or self._beside_copies():
            return False
        return not self.comparison.disputed(self.references)

    def _at_once(self) -> bool:
        """Whether there is one time to which all belong: all were right, nobody renumbered since.

        Who renumbered others may mean these as they are.
        """
        times = {one.groups for one in self.references}
        if len(times) > 1 or self.comparison.renumbered_after(*times):
            return False
        return not self.comparison.may_mean_new_rows(self.references)

    def _beside_copies(self) -> bool:
        """Whether a row among equal ones is read from afar: another of them may be meant."""
        near = self._among_copies()
        rows = self.comparison.alignment.rows
        return any(
            one.expected in near and rows[one.layer].refs[one.position] != -1
            for one in self.comparison.references
        )

    def _among_copies(self) -> set[int]:
        """Rows of which one came or went, or another beside it: nobody can tell which.

        Others are equal ones, and ones in place of another module: those beside it may be instead.
        """
        alignment = self.comparison.alignment
        rows, stock = alignment.rows, alignment.network.rows
        came = set(self.comparison.inserted)
        other = {
            row for at, row in alignment.places.items() if stock[at].module != rows[row].module
        }
        near = {row for row in other if came & {row - 1, row + 1}}
        new = came | other
        for row in new:
            run = run_of(rows, row)
            if run - new:
                near |= run
        gone: set[int] = set()
        for at in alignment.removed:
            gone |= run_of(stock, at)
        for group in self.comparison.groups:
            near.update(beside_block(rows, group.rows))
            gone.update(beside_block(stock, group.removed))
        return near | {alignment.places[at] for at in gone if at in alignment.places}

    @cached_property
    def copies(self) -> tuple[tuple[int, int], ...]:
        """Rows that came as copies of the row above them: that row, and the last of them."""
        rows = self.comparison.alignment.rows
        new = set(self.comparison.inserted)
        found: list[tuple[int, int]] = []
        for row in self.comparison.inserted:
            if found and found[-1][1] == row - 1 and alike(rows[row], rows[row - 1]):
                found[-1] = (found[-1][0], row)
            elif row and row - 1 not in new and alike(rows[row], rows[row - 1]):
                found.append((row - 1, row))
        return tuple(found)

    # Words --------------------------------------------------------------------------------------

    @property
    def origin(self) -> Message:
        """The stock network: "yolov5s (YOLOv5)"."""
        network = self.comparison.alignment.network
        return Message(
            "{name} ({trainer})",
            name=network.name,
            trainer=TITLES.get(network.trainer, network.trainer),
        )

    @property
    def title(self) -> Message:
        """What a button says that rewrites the references."""
        if len(self.references) == 1:
            one = self.references[0]
            target = self.row(one.expected if one.expected is not None else -1)
            return Message("Let {row} read {target}", row=self.row(one.layer), target=target)
        return Message("Bring {count} references up to date", count=len(self.references))

    def causes(self) -> Iterator[Message]:
        """What came and went, a clause each."""
        for group in self.groups:
            yield self.cause(group)

    def row(self, index: int) -> Row | Message:
        """A row of the file in words."""
        if index < 0:
            return Message("the image")
        return Row(index, self.comparison.config.number_text(index))

    def cause(self, group: Group) -> Message:
        """What came or went: "2 rows (CBAM) were inserted at row 7"."""
        count = len(group.rows or group.removed)
        modules = Listed(tuple(dict.fromkeys(self._modules(group))))
        row = self.row(group.rows[0] if group.rows else self._place(group))
        if group.rows and count == 1:
            return Message("one row ({modules}) was inserted at {row}", modules=modules, row=row)
        if group.rows:
            return Message(
                "{count} rows ({modules}) were inserted at {row}",
                count=count,
                modules=modules,
                row=row,
            )
        if count == 1:
            return Message("one row ({modules}) was removed above {row}", modules=modules, row=row)
        return Message(
            "{count} rows ({modules}) were removed above {row}",
            count=count,
            modules=modules,
            row=row,
        )

    def _modules(self, group: Group) -> Iterator[str]:
        alignment = self.comparison.alignment
        for row in group.rows:
            yield alignment.rows[row].module
        for row in group.removed:
            yield alignment.network.rows[row].module

    def _place(self, group: Group) -> int:
        """The row of the file above which rows went."""
        alignment = self.comparison.alignment
        for at in range(group.removed[-1] + 1, len(alignment.network.rows)):
            if at in alignment.places:
                return alignment.places[at]
        return len(alignment.rows) - 1


def lineage(comparison: Comparison, *states: State) -> Lineage:
    """The references of a comparison that are in one of these states."""
    chosen: Sequence[Reference] = [one for one in comparison.references if one.state in states]
    return Lineage(comparison, tuple(chosen))
