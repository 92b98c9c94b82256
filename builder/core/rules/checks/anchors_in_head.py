"""The head is written with anchors, and this trainer's heads have none.

What it finds:
    `[nc, anchors]` in the args of Detect, Segment and the like in a file for Ultralytics or
    YOLOv9.

Why it matters:
    It is how YOLOv5 and YOLOv7 write their heads. Ultralytics stops with "TypeError:
    Detect.__init__() takes from 1 to 5 positional arguments but 6 were given" (8.3: "from 1 to 3
    … but 4"), YOLOv9 with a TypeError about lists and numbers.

Example:
    nc: 80
    scales:
      n: [0.50, 0.25, 1024]
    backbone:
      - [-1, 1, Conv, [64, 3, 2]]
      - [-1, 1, C2f, [64, True]]
    head:
      - [[1], 1, Detect, [nc, anchors]]

Use instead:
    nc: 80
    scales:
      n: [0.50, 0.25, 1024]
    backbone:
      - [-1, 1, Conv, [64, 3, 2]]
      - [-1, 1, C2f, [64, True]]
    head:
      - [[1], 1, Detect, [nc]]

Fix:
    Takes the anchors out of args. An `anchors:` in the header does no harm.
"""

from collections.abc import Iterator

from builder.core.blocks import Kind
from builder.core.config import Sequence
from builder.core.diagnostics import Applicability, Diagnostic, Fix, Message, Severity
from builder.core.rules.network import Network
from builder.core.text import Span, TextEdit

CODE = "H108"


def check(network: Network) -> Iterator[Diagnostic]:
    """At most one finding."""
    head = network.head
    if head is None or network.other_trainer is not None:
        return
    spec, cell = network.spec(head), network.layers[head].args
    if spec is None or any(argument.kind is Kind.ANCHORS for argument in spec.arguments):
        return
    if not isinstance(cell, Sequence) or len(cell.items) < 2:
        return
    node = cell.items[1]
    if node.value != "anchors" and not _is_list_of_lists(node.value):
        return
    rest = ["nc", *(item.span.of(network.config.text) for item in cell.items[2:])]
    written = f"[{', '.join(rest)}]"
    message = Message(
        "{row}: {module} of {trainer} has no anchors: write {written}",
        row=network.row(head),
        module=spec.name,
        trainer=network.title,
        written=written,
    )
    gone = Span(cell.items[0].span.end, node.span.end)
    fixes = (Fix(Message("Take the anchors out"), (TextEdit(gone, ""),), Applicability.SAFE),)
    yield Diagnostic(CODE, Severity.ERROR, message, node.span, head, (), fixes if cell.flow else ())


def _is_list_of_lists(value: object) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], list)
