"""A row writes its input channels, which the trainer adds itself.

What it finds:
    `Conv, [64, 128, 3, 2]` and `C3, [128, 64, False]` below a row of so many channels: args as in
    Python code, where the input channels come first.

Why it matters:
    The trainers put the input channels in front of the args of Conv, C3, C2f, SPPF and the like.
    Written as well, they become the output channels, and the real output channels become the
    kernel, or switch something on. Some rows then stop with "Kernel size: (128 x 128). Kernel size
    can't be greater than actual input size", others build and train with wrong channels.

Example:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [64, 3, 2]]
      - [-1, 1, C3, [64, 128, False]]
    head:
      - [[1], 1, Detect, [nc, anchors]]

Use instead:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [64, 3, 2]]
      - [-1, 1, C3, [128, False]]
    head:
      - [[1], 1, Detect, [nc, anchors]]

Fix:
    Drops the first argument. Safe where the row stops as it is.
"""

from collections.abc import Iterator

from builder.core.blocks import Argument, Kind
from builder.core.config import Node
from builder.core.diagnostics import (
    Applicability,
    Cell,
    Diagnostic,
    Fix,
    Message,
    Severity,
)
from builder.core.rules import signatures
from builder.core.rules.network import Network
from builder.core.text import Span, TextEdit

CODE = "B111"
_FEWEST_CHANNELS = 16  # fewer may be a kernel
_MULTIPLE = 8  # as are all channels in use


def rows(network: Network) -> Iterator[int]:
    """Rows whose args begin with what the trainer puts there itself."""
    for row in network.rows:
        call = signatures.call_of(network, row.index)
        if call is None or call.written < 2 or not row.args or len(row.args) < call.written + 1:
            continue
        first, second = call.items[0].value, call.items[1].value
        if signatures.output_channels(network, row.index) is None or len(call.arguments) < 2:
            continue
        if not _is_no_width(call.arguments[1]) or not _is_width(second):
            continue
        if _is_width(first) and row.args[0] in (row.args[1], first):
            yield row.index


def check(network: Network) -> Iterator[Diagnostic]:
    """One finding for each such row."""
    for index in rows(network):
        call = signatures.call_of(network, index)
        assert call is not None
        yield _finding(network, index, call)


def _finding(network: Network, index: int, call: signatures.Call) -> Diagnostic:
    items: tuple[Node, ...] = call.items
    text = network.config.text
    gone = Span(items[0].span.start, items[1].span.start)
    whole = network.args_span(index)
    instead = text[whole.start : gone.start] + text[gone.end : whole.end]
    cell = Cell(whole, " ".join(instead.split()))
    message = Message(
        "{row}: {title} puts the input channels in front of the args of {module} itself, so {first}"
        " counts as output channels and {second} as {name}; write {instead}",
        row=network.row(index),
        title=network.title,
        module=network.rows[index].module,
        first=items[0].value,
        second=items[1].value,
        name=call.names[1],
        instead=cell,
    )
    stops = index in network.failed
    fix = Fix(
        Message("Drop the input channels {channels}", channels=items[0].value),
        (TextEdit(gone, ""),),
        Applicability.SAFE if stops else Applicability.UNSAFE,
    )
    severity = Severity.ERROR if stops else Severity.WARNING
    return Diagnostic(CODE, severity, message, items[0].span, index, (), (fix,))


def _is_no_width(argument: Argument) -> bool:
    """Whether an argument surely holds no channels."""
    return argument.kind in {Kind.KERNEL, Kind.BOOLEAN} or argument.name == "k"


def _is_width(value: object) -> bool:
    return type(value) is int and value >= _FEWEST_CHANNELS and value % _MULTIPLE == 0
