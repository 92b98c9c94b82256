"""A number stands where a block takes True or False.

What it finds:
    `C3, [256, 3]` or `C2f, [256, 3, True]`: mostly the number of repeats, written in args as well,
    or an argument that was forgotten before it.

Why it matters:
    The trainers insert the row's number themselves. A number in its place counts as True and is
    never said, or it moves what follows by one place: `True` then becomes a number of groups, and
    the row stops with "groups must be a positive integer" or a TypeError.

Example:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [64, 3, 2]]
      - [-1, 3, C3, [64, 3, False]]
    head:
      - [[1], 1, Detect, [nc, anchors]]

Use instead:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [64, 3, 2]]
      - [-1, 3, C3, [64, False]]
    head:
      - [[1], 1, Detect, [nc, anchors]]

Fix:
    Drops the number, or writes True for it.
"""

from collections.abc import Iterator

from builder.core.blocks import Kind
from builder.core.config import Node
from builder.core.diagnostics import Applicability, Diagnostic, Fix, Message, Severity
from builder.core.rules import signatures
from builder.core.rules.checks import input_channels_written
from builder.core.rules.network import Network
from builder.core.text import Span, TextEdit

CODE = "B112"


def check(network: Network) -> Iterator[Diagnostic]:
    """One finding for the first such argument of each row."""
    told = set(input_channels_written.rows(network))
    for index in range(len(network)):
        call = signatures.call_of(network, index)
        if call is None or index in told or network.other_trainer is not None:
            continue
        pairs = zip(call.arguments, call.items, strict=False)
        for position, (argument, node) in enumerate(pairs):
            if argument.kind is Kind.BOOLEAN and _is_count(node.value):
                yield _finding(network, index, call, position)
                break


def _finding(network: Network, index: int, call: signatures.Call, position: int) -> Diagnostic:
    node = call.items[position]
    parts = {
        "row": network.row(index),
        "position": position + 1,
        "module": network.rows[index].module,
        "name": call.names[position],
        "value": node.value,
    }
    spec = network.spec(index)
    if spec is not None and spec.repeats_inside:
        message = Message(
            "{row}: argument {position} of {module} ({name}) is True or False, and {value} counts "
            "as True; the repeats are the row's second cell alone",
            **parts,
        )
    else:
        message = Message(
            "{row}: argument {position} of {module} ({name}) is True or False, and {value} counts "
            "as True",
            **parts,
        )
    stops = index in network.failed
    severity = Severity.ERROR if stops else Severity.WARNING
    fixes = tuple(_fixes(call, position))
    return Diagnostic(CODE, severity, message, node.span, index, (), fixes)


def _fixes(call: signatures.Call, position: int) -> Iterator[Fix]:
    node: Node = call.items[position]
    before = call.items[position - 1].span if position else node.span
    gone = Span(before.end, node.span.end)
    if position:
        title = Message("Drop {value}", value=node.value)
        yield Fix(title, (TextEdit(gone, ""),), Applicability.UNSAFE)
    edit = TextEdit(node.span, "True")
    yield Fix(Message("Write True"), (edit,), Applicability.UNSAFE)


def _is_count(value: object) -> bool:
    """Whether it is a number that nobody writes for a truth; 0 and 1 are written so."""
    return type(value) in {int, float} and value not in {0, 1}
