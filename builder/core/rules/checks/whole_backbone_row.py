"""The first row is a whole backbone that fills several slots.

What it finds:
    An unknown module with few or no args in row 0, below which the indices only make sense if
    that row counts as five.

Why it matters:
    In tutorials' forks a row such as `[-1, 1, MobileNetV3, []]` returns five maps, kept as rows 0
    to 4, so every index in the file runs four ahead of its row. Stock YOLOv5 does not know the
    module, and this version cannot count that way yet: the rows below stay unknown.

Example:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, SomeNet_M0, []]  # 4
      - [-1, 1, SPPF, [1024, 5]]  # 5
    head:
      - [-1, 1, Conv, [512, 1, 1]]  # 6
      - [-1, 1, nn.Upsample, [None, 2, nearest]]  # 7
      - [[-1, 3], 1, Concat, [1]]  # 8
      - [[5, 8], 1, Detect, [nc, anchors]]

Use instead:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [64, 3, 2]]  # 0
      - [-1, 1, Conv, [128, 3, 2]]  # 1
    head:
      - [-1, 1, nn.Upsample, [None, 2, nearest]]  # 2
      - [[-1, 0], 1, Concat, [1]]  # 3
      - [[3], 1, Detect, [nc, anchors]]

Fix:
    None in this version.
"""

from collections.abc import Iterator

from builder.core.diagnostics import Diagnostic, Severity
from builder.core.rules.network import Network

CODE = "D106"


def check(network: Network) -> Iterator[Diagnostic]:
    """At most one finding, at row 0."""
    if not network.whole_backbone:
        return
    name = network.layers[0].name
    message = (
        f"row 0: {name} looks like a whole backbone that fills slots 0 to 4, as some forks count; "
        "the indices below run four ahead of the rows, which this version cannot follow yet"
    )
    yield Diagnostic(CODE, Severity.WARNING, message, network.module_span(0), 0)
