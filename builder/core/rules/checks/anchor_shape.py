"""A row of anchors is not pairs of width and height.

What it finds:
    Rows of anchors of different lengths, of odd length, or with something else than numbers.

Why it matters:
    Each level has equally many anchors, each a width and a height in pixels. YOLOv5 and YOLOv7
    stop with an error about a tensor's shape that does not mention the anchors. Ultralytics and
    YOLOv9 use no anchors.

Example:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors:
      - [10, 13, 16, 30, 33, 23]
      - [30, 61, 62, 45]
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, Conv, [32, 3, 2]]
    head:
      - [[0, 1], 1, Detect, [nc, anchors]]

Use instead:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors:
      - [10, 13, 16, 30, 33, 23]
      - [30, 61, 62, 45, 59, 119]
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, Conv, [32, 3, 2]]
    head:
      - [[0, 1], 1, Detect, [nc, anchors]]

Fix:
    None: only you know the sizes.
"""

from collections.abc import Iterator

from builder.core.config import Node, Sequence
from builder.core.diagnostics import Diagnostic, Message, Severity
from builder.core.rules.anchors import anchors_of
from builder.core.rules.network import Network
from builder.core.rules.wording import counted_numbers

CODE = "H104"


def check(network: Network) -> Iterator[Diagnostic]:
    """At most one finding, at the first odd row of anchors."""
    head = network.head
    node = anchors_of(network, head) if head is not None else None
    if not isinstance(node, Sequence) or not node.items:
        return
    first = node.items[0]
    for level, row in enumerate(node.items):
        odd = _what_is_odd(row, first)
        if odd:
            # The head is where the trainer stops, so nothing more needs saying there.
            message = Message("anchors of level {level}: {fault}", level=level + 1, fault=odd)
            yield Diagnostic(CODE, Severity.ERROR, message, row.span, head)
            return


def _what_is_odd(row: Node, first: Node) -> Message | None:
    if not isinstance(row, Sequence) or not isinstance(first, Sequence):
        return Message("write a list of widths and heights in brackets")
    if not all(isinstance(item.value, int | float) for item in row.items):
        return Message("every width and height must be a number")
    numbers = counted_numbers(len(row.items))
    if len(row.items) % 2:
        return Message("{numbers} are no pairs of width and height", numbers=numbers)
    if len(row.items) != len(first.items):
        count = len(first.items)
        return Message("{numbers}, but level 1 has {count}", numbers=numbers, count=count)
    return None
