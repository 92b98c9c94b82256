"""A module's name is code.

What it finds:
    A third cell that is an expression instead of a name, such as a call or an attribute.

Why it matters:
    YOLOv5, YOLOv7 and YOLOv9 hand the name to Python's eval: the trainer would run it when it
    opens the file. This program never does, so the row stays unknown. Ultralytics looks names up
    and stops with a KeyError.

Example:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, "Conv if True else C3", [16, 3, 2]]
    head:
      - [[0, 1], 1, Detect, [nc, anchors]]

Use instead:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, Conv, [16, 3, 2]]
    head:
      - [[0, 1], 1, Detect, [nc, anchors]]

Fix:
    None: write the module's name.
"""

from collections.abc import Iterator

from builder.core.diagnostics import Diagnostic, Severity
from builder.core.rules.network import Network

CODE = "X102"


def check(network: Network) -> Iterator[Diagnostic]:
    """One finding for each such row."""
    odd_blanks = any(one.code == "Y107" for one in network.config.diagnostics)
    for index, trap in network.traps("code-as-module"):
        if odd_blanks and network.rows[index].module.strip().isidentifier():
            continue  # a blank that is no space made one word of two cells
        message = network.told(index, trap.message)
        yield Diagnostic(CODE, Severity.ERROR, message, trap.span, index)
