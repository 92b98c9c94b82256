"""A block that joins several inputs gets one row instead of a list.

What it finds:
    `from` without brackets on Concat, Detect and other modules that take a list.

Why it matters:
    The trainers stop with "TypeError: 'int' object is not iterable" and name no row.

Example:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
    head:
      - [-1, 1, Detect, [nc, anchors]]

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
    Puts the number in brackets. A Concat of one input does nothing: add what it should join.
"""

from collections.abc import Iterator

from builder.core.diagnostics import Applicability, Diagnostic, Fix, Message, Severity
from builder.core.rules.network import Network
from builder.core.text import TextEdit

CODE = "G104"


def check(network: Network) -> Iterator[Diagnostic]:
    """One finding for each such row."""
    for index, trap in network.traps("scalar-from"):
        written = f"[{trap.span.of(network.config.text)}]"
        edit = TextEdit(trap.span, written)
        message = Message(
            "{row}: {module} takes a list of rows: write `from` as {written}",
            row=network.row(index),
            module=network.rows[index].module,
            written=written,
        )
        fix = Fix(Message("Write {written}", written=written), (edit,), Applicability.SAFE)
        yield Diagnostic(CODE, Severity.ERROR, message, trap.span, index, (), (fix,))
