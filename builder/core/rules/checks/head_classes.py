"""The head is built for another number of classes than the file says.

What it finds:
    A number in place of `nc` in the args of Detect, Segment or Classify that is not the number in
    force.

Why it matters:
    All trainers take the number of classes from the data set and write it over `nc:`; a number
    that is written in the head stays as it is, and training then fails or learns wrong classes.

Example:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
    head:
      - [[-1], 1, Detect, [20, anchors]]

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
    Writes nc.
"""

from collections.abc import Iterator

from builder.core.blocks import Kind
from builder.core.config import Sequence
from builder.core.diagnostics import Applicability, Diagnostic, Fix, Message, Severity
from builder.core.rules.network import Network
from builder.core.text import TextEdit

CODE = "H107"


def check(network: Network) -> Iterator[Diagnostic]:
    """At most one finding."""
    head = len(network) - 1
    spec = network.spec(head) if head >= 0 else None
    if spec is None or not spec.arguments or spec.arguments[0].kind is not Kind.CLASSES:
        return
    cell = network.layers[head].args
    if not isinstance(cell, Sequence) or not cell.items:
        return
    first, classes = cell.items[0], network.report.nc
    if classes is None or type(first.value) is not int or first.value == classes:
        return
    message = Message(
        "{row}: {module} is built for {written} classes, but nc is {classes}; "
        "write nc, which follows the data set",
        row=network.row(head),
        module=network.rows[head].module,
        written=first.value,
        classes=classes,
    )
    fix = Fix(
        Message("Write {value}", value="nc"), (TextEdit(first.span, "nc"),), Applicability.UNSAFE
    )
    yield Diagnostic(CODE, Severity.WARNING, message, first.span, head, (), (fix,))
