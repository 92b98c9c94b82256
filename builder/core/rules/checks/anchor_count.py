"""There are more or fewer rows of anchors than inputs of the head.

What it finds:
    A list under `anchors:` whose length is not the number of rows that Detect or Segment reads.

Why it matters:
    Each input of the head needs its own row of anchors. YOLOv5 stops with "The size of tensor a
    (3) must match the size of tensor b (4)" or "index 3 is out of range".

Example:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors:
      - [10, 13, 16, 30, 33, 23]
      - [30, 61, 62, 45, 59, 119]
      - [116, 90, 156, 198, 373, 326]
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, Conv, [32, 3, 2]]
    head:
      - [[0, 1], 1, Detect, [nc, anchors]]

Use instead:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, Conv, [32, 3, 2]]
    head:
      - [[0, 1], 1, Detect, [nc, anchors]]

Fix:
    Writes only how many anchors each level has; AutoAnchor then finds their sizes from the data.
"""

from collections.abc import Iterator

from builder.core.config import Sequence
from builder.core.config.edits import set_header
from builder.core.diagnostics import Applicability, Diagnostic, Fix, Label, Severity
from builder.core.rules.network import Network
from builder.core.rules.wording import counted

CODE = "H103"


def check(network: Network) -> Iterator[Diagnostic]:
    """At most one finding, at the head."""
    head = network.head
    if head is None or network.rows[head].sources is None:
        return
    anchors, cell = network.config.header("anchors"), network.layers[head].args
    written = cell.items[1] if isinstance(cell, Sequence) and len(cell.items) > 1 else None
    node = anchors if written is not None and written.value == "anchors" else written
    inputs = len(network.sources(head))
    if not isinstance(node, Sequence) or len(node.items) == inputs:
        return
    message = (
        f"{network.row(head)}: {network.rows[head].module} reads {counted(inputs, 'row')}, "
        f"but there are {counted(len(node.items), 'row')} of anchors"
    )
    yield Diagnostic(
        CODE,
        Severity.ERROR,
        message,
        network.from_span(head),
        head,
        (Label(node.span, f"{counted(len(node.items), 'row')} of anchors"),),
        tuple(_fixes(network, node)),
    )


def _fixes(network: Network, node: Sequence) -> Iterator[Fix]:
    first = node.items[0] if node.items else None
    if node is not network.config.header("anchors") or not isinstance(first, Sequence):
        return
    per_level = len(first.items) // 2
    change = set_header(network.config, "anchors", str(per_level))
    if change.edits:
        title = f"Let AutoAnchor choose: anchors: {per_level}"
        yield Fix(title, change.edits, Applicability.UNSAFE)
