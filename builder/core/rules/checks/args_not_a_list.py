"""The fourth cell is no list.

What it finds:
    Args without brackets.

Why it matters:
    The trainers take the arguments one by one from a list; a lone number stops them with a
    TypeError, a lone word is taken letter by letter.

Example:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, 16]
    head:
      - [[-1], 1, Detect, [nc, anchors]]

Use instead:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16]]
    head:
      - [[-1], 1, Detect, [nc, anchors]]

Fix:
    Puts the value in brackets.
"""

from collections.abc import Iterator

from builder.core.config import Scalar
from builder.core.diagnostics import Applicability, Diagnostic, Fix, Message, Severity
from builder.core.rules.network import Network
from builder.core.text import TextEdit

CODE = "B108"


def check(network: Network) -> Iterator[Diagnostic]:
    """One finding for each such row."""
    for index, trap in network.traps("bad-args"):
        written = f"[{trap.span.of(network.config.text)}]"
        row = network.row(index)
        message = Message(
            "{row}: args must be a list in brackets, such as {written}", row=row, written=written
        )
        fixes: tuple[Fix, ...] = ()
        if isinstance(network.layers[index].args, Scalar):
            edit = TextEdit(trap.span, written)
            fixes = (Fix(Message("Write {written}", written=written), (edit,), Applicability.SAFE),)
        yield Diagnostic(CODE, Severity.ERROR, message, trap.span, index, (), fixes)
