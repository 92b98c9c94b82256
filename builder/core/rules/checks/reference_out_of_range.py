"""A row reads itself, a later row, or one that does not exist.

What it finds:
    An index in `from` that is not smaller than the row's own number, or that lies before
    the first row.

Why it matters:
    Rows are built from top to bottom, so a row can only read rows above it. All trainers stop
    with "IndexError: list index out of range" and name no row. Mostly a row was deleted or
    inserted and the indices below it were not renumbered. In forks where a whole backbone fills
    five slots, slots that it leaves empty cannot be read either.

Example:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, Conv, [32, 3, 2]]
    head:
      - [[0, 2], 1, Detect, [nc, anchors]]

Use instead:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, Conv, [32, 3, 2]]
    head:
      - [[0, 1], 1, Detect, [nc, anchors]]

Fix:
    Offers rows above it: those that nobody reads first, of the right size where that can be told.
    Look at the other indices too: one wrong index is rarely alone.
"""

from collections.abc import Iterator
from typing import NamedTuple

from builder.core.diagnostics import Diagnostic, Fix, Label, Message, Severity
from builder.core.rules import offers
from builder.core.rules.network import Network
from builder.core.rules.sizes import written

CODE = "G101"
_FARTHEST_SHIFT = 4
_SPLIT = 5  # where TorchVision says whether it gives all its maps


class WrongReference(NamedTuple):
    """A reference that names nothing above its row, and the numbers it may have meant."""

    layer: int
    position: int
    candidates: list[int]


def wrong_references(network: Network) -> Iterator[WrongReference]:
    """Every reference in the file that cannot be followed."""
    if network.whole_backbone or network.lacks_section:
        return
    for index in range(len(network)):
        for position, number in enumerate(network.read(index)):
            if not _can_be_read(network, index, number):
                yield WrongReference(index, position, _candidates(network, index, position))


def check(network: Network) -> Iterator[Diagnostic]:
    """One finding for the first such reference of each row."""
    for wrong in wrong_references(network):
        index, position = wrong.layer, wrong.position
        ref = network.ref(index, position)
        yield Diagnostic(
            CODE,
            Severity.ERROR,
            _message(network, index, network.read(index)[position]),
            ref.span if ref else network.from_span(index),
            index,
            (*offers.unread(network, explained(network, wrong)), *_maps(network, index)),
            (*_shifts(network, index), *offers.fixes(network, index, position, wrong.candidates)),
        )


def _maps(network: Network, index: int) -> Iterator[Label]:
    """A label at a backbone above that gives all its maps: to the trainer they are one row."""
    for row in range(index if network.report.trainer == "ultralytics" else 0):
        split = written(network, row, _SPLIT) if network.rows[row].module == "TorchVision" else None
        if split is not None and split.value is True:
            words = Message(
                "the maps of {row} (TorchVision) count as one row; take each with a row {example}",
                row=network.row(row),
                example=f"`[{network.number(row)}, 1, Index, [channels, map]]`",
            )
            yield Label(network.module_span(row), words)


def explained(network: Network, wrong: WrongReference) -> set[int]:
    """Unread rows that the reference may have meant, or that its row misses like it."""
    rows = offers.rows_of(network, wrong.candidates) & set(network.dead)
    return rows.union(offers.dead_in_head(network)) if wrong.layer == network.head else rows


def _can_be_read(network: Network, index: int, number: int) -> bool:
    if index == 0:
        return number == -1
    return network.first_slot <= number < network.number(index)


def _shifts(network: Network, index: int) -> Iterator[Fix]:
    """All inputs of a head moved up together, as after rows were deleted above."""
    if index != network.head or len(network.sources(index)) < 2:
        return
    for by in range(1, _FARTHEST_SHIFT + 1):
        if fix := offers.shift(network, index, -by):
            yield fix
            return


def _message(network: Network, index: int, number: int) -> Message:
    module, row = network.rows[index].module, network.row(index)
    if index == 0:
        return Message(
            "{row} ({module}) is the first and can only read the image: write -1",
            row=row,
            module=module,
        )
    return Message(
        "{row} ({module}) {fault}; it can read {range}",
        row=row,
        module=module,
        fault=_fault(network, index, number),
        range=_range(network, network.first_slot, network.number(index) - 1),
    )


def _fault(network: Network, index: int, number: int) -> Message:
    last, own = network.number(len(network) - 1), network.number(index)
    if number == own:
        return Message("reads itself")
    if number < 0:
        return Message("reads {number} before row 0", number=-number)
    if number < own:
        return Message(
            "reads slot {number}, which the backbone in row 0 leaves empty", number=number
        )
    if number <= last:
        return Message("reads {row}, which comes later", row=network.row_at(number))
    row = network.row_at(last).as_number
    return Message("reads row {number}, but the last row is {last}", number=number, last=row)


def _range(network: Network, first: int, last: int) -> Message:
    lowest, highest = (network.row_at(number).as_number for number in (first, last))
    if network.config.first_slots > 1:
        return Message("slots {first} to {last}", first=lowest, last=highest)
    return Message("rows {first} to {last}", first=lowest, last=highest)


def _candidates(network: Network, index: int, position: int) -> list[int]:
    known = [
        network.size_of(number)
        for place, number in enumerate(network.read(index))
        if place != position and 0 <= number < network.number(index)
    ]
    if network.joins(index) and known and known[0] is not None:
        return offers.fitting(network, index, position, offers.of_size(network, index, known[0]))
    if network.is_head(index):
        # A head reads each size once, so what it reads already is no candidate.
        return offers.fitting(
            network,
            index,
            position,
            lambda number: network.size_of(number) not in known or None in known,
        )
    return offers.fitting(network, index, position, lambda _: True)
