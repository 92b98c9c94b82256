"""The head is another trainer's.

What it finds:
    RTDETRDecoder, IDetect, IAuxDetect, DDetect, v10Detect and the like as the last row of a file
    that is otherwise written for a trainer without them.

Why it matters:
    Other blocks can be added to a trainer. A head cannot be added alone: loss, decoding and strides
    are written for the trainer's own heads. It stops with "NameError: name 'RTDETRDecoder' is not
    defined", and with the class added it stops in the loss.

Example:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, C3, [16]]
      - [-1, 1, C3TR, [16]]
      - [-1, 1, Contract, [2]]
      - [-1, 1, C3SPP, [16]]
    head:
      - [[-1], 1, RTDETRDecoder, [nc]]

Use instead:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, C3, [16]]
      - [-1, 1, C3TR, [16]]
      - [-1, 1, Contract, [2]]
      - [-1, 1, C3SPP, [16]]
    head:
      - [[-1], 1, Detect, [nc, anchors]]

Fix:
    Writes the trainer's own Detect. Or train the file with the trainer whose head it is.
"""

from collections.abc import Iterator

from builder.core.diagnostics import (
    Applicability,
    Diagnostic,
    Fix,
    Listed,
    Message,
    Severity,
)
from builder.core.dialects import TITLES
from builder.core.rules.anchors import ANCHORED
from builder.core.rules.network import Network
from builder.core.text import Span, TextEdit

CODE = "D114"


def foreign(network: Network) -> int | None:
    """The last row, if it is a head that only other trainers have."""
    head, trainer = network.head, network.report.trainer
    if head is None or network.other_trainer is not None:
        return None
    spec = network.spec(head)
    if spec is None or not spec.stock or trainer in spec.stock:
        return None
    traps = network.rows[head].traps
    return head if any(trap.kind == "foreign-module" for trap in traps) else None


def check(network: Network) -> Iterator[Diagnostic]:
    """At most one finding, at the head."""
    head = foreign(network)
    spec = network.spec(head) if head is not None else None
    if head is None or spec is None:
        return
    message = Message(
        "{row}: {head} is a head of {owners}, and {title} has neither its loss nor its decoding; "
        "write Detect, or train the file with {owner}",
        row=network.row(head),
        head=network.rows[head].module,
        owners=Listed([TITLES[owner] for owner in spec.stock]),
        title=network.title,
        owner=TITLES[spec.stock[0]],
    )
    layer = network.layers[head]
    fixes: tuple[Fix, ...] = ()
    if layer.module is not None and layer.args is not None:
        args = "[nc, anchors]" if network.report.trainer in ANCHORED else "[nc]"
        span = Span(layer.module.span.start, layer.args.span.end)
        edit = TextEdit(span, f"Detect, {args}")
        fixes = (Fix(Message("Write Detect"), (edit,), Applicability.UNSAFE),)
    severity = Severity.ERROR if head in network.failed else Severity.WARNING
    yield Diagnostic(CODE, severity, message, network.module_span(head), head, (), fixes)
