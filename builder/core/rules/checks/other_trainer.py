"""The file is for another trainer.

What it finds:
    `scales:`, Detect without anchors, and modules that only Ultralytics, YOLOv7 or YOLOv9 have.

Why it matters:
    The trainers share the form of the rows, but not the modules, the header or the way channels
    are counted. This version reads files as YOLOv5 does, so its numbers for this one are partial,
    and findings about missing header keys are held back.

Example:
    nc: 80
    scales:
      n: [0.33, 0.25, 1024]
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, C2f, [16, True]]
    head:
      - [[1], 1, Detect, [nc]]

Use instead:
    nc: 80
    depth_multiple: 0.33
    width_multiple: 0.25
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, C3, [16, True]]
    head:
      - [[1], 1, Detect, [nc, anchors]]

Fix:
    None in this version.
"""

from collections.abc import Iterator

from builder.core.diagnostics import Diagnostic, Severity
from builder.core.rules.network import Network
from builder.core.rules.wording import listed
from builder.core.text import Span

CODE = "D105"


def check(network: Network) -> Iterator[Diagnostic]:
    """At most one finding, at the top of the file."""
    found = network.other_trainer
    if found is None:
        return
    root = network.config.root
    # The first key, so that there is something to underline.
    span = root.pairs[0][0].span if root and root.pairs else Span(0, 0)
    message = f"this looks like a file for {found.trainer} ({listed(found.signs)}); "
    message += "this version reads files as YOLOv5 does"
    yield Diagnostic(CODE, Severity.WARNING, message, span)
