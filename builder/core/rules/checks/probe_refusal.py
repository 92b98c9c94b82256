"""The trainer's own test pass fails, at another size than yours.

What it finds:
    A row that works at the image size in force and fails at 256x256.

Why it matters:
    The trainers learn the strides of a head from one pass of a 256x256 image when they build the
    network, whatever size you train at. Very deep rows shrink to a single pixel there, which
    batch normalisation refuses.

Example:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [8, 3, 2]]
      - [-1, 1, Conv, [8, 3, 2]]
      - [-1, 1, Conv, [8, 3, 2]]
      - [-1, 1, Conv, [8, 3, 2]]
      - [-1, 1, Conv, [8, 3, 2]]
      - [-1, 1, Conv, [8, 3, 2]]
      - [-1, 1, Conv, [8, 3, 2]]
      - [-1, 1, Conv, [8, 3, 2]]
    head:
      - [[-1], 1, Detect, [nc, anchors]]

Use instead:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [8, 3, 2]]
      - [-1, 1, Conv, [8, 3, 2]]
      - [-1, 1, Conv, [8, 3, 2]]
      - [-1, 1, Conv, [8, 3, 2]]
      - [-1, 1, Conv, [8, 3, 2]]
      - [-1, 1, Conv, [8, 3, 2]]
      - [-1, 1, Conv, [8, 3, 2]]
    head:
      - [[-1], 1, Detect, [nc, anchors]]

Fix:
    None: keep strides at 128 or below, and sizes that 256 can be divided into.
"""

from collections.abc import Iterator

from builder.core.diagnostics import Diagnostic, Message, Severity, Size
from builder.core.rules.network import Network
from builder.core.rules.wording import clause

CODE = "S107"


def check(network: Network) -> Iterator[Diagnostic]:
    """At most one finding."""
    probe = network.report.probe_fault
    if probe is None:
        return
    message = Message(
        "{row}: {module} works at {size}, but fails in the trainer's own pass at {other}: {reason}",
        row=network.row(probe.layer),
        module=network.rows[probe.layer].module,
        size=Size(*network.report.image_size),
        other=Size(probe.side, probe.side),
        reason=clause(probe.fault.reason),
    )
    span = network.module_span(probe.layer)
    yield Diagnostic(CODE, Severity.ERROR, message, span, probe.layer)
