"""Text in args whose value this program does not work out.

What it finds:
    Python expressions beyond numbers, names and modules of torch.nn, and very long texts.

Why it matters:
    The trainer evaluates them as Python; here nothing from a file is ever run, so the row, and
    what reads it, stays unknown.

Example:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, "3 if nc > 1 else 5", 2]]
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
    None: write the value that is meant.
"""

from collections.abc import Iterator

from builder.core.diagnostics import Diagnostic, Severity
from builder.core.rules.network import Network

CODE = "X103"


def check(network: Network) -> Iterator[Diagnostic]:
    """One finding for each such text."""
    for index, trap in network.traps("opaque-text"):
        message = network.told(index, trap.message)
        yield Diagnostic(CODE, Severity.WARNING, message, trap.span, index)
