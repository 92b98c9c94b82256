"""There are more or fewer rows of anchors than inputs of the head.

What it finds:
    A list under `anchors:` whose length is not the number of rows that Detect, Segment or IDetect
    reads; for IAuxDetect, which reads every level twice, half of it.

Why it matters:
    Each level of the head needs its own row of anchors. YOLOv5 and YOLOv7 stop with "The size of
    tensor a (3) must match the size of tensor b (4)" or "index 3 is out of range".

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
from builder.core.diagnostics import Applicability, Diagnostic, Fix, Label, Message, Severity
from builder.core.rules.anchors import anchors_of
from builder.core.rules.checks import foreign_head
from builder.core.rules.network import Network
from builder.core.rules.wording import counted_rows

CODE = "H103"


def check(network: Network) -> Iterator[Diagnostic]:
    """At most one finding, at the head."""
    head = network.head
    if head is None or network.rows[head].sources is None:
        return
    if foreign_head.foreign(network) is not None:
        return
    node, inputs = anchors_of(network, head), len(network.sources(head))
    groups = len(network.head_groups)
    if not isinstance(node, Sequence) or len(node.items) * groups == inputs:
        return
    anchors = _anchors(len(node.items))
    yield Diagnostic(
        CODE,
        Severity.ERROR,
        Message(
            "{row}: {module} reads {inputs}, but there are {anchors}",
            row=network.row(head),
            module=network.rows[head].module,
            inputs=_inputs(inputs, groups),
            anchors=anchors,
        ),
        network.from_span(head),
        head,
        (Label(node.span, anchors),),
        tuple(_fixes(network, node)),
    )


def _anchors(number: int) -> Message:
    if number == 1:
        return Message("1 row of anchors")
    return Message("{number} rows of anchors", number=number)


def _inputs(number: int, groups: int) -> Message:
    rows = counted_rows(number)
    return Message("{rows} in {groups} groups", rows=rows, groups=groups) if groups > 1 else rows


def _fixes(network: Network, node: Sequence) -> Iterator[Fix]:
    first = node.items[0] if node.items else None
    if node is not network.config.header("anchors") or not isinstance(first, Sequence):
        return
    if len(network.head_groups) > 1:
        return  # a number would count the inputs of all groups
    per_level = len(first.items) // 2
    change = set_header(network.config, "anchors", str(per_level))
    if change.edits:
        title = Message("Let AutoAnchor choose: anchors: {number}", number=per_level)
        yield Fix(title, change.edits, Applicability.UNSAFE)
