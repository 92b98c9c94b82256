"""Channels that by chance equal the head's outputs are not scaled.

What it finds:
    Output channels equal to anchors x (classes + 5), in a file whose width_multiple is not 1; for
    Ultralytics 8.3 output channels equal to the number of classes.

Why it matters:
    YOLOv5, YOLOv7 and YOLOv9 take that number for an output layer and leave it as it is: with 3
    classes and 3 anchors, 24 channels stay 24 at every width. Other sizes of the network then
    have an odd row. Ultralytics 8.4 scales every row but Classify.

Example:
    nc: 3
    depth_multiple: 1.0
    width_multiple: 0.5
    anchors: 3
    backbone:
      - [-1, 1, Conv, [24, 3, 2]]
    head:
      - [[-1], 1, Detect, [nc, anchors]]

Use instead:
    nc: 3
    depth_multiple: 1.0
    width_multiple: 0.5
    anchors: 3
    backbone:
      - [-1, 1, Conv, [32, 3, 2]]
    head:
      - [[-1], 1, Detect, [nc, anchors]]

Fix:
    None: choose another number, or live with it.
"""

from collections.abc import Iterator

from builder.core.diagnostics import Diagnostic, Severity
from builder.core.rules.network import Network

CODE = "D103"


def check(network: Network) -> Iterator[Diagnostic]:
    """One finding for each such row."""
    for index, trap in network.traps("unscaled-channels"):
        message = network.told(index, trap.message)
        yield Diagnostic(CODE, Severity.WARNING, message, trap.span, index)
