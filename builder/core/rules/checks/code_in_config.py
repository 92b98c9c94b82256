"""Text that the trainer would run as code.

What it finds:
    Calls and other code in args or in `activation:`.

Why it matters:
    YOLOv5, YOLOv7 and YOLOv9 hand every text in args to Python's eval, and most trainers the
    activation, Ultralytics too: opening such a file in the trainer runs what its author wrote,
    with your rights. This program never does.

Example:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, "max(3, 5)", 2]]
    head:
      - [[-1], 1, Detect, [nc, anchors]]

Use instead:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 5, 2]]
    head:
      - [[-1], 1, Detect, [nc, anchors]]

Fix:
    None: write the value that is meant. Don't train with a file whose code you don't know.
"""

from collections.abc import Iterator

from builder.core.diagnostics import Diagnostic, Message, Severity
from builder.core.rules.network import Network

CODE = "X101"


def check(network: Network) -> Iterator[Diagnostic]:
    """One finding for each such text."""
    for index, trap in network.traps("runs-code"):
        message = network.told(index, trap.message)
        yield Diagnostic(CODE, Severity.ERROR, message, trap.span, index)
    for trap in network.header_traps("runs-code"):
        message = Message("`activation`: {fault}", fault=trap.message)
        yield Diagnostic(CODE, Severity.ERROR, message, trap.span)
