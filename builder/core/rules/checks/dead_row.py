"""A row is computed, and nobody reads it.

What it finds:
    A row whose output neither the next row nor any other `from` uses, and that is no head.

Why it matters:
    The network builds and trains without a word, but without that row: an attention block that
    was meant to help does nothing. After rows were inserted and the indices below were not
    renumbered this is usually the only sign: the row above the head goes unread.

Example:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, Conv, [32, 3, 2]]
      - [-1, 1, C3, [32]]
    head:
      - [[0, 1], 1, Detect, [nc, anchors]]

Use instead:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, Conv, [32, 3, 2]]
      - [-1, 1, C3, [32]]
    head:
      - [[0, 2], 1, Detect, [nc, anchors]]

Fix:
    Lets the row that reads past it read it, where both have one size. Where all inputs of
    the head seem off by the same number, all are shifted. If the row is not wanted, delete it.
"""

from collections.abc import Iterator
from itertools import islice

from builder.core.diagnostics import Applicability, Diagnostic, Fix, Label, Message, Severity
from builder.core.rules import offers
from builder.core.rules.checks import (
    concat_size,
    head_stride_order,
    number_below_one,
    reference_out_of_range,
)
from builder.core.rules.network import MOST_FINDINGS, Network

CODE = "G102"
_LONGEST_CHAIN = 8
_MOST = 8  # readers that are named
Bypass = tuple[int, int, int]
"""A reader, the place in its `from`, and the row that it names there."""


def check(network: Network) -> Iterator[Diagnostic]:
    """One finding for each such row that no other finding explains."""
    if not network.dead or network.whole_backbone or network.other_trainer:
        return
    if network.lacks_section:
        return
    if any(row.sources is None for row in network.rows):
        return  # a `from` that cannot be read might name it
    explained = _explained(network)
    unreading = {index for index, _ in network.traps("scalar-from")}
    unreading.update(i for i in range(len(network)) if number_below_one.swapped(network, i))
    for row in sorted(network.dead):
        if row + 1 in unreading:
            continue  # the row below is meant to read it
        if row not in explained and row not in network.failed:
            yield _finding(network, row)


def _explained(network: Network) -> set[int]:
    """Dead rows that a wrong reference elsewhere may have meant: mending that mends them."""
    rows: set[int] = set()
    for wrong in islice(reference_out_of_range.wrong_references(network), MOST_FINDINGS):
        rows |= reference_out_of_range.explained(network, wrong)
    for mismatch in islice(concat_size.mismatches(network), MOST_FINDINGS):
        rows |= offers.rows_of(network, mismatch.candidates)
    if head_stride_order.disordered(network):
        rows.update(offers.dead_in_head(network))
    return rows


def _finding(network: Network, row: int) -> Diagnostic:
    bypasses = _bypasses(network, row)
    return Diagnostic(
        CODE,
        Severity.WARNING,
        _message(network, row, bypasses),
        network.module_span(row),
        row,
        tuple(_labels(network, bypasses)),
        tuple(_fixes(network, row, bypasses)),
    )


def _message(network: Network, row: int, bypasses: list[Bypass]) -> Message:
    dead = network.row_text(row)
    if not bypasses:
        return Message("nobody reads {row}: let a row below read it, or delete it", row=dead)
    reader, _, source = bypasses[0]
    return Message(
        "nobody reads {row}; {module} ({reader}) reads {source} instead",
        row=dead,
        module=network.rows[reader].module,
        reader=network.row(reader),
        source=network.row(source),
    )


def _labels(network: Network, bypasses: list[Bypass]) -> Iterator[Label]:
    for reader, position, source in bypasses:
        ref = network.ref(reader, position)
        span = ref.span if ref else network.from_span(reader)
        name = network.rows[reader].module
        words = Message("{module} reads {row} here", module=name, row=network.row_text(source))
        yield Label(span, words)


def _bypasses(network: Network, row: int) -> list[Bypass]:
    """References below `row` to a row it is made of, heads first."""
    found: list[Bypass] = []
    source = row
    for _ in range(_LONGEST_CHAIN):
        above = network.valid_sources(source)
        if not above or network.stride(above[0]) != network.stride(row):
            break
        source = above[0]
        below = [reader for reader in reversed(network.readers[source]) if reader > row]
        found = [
            (reader, network.sources(reader).index(source), source) for reader in below[:_MOST]
        ]
        if found:
            break
    found = found or _head_input(network, row)
    return sorted(found, key=lambda one: (one[0] != network.head, one[0]))


def _head_input(network: Network, row: int) -> list[Bypass]:
    """The head's input of the row's stride, as `(reader, position, source)`."""
    if network.head is None or network.joins(row) or row + 1 != network.head:
        return []
    return [
        (network.head, position, source)
        for position, source in enumerate(network.valid_sources(network.head))
        if source < row and network.stride(source) == network.stride(row)
    ]


def _fixes(network: Network, row: int, bypasses: list[Bypass]) -> Iterator[Fix]:
    for reader, position, source in bypasses:
        if reader == network.head and (shift := offers.shift(network, reader, row - source)):
            yield shift
        edit = offers.repoint(network, reader, position, network.number(row))
        if edit is not None:
            title = Message(
                "{take} in {row} ({module})",
                take=network.take_text(network.number(row)),
                row=network.row(reader),
                module=network.rows[reader].module,
            )
            yield Fix(title, (edit,), Applicability.UNSAFE)
