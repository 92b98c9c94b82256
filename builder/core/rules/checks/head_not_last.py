"""Rows stand behind the head.

What it finds:
    Detect, Segment and the like that are not the last row of the file.

Why it matters:
    The trainers take the last row for the head: from it they learn strides and anchors, and its
    output goes into the loss. Behind another last row the network builds, without strides in
    YOLOv5 ("AttributeError: 'DetectionModel' object has no attribute 'stride'") and with stride 32
    in Ultralytics, and training stops.

Example:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, Conv, [32, 3, 2]]
    head:
      - [[0, 1], 1, Detect, [nc, anchors]]
      - [1, 1, Conv, [32]]

Use instead:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, Conv, [32, 3, 2]]
    head:
      - [1, 1, Conv, [32]]
      - [[0, 2], 1, Detect, [nc, anchors]]

Fix:
    None: move the head to the end, or take out what stands behind it.
"""

from collections.abc import Iterator

from builder.core.diagnostics import Diagnostic, Label, Message, Severity
from builder.core.rules.network import Network

CODE = "H115"


def check(network: Network) -> Iterator[Diagnostic]:
    """At most one finding, at the head."""
    last = len(network) - 1
    heads = [index for index in range(len(network)) if _predicts(network, index)]
    if not heads or network.is_head(last) or network.spec(last) is None:
        return  # somebody's own module behind it may be the head of another task
    head = heads[-1]
    message = Message(
        "{row}: {head} is not the last row: {title} takes {last} ({module}) for the head, and "
        "finds no strides; move {head} to the end",
        row=network.row(head),
        head=network.rows[head].module,
        title=network.title,
        last=network.row(last),
        module=network.rows[last].module,
    )
    label = Label(network.module_span(last), Message("{row} is the last", row=network.row(last)))
    yield Diagnostic(CODE, Severity.WARNING, message, network.module_span(head), head, (label,))


def _predicts(network: Network, index: int) -> bool:
    """Whether the row is a head that reads levels; Classify may stand anywhere."""
    spec = network.spec(index)
    return spec is not None and network.is_head(index) and spec.arity != "one"
