"""A block that joins several inputs gets one row instead of a list.

What it finds:
    `from` without brackets on Concat, Detect and other modules that take a list.

Why it matters:
    The trainers stop with "TypeError: 'int' object is not iterable" and name no row.

Example:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
    head:
      - [-1, 1, Detect, [nc, anchors]]

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
    Puts the number in brackets, surely only for a head: a Concat of one input does nothing, add
    what it should join. A second cell that may be a row is offered as the other input.
"""

from collections.abc import Iterator

from builder.core.diagnostics import Applicability, Diagnostic, Fix, Message, Severity
from builder.core.rules.network import Network
from builder.core.text import Span, TextEdit

CODE = "G104"


def check(network: Network) -> Iterator[Diagnostic]:
    """One finding for each such row."""
    for index, trap in network.traps("scalar-from"):
        written = f"[{trap.span.of(network.config.text)}]"
        edit = TextEdit(trap.span, written)
        message = Message(
            "{row}: {module} takes a list of rows: write `from` as {written}",
            row=network.row(index),
            module=network.rows[index].module,
            written=written,
        )
        # A head may well read one row; what else joins a single one lacks what it should join.
        trust = Applicability.SAFE if network.is_head(index) else Applicability.UNSAFE
        fix = Fix(Message("Write {written}", written=written), (edit,), trust)
        fixes = (*_lost_brackets(network, index), fix)
        yield Diagnostic(CODE, Severity.ERROR, message, trap.span, index, (), fixes)


def _lost_brackets(network: Network, index: int) -> Iterator[Fix]:
    """`[-1, 6, Concat, [1]]` with the brackets and the number that make it `[[-1, 6], 1, ...]`."""
    layer = network.layers[index]
    if network.is_head(index) or layer.from_cell is None or layer.number is None:
        return
    one, other = layer.from_cell.value, layer.number.value
    if type(one) is int and type(other) is int and 1 < other < network.number(index):
        written = f"[{one}, {other}], 1"
        edit = TextEdit(Span(layer.from_cell.span.start, layer.number.span.end), written)
        title = Message("Write {written}", written=written)
        yield Fix(title, (edit,), Applicability.UNSAFE)
