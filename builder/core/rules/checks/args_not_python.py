"""Text in args that Python cannot read.

What it finds:
    Words with blanks between them, open brackets, and expressions that fail, in a row's args.

Why it matters:
    YOLOv5 and YOLOv9 evaluate every text in args as Python, Ultralytics reads it as a Python
    value: all stop with a SyntaxError, or another error, that names no row. A plain word such as
    `nearest` is fine. YOLOv7 keeps what it cannot evaluate as text.

Example:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, Conv, [16, three by three]]
    head:
      - [[0], 1, Detect, [nc, anchors]]

Use instead:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
    head:
      - [[0], 1, Detect, [nc, anchors]]

Fix:
    None: write the value that is meant.
"""

from collections.abc import Iterator

from builder.core.diagnostics import Diagnostic, Severity
from builder.core.dialects import Trap
from builder.core.rules.network import Network

CODE = "B107"


def check(network: Network) -> Iterator[Diagnostic]:
    """One finding for each such row."""
    for index, trap in network.traps("bad-text"):
        if lacks_comma(network, trap):
            continue
        yield Diagnostic(
            CODE,
            Severity.ERROR,
            network.told(index, trap.message),
            trap.span,
            index,
        )


def lacks_comma(network: Network, trap: Trap) -> bool:
    """Whether reading has told that a comma is missing in the text that a trap is about."""
    found = network.config.diagnostics
    return any(one.code == "Y102" and trap.span.covers(one.span) for one in found)
