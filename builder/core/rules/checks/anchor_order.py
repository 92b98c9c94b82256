"""The rows of anchors are not in the order of the head's inputs.

What it finds:
    Rows of anchors whose sizes do not grow from row to row, where the strides of the head do.

Why it matters:
    Each level takes the row of anchors at its own place. YOLOv5 and YOLOv7 compare only the first
    row with the last and turn all round if these two are reversed; any other order stays, and a
    level trains on boxes of another one's size. AutoAnchor does not notice: it judges all anchors
    together, not level by level.

Example:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors:
      - [60, 70, 90, 80]
      - [10, 13, 16, 30]
      - [120, 150, 200, 180]
    backbone:
      - [-1, 1, Conv, [8, 3, 2]]
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, Conv, [32, 3, 2]]
      - [-1, 1, Conv, [64, 3, 2]]
      - [-1, 1, Conv, [128, 3, 2]]
    head:
      - [[2, 3, 4], 1, Detect, [nc, anchors]]

Use instead:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors:
      - [10, 13, 16, 30]
      - [60, 70, 90, 80]
      - [120, 150, 200, 180]
    backbone:
      - [-1, 1, Conv, [8, 3, 2]]
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, Conv, [32, 3, 2]]
      - [-1, 1, Conv, [64, 3, 2]]
      - [-1, 1, Conv, [128, 3, 2]]
    head:
      - [[2, 3, 4], 1, Detect, [nc, anchors]]

Fix:
    Sorts the rows by size; their comments stay where they are.
"""

from collections.abc import Iterator
from itertools import pairwise

from builder.core.diagnostics import Applicability, Diagnostic, Fix, Listed, Message, Severity
from builder.core.rules.anchors import AnchorRow, anchor_rows
from builder.core.rules.checks import head_stride_order
from builder.core.rules.network import Network
from builder.core.text import TextEdit

CODE = "H113"


_CLEARLY = 1.1  # rows of nearly one size are in no order


def disordered(rows: list[AnchorRow]) -> bool:
    """Whether the sizes do not grow from row to row."""
    return any(_shrinks(one, other) for one, other in pairwise(rows))


def check(network: Network) -> Iterator[Diagnostic]:
    """At most one finding, at the first row that is smaller than the one before."""
    rows = anchor_rows(network)
    if network.head is None or not network.head_strides or not disordered(rows):
        return
    if head_stride_order.disordered(network):
        return
    sides = Listed([f"{row.side:.0f}" for row in rows])
    reverse = all(_shrinks(one, other) for one, other in pairwise(rows))
    if reverse:
        message = Message(
            "the anchors are written from large to small ({sides} pixels), the strides of {head} "
            "from small to large; {title} turns the anchors round when it builds",
            sides=sides,
            head=network.rows[network.head].module,
            title=network.title,
        )
    else:
        message = Message(
            "the rows of anchors are about {sides} pixels large, and each row of {head} takes the "
            "one at its own place; write them from small to large",
            sides=sides,
            head=network.rows[network.head].module,
        )
    wrong = next(other for one, other in pairwise(rows) if _shrinks(one, other))
    severity = Severity.INFO if reverse else Severity.WARNING
    fix = _sorted(network, rows)
    yield Diagnostic(CODE, severity, message, wrong.span, network.head, (), (fix,))


def _shrinks(one: AnchorRow, other: AnchorRow) -> bool:
    return one.side > _CLEARLY * other.side


def _sorted(network: Network, rows: list[AnchorRow]) -> Fix:
    text = network.config.text
    order = sorted(rows, key=lambda row: row.side)
    edits = tuple(
        TextEdit(place.span, row.span.of(text))
        for place, row in zip(rows, order, strict=True)
        if place is not row
    )
    return Fix(Message("Sort the anchors by size"), edits, Applicability.UNSAFE)
