"""The first row is a whole backbone that fills several slots, and the file is read otherwise.

What it finds:
    A whole backbone in row 0, below which the indices only make sense if that row counts as five,
    in a file that a comment in it, `--dialect` or the window has read as a stock trainer's.

Why it matters:
    In tutorials' forks a row such as `[-1, 1, MobileNetV3, []]` returns several maps, kept as
    rows 0 to 4, so every index in the file runs four ahead of its row. A stock trainer does not
    know that, and takes every index for another row. Read as `five-slot` the indices are right.

Example:
    # builder: dialect yolov5@7.0
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, MobileNetV3, []]  # 4
      - [-1, 1, SPPF, [1024, 5]]  # 5
    head:
      - [-1, 1, Conv, [512, 1, 1]]  # 6
      - [-1, 1, nn.Upsample, [None, 2, nearest]]  # 7
      - [[-1, 3], 1, Concat, [1]]  # 8
      - [[8, 5], 1, Detect, [nc, anchors]]

Use instead:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, MobileNetV3, []]  # 4
      - [-1, 1, SPPF, [1024, 5]]  # 5
    head:
      - [-1, 1, Conv, [512, 1, 1]]  # 6
      - [-1, 1, nn.Upsample, [None, 2, nearest]]  # 7
      - [[-1, 3], 1, Concat, [1]]  # 8
      - [[8, 5], 1, Detect, [nc, anchors]]

Fix:
    Takes the comment out, where there is one: the file's looks decide then.
"""

from collections.abc import Iterator

from builder.core.diagnostics import Diagnostic, Message, Severity
from builder.core.rules.checks.other_trainer import directive_fixes
from builder.core.rules.network import Network

CODE = "D106"


def check(network: Network) -> Iterator[Diagnostic]:
    """At most one finding, at row 0."""
    if not network.whole_backbone:
        return
    message = Message(
        "{row}: {module} looks like a whole backbone that fills slots 0 to 4, as some forks "
        "count; the indices below run four ahead of the rows, which {trainer} does not follow; "
        "read the file as five-slot",
        row=network.row(0),
        module=network.layers[0].name,
        trainer=network.title,
    )
    span = network.module_span(0)
    fixes = tuple(directive_fixes(network))
    yield Diagnostic(CODE, Severity.WARNING, message, span, 0, (), fixes)
