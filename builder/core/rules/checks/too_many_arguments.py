"""A row writes more arguments than its block takes.

What it finds:
    Args that are longer than the block's list of arguments.

Why it matters:
    The trainers stop with "TypeError: Conv.__init__() takes from 3 to 9 positional arguments but
    10 were given": that counts self and the input channels too, and names no row.

Example:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, SPPF, [16, 5, 1]]
    head:
      - [[1], 1, Detect, [nc, anchors]]

Use instead:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, SPPF, [16, 5]]
    head:
      - [[1], 1, Detect, [nc, anchors]]

Fix:
    Drops the last ones. Check that the others stand in the block's order.
"""

from collections.abc import Iterator

from builder.core.blocks import ChannelRule
from builder.core.config import Sequence
from builder.core.diagnostics import Applicability, Diagnostic, Fix, Message, Severity
from builder.core.rules import signatures
from builder.core.rules.network import Network
from builder.core.rules.wording import counted_arguments
from builder.core.text import Span, TextEdit

CODE = "B104"


def check(network: Network) -> Iterator[Diagnostic]:
    """One finding for each such row."""
    for index in signatures.suspects(network):
        call = signatures.call_of(network, index)
        if call is None or call.surplus == 0:
            continue
        if network.other_trainer is not None and network.is_head(index):
            continue  # it is written as for the other trainer
        spec = network.spec(index)
        if spec is not None and spec.channels is ChannelRule.MAPS and index:
            yield _namesake(network, index)
            continue
        most = len(call.names)
        message = Message(
            "{row}: {module} takes {arguments}, this row has {written}",
            row=network.row(index),
            module=network.rows[index].module,
            arguments=_taken(call),
            written=call.written,
        )
        cell = network.layers[index].args
        fixes: tuple[Fix, ...] = ()
        span = network.args_span(index)
        if isinstance(cell, Sequence):
            span = Span(cell.items[most].span.start, cell.items[-1].span.end)
            fixes = (_drop(cell, most),) if cell.flow else ()
        yield Diagnostic(CODE, Severity.ERROR, message, span, index, (), fixes)


def _namesake(network: Network, index: int) -> Diagnostic:
    """A block of somebody's that has the name of a whole backbone, as MobileNetV3 in tutorials."""
    message = Message(
        "{row}: {module} is known here only as a whole backbone in row 0; with these arguments it "
        "is another class of that name, which {trainer} does not ship",
        row=network.row(index),
        module=network.rows[index].module,
        trainer=network.title,
    )
    return Diagnostic(CODE, Severity.ERROR, message, network.module_span(index), index)


def _taken(call: signatures.Call) -> Message:
    if not call.names:
        return Message("no arguments")
    most, names = counted_arguments(len(call.names)), ", ".join(call.names)
    return Message("up to {arguments} ({names})", arguments=most, names=names)


def _drop(cell: Sequence, most: int) -> Fix:
    start = cell.items[most - 1].span.end if most else cell.items[0].span.start
    edit = TextEdit(Span(start, cell.items[-1].span.end), "")
    surplus = len(cell.items) - most
    title = (
        Message("Drop the last argument")
        if surplus == 1
        else Message("Drop the last {number} arguments", number=surplus)
    )
    return Fix(title, (edit,), Applicability.UNSAFE)
