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

from builder.core.diagnostics import Applicability, Diagnostic, Fix, Label, Severity
from builder.core.rules import offers
from builder.core.rules.checks import (
    concat_size,
    head_stride_order,
    number_below_one,
    reference_out_of_range,
)
from builder.core.rules.network import MOST_FINDINGS, Network
from builder.core.rules.wording import row_text

CODE = "G102"
_LONGEST_CHAIN = 8
_MOST = 8  # readers that are named


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
    report = network.reports[row]
    bypasses = _bypasses(network, row)
    message = f"nobody reads {row_text(report)}"
    labels: list[Label] = []
    for reader, position, source in bypasses:
        name = network.rows[reader].module
        message += (
            f"; {name} ({network.row(reader)}) reads {network.row(source)} instead"
            if not labels
            else ""
        )
        ref = network.ref(reader, position)
        span = ref.span if ref else network.from_span(reader)
        labels.append(Label(span, f"{name} reads {row_text(network.reports[source])} here"))
    if not bypasses:
        message += ": let a row below read it, or delete it"
    return Diagnostic(
        CODE,
        Severity.WARNING,
        message,
        network.module_span(row),
        row,
        tuple(labels),
        tuple(_fixes(network, row, bypasses)),
    )


def _bypasses(network: Network, row: int) -> list[tuple[int, int, int]]:
    """References below `row` to a row it is made of: `(reader, position, source)`, heads first."""
    found: list[tuple[int, int, int]] = []
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


def _head_input(network: Network, row: int) -> list[tuple[int, int, int]]:
    """The head's input of the row's stride, as `(reader, position, source)`."""
    if network.head is None or network.joins(row) or row + 1 != network.head:
        return []
    return [
        (network.head, position, source)
        for position, source in enumerate(network.valid_sources(network.head))
        if source < row and network.stride(source) == network.stride(row)
    ]


def _fixes(network: Network, row: int, bypasses: list[tuple[int, int, int]]) -> Iterator[Fix]:
    for reader, position, source in bypasses:
        if reader == network.head and (shift := offers.shift(network, reader, row - source)):
            yield shift
        edit = offers.repoint(network, reader, position, network.number(row))
        if edit is not None:
            where = f"in {network.row(reader)} ({network.rows[reader].module})"
            title = f"{network.take_text(network.number(row))} {where}"
            yield Fix(title, (edit,), Applicability.UNSAFE)
