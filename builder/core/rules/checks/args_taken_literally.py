"""Args are written as for Conv, but the trainer takes them as they stand.

What it finds:
    `nn.Conv2d, [64, 3, 2]`, and in Ultralytics `RepConv, [64, 3, 2]`: modules that the trainer has
    but does not list in its parse_model, with args that begin with the output channels.

Why it matters:
    Only listed modules get the input channels put in front, and width scaling. Any other is built
    with its args as they stand, so 64 counts as input channels and the kernel as output channels.
    The trainer stops with "Given groups=1, weight of size …", or an AssertionError without words.

Example:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, nn.Conv2d, [32, 3, 2]]
    head:
      - [[1], 1, Detect, [nc, anchors]]

Use instead:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, Conv, [32, 3, 2]]
    head:
      - [[1], 1, Detect, [nc, anchors]]

Fix:
    Takes Conv, which the trainers list. It adds batch normalisation and an activation.
"""

from collections.abc import Iterator

from builder.core.config import Sequence
from builder.core.diagnostics import (
    Applicability,
    Cell,
    Diagnostic,
    Fix,
    Message,
    Severity,
)
from builder.core.rules import signatures
from builder.core.rules.checks import output_rows
from builder.core.rules.network import Network
from builder.core.text import TextEdit

CODE = "B118"
_INPUTS = frozenset({"c1", "in_channels"})
_OUTPUTS = frozenset({"c2", "out_channels"})
_LARGEST_KERNEL = 11
_FEWEST_CHANNELS = 12


def check(network: Network) -> Iterator[Diagnostic]:
    """One finding for each such row that fails."""
    outputs = output_rows.output_rows(network)
    for index in network.failed:
        if index in outputs:
            continue
        call = signatures.call_of(network, index)
        if call is not None and _written_as_for_conv(network, index, call):
            yield _finding(network, index, call)


def _written_as_for_conv(network: Network, index: int, call: signatures.Call) -> bool:
    if len(call.arguments) < 2 or not 1 < call.written <= 3 or not _is_literal(network, index):
        return False
    if call.names[0] not in _INPUTS or call.names[1] not in _OUTPUTS:
        return False
    channels, kernel = call.items[0].value, call.items[1].value
    return (
        type(channels) is int
        and type(kernel) is int
        and channels >= _FEWEST_CHANNELS
        and 0 < kernel <= _LARGEST_KERNEL
    )


def _is_literal(network: Network, index: int) -> bool:
    """Whether the trainer passes the row's args on as they stand."""
    row, cell = network.rows[index], network.layers[index].args
    foreign = any(trap.kind == "foreign-module" for trap in row.traps)
    literal = isinstance(cell, Sequence) and row.args == tuple(cell.value)
    return literal and not foreign


def _finding(network: Network, index: int, call: signatures.Call) -> Diagnostic:
    name, span = network.rows[index].module, network.args_span(index)
    written = span.of(network.config.text)
    message = Message(
        "{row}: {title} takes the args of {module} as they stand, so {first} counts as input "
        "channels and {second} as output channels; take Conv, or write {instead}",
        row=network.row(index),
        title=network.title,
        module=name,
        first=call.items[0].value,
        second=call.items[1].value,
        instead=Cell(span, f"[{_enters(network, index)}, {written[1:].lstrip()}"),
    )
    edit = TextEdit(network.module_span(index), "Conv")
    fix = Fix(Message("Take Conv instead"), (edit,), Applicability.UNSAFE)
    return Diagnostic(CODE, Severity.ERROR, message, span, index, (), (fix,))


def _enters(network: Network, index: int) -> object:
    sources = network.sources(index)
    channels = network.channels(sources[0]) if len(sources) == 1 else None
    return channels if channels is not None else "c1"
