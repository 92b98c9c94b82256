"""A repeated row that halves the size with every copy.

What it finds:
    A row with number > 1 (after depth scaling) and a stride.

Why it matters:
    Every copy gets the same arguments, the stride too: two copies of a stride-2 Conv divide the
    size by 4. The levels below are not those that the comments and anchors mean.

Example:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 2, Conv, [16, 3, 2]]
    head:
      - [[1], 1, Detect, [nc, anchors]]

Use instead:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, Conv, [16, 3, 2]]
    head:
      - [[1], 1, Detect, [nc, anchors]]

Fix:
    Sets number to 1.
"""

from collections.abc import Iterator

from builder.core.diagnostics import Diagnostic, Message, Severity
from builder.core.rules.checks.repeated_widening import number_span, once
from builder.core.rules.network import Network
from builder.core.rules.wording import pixel_text

CODE = "B202"


def check(network: Network) -> Iterator[Diagnostic]:
    """One finding for each such row."""
    for row in network.rows:
        if row.copies < 2:
            continue
        report = network.reports[row.index]
        if not report.input_shapes or not report.out_shapes:
            continue
        before, after = report.input_shapes[0], report.out_shapes[0]
        if len(before) != 4 or len(after) != 4 or before[2] < after[2] * 2**row.copies:
            continue
        message = Message(
            "{row}: {module} is repeated {number} times and each copy makes the map smaller: "
            "{before} becomes {after}",
            row=network.row(row.index),
            module=row.module,
            number=row.copies,
            before=pixel_text(before),
            after=pixel_text(after),
        )
        span = number_span(network, row.index)
        yield Diagnostic(
            CODE, Severity.WARNING, message, span, row.index, (), tuple(once(network, row.index))
        )
