"""The second cell is no number.

What it finds:
    Text, lists or nothing where a row says how often its module is repeated.

Why it matters:
    The trainers stop with a TypeError that names no row.

Example:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, x, Conv, [16, 3, 2]]
    head:
      - [[-1], 1, Detect, [nc, anchors]]

Use instead:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
    head:
      - [[-1], 1, Detect, [nc, anchors]]

Fix:
    Writes 1.
"""

from collections.abc import Iterator

from builder.core.diagnostics import Applicability, Cell, Diagnostic, Fix, Message, Severity
from builder.core.rules.network import Network
from builder.core.text import TextEdit

CODE = "B109"


def check(network: Network) -> Iterator[Diagnostic]:
    """One finding for each such row."""
    for index, trap in network.traps("bad-number"):
        message = Message(
            "{row}: the second cell is the number of repeats, not {cell}",
            row=network.row(index),
            cell=Cell(trap.span, trap.span.of(network.config.text)),
        )
        fix = Fix(
            Message("Write {value}", value=1), (TextEdit(trap.span, "1"),), Applicability.UNSAFE
        )
        yield Diagnostic(CODE, Severity.ERROR, message, trap.span, index, (), (fix,))
