"""The head reads a Concat instead of the block that works on it.

What it finds:
    An input of Detect or Segment that is a Concat, where the next row makes a block of it.

Why it matters:
    The network builds and trains, but the head sees the raw join: the block that should fuse it
    is used for other levels only, or for none. It is typical of indices that are one too low.

Example:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, C3, [16]]
    head:
      - [[-1, 0], 1, Concat, [1]]
      - [-1, 1, C3, [32]]
      - [-1, 1, Conv, [32, 3, 2]]
      - [[2, 4], 1, Detect, [nc, anchors]]

Use instead:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, C3, [16]]
    head:
      - [[-1, 0], 1, Concat, [1]]
      - [-1, 1, C3, [32]]
      - [-1, 1, Conv, [32, 3, 2]]
      - [[3, 4], 1, Detect, [nc, anchors]]

Fix:
    Reads the block below each such Concat.
"""

from collections.abc import Iterator

from builder.core.diagnostics import (
    Applicability,
    Diagnostic,
    Fix,
    Label,
    Listed,
    Message,
    Severity,
)
from builder.core.rules import offers
from builder.core.rules.network import Network
from builder.core.rules.wording import rows_text

CODE = "H105"


def check(network: Network) -> Iterator[Diagnostic]:
    """At most one finding, for all inputs of the head."""
    head = network.head
    if head is None or not network.head_strides:
        return
    if offers.dead_in_head(network):
        return  # the dead row's finding speaks of the same indices
    sources = network.sources(head)
    joins = [(i, row) for i, row in enumerate(sources) if _skips(network, row, sources)]
    if not joins:
        return
    places = [row for _, row in joins]
    blocks = [row + 1 for row in places]
    message = Message(
        "{row}: {module} reads {joins}, not the block below it: {blocks}",
        row=network.row(head),
        module=network.rows[head].module,
        joins=Listed([*map(network.row_text, places)]),
        blocks=Listed([*map(network.row_text, blocks)]),
    )
    edits = [offers.repoint(network, head, i, network.number(row + 1)) for i, row in joins]
    fix = Fix(
        Message("Read {rows} instead", rows=rows_text([*map(network.row, blocks)])),
        tuple(edit for edit in edits if edit),
        Applicability.UNSAFE,
    )
    labels = tuple(
        Label(network.module_span(row), Message("{row} joins", row=network.row(row)))
        for row in places
    )
    yield Diagnostic(CODE, Severity.WARNING, message, network.from_span(head), head, labels, (fix,))


def _skips(network: Network, row: int, sources: tuple[int, ...]) -> bool:
    below = row + 1
    return (
        network.joins(row)
        and below in network.readers[row]
        and below not in sources
        and not network.is_head(below)
        and not network.joins(below)
        and network.size(below) == network.size(row)
    )
