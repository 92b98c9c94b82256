"""A comment names another level than the row has.

What it finds:
    `P3/8` beside a row whose output is not 1/8 of the image.

Why it matters:
    People pick rows to join by these comments. A stride was added or removed above, or the
    comment was copied.

Example:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]  # 0-P1/2
      - [-1, 1, Conv, [32, 3, 1]]  # 1-P2/4
      - [-1, 1, Conv, [64, 3, 2]]
    head:
      - [[2], 1, Detect, [nc, anchors]]

Use instead:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]  # 0-P1/2
      - [-1, 1, Conv, [32, 3, 2]]  # 1-P2/4
      - [-1, 1, Conv, [64, 3, 2]]
    head:
      - [[2], 1, Detect, [nc, anchors]]

Fix:
    None: either the comment is wrong, or a stride above it.
"""

import math
from collections.abc import Iterator

from builder.core.diagnostics import Diagnostic, Label, Level, Message, Severity
from builder.core.rules.checks import head_stride_levels
from builder.core.rules.network import MOST_FINDINGS, Network

CODE = "S106"


def check(network: Network) -> Iterator[Diagnostic]:
    """One finding for all such comments, at the first."""
    wrong = [
        index
        for index, claimed in enumerate(network.claimed_strides)
        if claimed is not None and not is_at(network, index, claimed)
    ]
    if not wrong:
        return
    if head_stride_levels.contradiction(network) is not None and network.head is not None:
        read = network.sources(network.head)
        wrong = [index for index in wrong if index not in read]
    if wrong:
        yield _finding(network, wrong)


def is_at(network: Network, index: int, claimed: int) -> bool:
    """Whether the row has that stride, or its size is rounded up from it, or unknown."""
    size = network.size(index)
    if size is None or network.stride(index) == claimed:
        return True
    return size == tuple(math.ceil(side / claimed) for side in network.report.image_size)


def _finding(network: Network, wrong: list[int]) -> Diagnostic:
    first, *others = wrong
    comment = network.layers[first].comment
    message = _contradiction(network, first)
    if others:
        message = Message("{fault}; {number} more below", fault=message, number=len(others))
    labels = tuple(
        Label(mark, _contradiction(network, index))
        for index in others[:MOST_FINDINGS]
        if (mark := network.layers[index].comment)
    )
    span = comment or network.layers[first].span
    # Where every row and reference is as shipped, the comment alone is wrong.
    severity = Severity.INFO if network.shipped else Severity.WARNING
    return Diagnostic(CODE, severity, message, span, first, labels)


def _contradiction(network: Network, index: int) -> Message:
    return Message(
        "{row} is {size}, the comment says {level}",
        row=network.row(index),
        size=network.size_text(network.number(index)),
        level=Level(network.claimed_strides[index] or 0),
    )
