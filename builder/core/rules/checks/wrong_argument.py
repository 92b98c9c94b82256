"""An argument is of the wrong kind, or the block refuses its value.

What it finds:
    Text where a number belongs, a list where the block takes one number, and values that the
    block's constructor refuses, such as groups that do not divide the channels, or heads of
    C2fAttn that do not divide its hidden channels at this scale.

Why it matters:
    The trainers stop with a TypeError or ValueError from inside the block and name no row.

Example:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, Conv, [abc, 3, 2]]
    head:
      - [[0], 1, Detect, [nc, anchors]]

Use instead:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
    head:
      - [[0], 1, Detect, [nc, anchors]]

Fix:
    Writes None with its capital. For other values there is none: only you know them.
"""

from collections.abc import Iterator

from builder.core.blocks import Argument, Kind
from builder.core.config import Node, Sequence
from builder.core.diagnostics import Applicability, Cell, Diagnostic, Fix, Message, Severity
from builder.core.rules import signatures
from builder.core.rules.checks import absurd_size, header_range
from builder.core.rules.network import Network
from builder.core.text import TextEdit

CODE = "B105"
_KINDS = {
    Kind.CHANNELS: Message("a number of channels"),
    Kind.INTEGER: Message("a whole number"),
    Kind.NUMBER: Message("a number"),
    Kind.BOOLEAN: Message("True or False"),
    Kind.TEXT: Message("text"),
    Kind.KERNEL: Message("a kernel size, such as 3"),
    Kind.PADDING: Message("a padding, such as 1, or None"),
    Kind.ACTIVATION: Message("True, False or a module such as nn.ReLU()"),
}
_NUMBERS = {Kind.CHANNELS, Kind.INTEGER, Kind.NUMBER}


def check(network: Network) -> Iterator[Diagnostic]:
    """One finding for each such row."""
    for index, trap in network.traps("bad-channels"):
        yield Diagnostic(
            CODE,
            Severity.ERROR,
            network.told(index, trap.message),
            trap.span,
            index,
        )
    for index in network.failed:
        if network.other_trainer is not None and network.is_head(index):
            continue  # it is written as for the other trainer
        if absurd_size.blamed(network, index) or header_range.stops(network):
            continue
        if (node := written_none(network, index)) is not None:
            yield _none(network, index, node)
        elif signatures.unbuilt(network, index):
            yield _finding(network, index)


def written_none(network: Network, index: int) -> Node | None:
    """A word of a failed row that is nearly Python's None, and so text to every trainer."""
    cell = network.layers[index].args
    items = cell.items if isinstance(cell, Sequence) else ()
    texts = (one for one in items if isinstance(one.value, str))
    return next((one for one in texts if one.value in {"none", "NONE"}), None)


def _none(network: Network, index: int, node: Node) -> Diagnostic:
    message = Message(
        "{row}: {cell} is text to the trainer, so {module} fails; None has a capital N",
        row=network.row(index),
        cell=Cell(node.span, node.span.of(network.config.text)),
        module=network.rows[index].module,
    )
    fix = Fix(Message("Write {value}", value="None"), (TextEdit(node.span, "None"),),
              Applicability.SAFE)  # fmt: skip
    return Diagnostic(CODE, Severity.ERROR, message, node.span, index, (), (fix,))


def _finding(network: Network, index: int) -> Diagnostic:
    name = network.rows[index].module
    call = signatures.call_of(network, index)
    odd = _first_odd(call) if call else None
    if odd is not None:
        position, argument, node = odd
        message = Message(
            "{row}: argument {position} of {module} ({argument}) must be {kind}, not {value}",
            row=network.row(index),
            position=position + 1,
            module=name,
            argument=argument.name,
            kind=_KINDS[argument.kind],
            value=repr(node.value),
        )
        return Diagnostic(CODE, Severity.ERROR, message, node.span, index)
    fault = network.reports[index].fault
    message = Message(
        "{row}: {module} refuses its arguments: {reason}",
        row=network.row(index),
        module=name,
        reason=fault.reason if fault else Message("it cannot be built"),
    )
    return Diagnostic(CODE, Severity.ERROR, message, network.args_span(index), index)


def _first_odd(call: signatures.Call) -> tuple[int, Argument, Node] | None:
    for position, (argument, node) in enumerate(zip(call.arguments, call.items, strict=False)):
        if _is_odd(argument.kind, node.value):
            return position, argument, node
    return None


def _is_odd(kind: Kind, value: object) -> bool:
    """Whether the value surely is none of its kind; names and expressions may be."""
    if kind in _NUMBERS:
        return isinstance(value, list | dict) or (isinstance(value, str) and value.isalpha())
    if kind in {Kind.KERNEL, Kind.PADDING}:
        return isinstance(value, dict) or (
            isinstance(value, str) and value.isalpha() and value != "None"
        )
    return kind is Kind.TEXT and isinstance(value, list | dict)
