"""The head is written without anchors, and this trainer's heads need them.

What it finds:
    `[nc]` in the args of Detect, Segment, IDetect and the like in a file for YOLOv5 or YOLOv7.

Why it matters:
    It is how Ultralytics and YOLOv9 write their heads. YOLOv5 and YOLOv7 take the channels of the
    inputs for the anchors then, and stop with "TypeError: object of type 'int' has no len()".

Example:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, C3, [16]]
    head:
      - [[1], 1, Detect, [nc]]

Use instead:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, C3, [16]]
    head:
      - [[1], 1, Detect, [nc, anchors]]

Fix:
    Puts `anchors` behind the classes; it takes what the header has.
"""

from collections.abc import Iterator

from builder.core.blocks import BlockSpec, Kind
from builder.core.config import Sequence
from builder.core.diagnostics import Applicability, Diagnostic, Fix, Message, Severity
from builder.core.rules.checks import foreign_head
from builder.core.rules.network import Network
from builder.core.text import Span, TextEdit

CODE = "H109"


def check(network: Network) -> Iterator[Diagnostic]:
    """At most one finding."""
    head = network.head
    if head is None or network.other_trainer is not None:
        return
    if foreign_head.foreign(network) is not None:
        return
    spec, cell = network.spec(head), network.layers[head].args
    if spec is None or not isinstance(cell, Sequence) or not _needs_anchors(spec):
        return
    if len(cell.items) > 1:
        return
    message = Message(
        "{row}: {module} of {trainer} needs anchors: write {written}",
        row=network.row(head),
        module=spec.name,
        trainer=network.title,
        written=f"[{', '.join(argument.name for argument in spec.arguments)}]",
    )
    yield Diagnostic(
        CODE, Severity.ERROR, message, cell.span, head, (), tuple(_fixes(network, cell))
    )


def _needs_anchors(spec: BlockSpec) -> bool:
    return len(spec.arguments) > 1 and spec.arguments[1].kind is Kind.ANCHORS


def _fixes(network: Network, cell: Sequence) -> Iterator[Fix]:
    if not cell.flow:
        return
    known = network.config.header("anchors") is not None
    trust = Applicability.SAFE if known else Applicability.UNSAFE
    if cell.items:
        end = cell.items[0].span.end
        edit = TextEdit(Span(end, end), ", anchors")
    else:
        edit = TextEdit(cell.span, "[nc, anchors]")
    yield Fix(Message("Write {value}", value="anchors"), (edit,), trust)
