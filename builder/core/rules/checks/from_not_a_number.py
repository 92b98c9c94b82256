"""The `from` cell holds something else than row numbers.

What it finds:
    Text, fractions, nested lists or nothing where a row's input is named.

Why it matters:
    The trainers know rows by number only: -1 is the row above, 6 is row 6, [-1, 6] are both.

Example:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [last, 1, Conv, [32, 3, 2]]
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
    head:
      - [[0, 1], 1, Detect, [nc, anchors]]

Fix:
    None: write the number of the row it should read.
"""

from collections.abc import Iterator

from builder.core.diagnostics import Cell, Diagnostic, Message, Severity
from builder.core.rules.checks import output_rows
from builder.core.rules.network import Network

CODE = "G105"


def check(network: Network) -> Iterator[Diagnostic]:
    """One finding for each such row."""
    outputs = output_rows.output_rows(network)
    for index, trap in network.traps("bad-from"):
        if outputs and index == len(network) - 1:
            continue  # a head without inputs, as YOLOv5 1.0 wrote it
        message = Message(
            "{row} reads {cell}; write -1 for the row above, a row's number, or a list of them",
            row=network.row(index),
            cell=Cell(trap.span, trap.span.of(network.config.text)),
        )
        yield Diagnostic(CODE, Severity.ERROR, message, trap.span, index)
