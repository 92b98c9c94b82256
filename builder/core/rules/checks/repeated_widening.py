"""A repeated row whose output does not fit its own input.

What it finds:
    A row with number > 1 (after depth scaling) whose module changes the channels, and is not one
    of those that repeat something inside (C3, BottleneckCSP …).

Why it matters:
    The trainers make copies with the same arguments and run them one after another. The second
    copy is built for the channels that enter the row and gets those that the first gives:
    "Given groups=1, weight of size …, expected input to have 16 channels, but got 32".

Example:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 2, Conv, [32, 3, 1]]
    head:
      - [[1], 1, Detect, [nc, anchors]]

Use instead:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, Conv, [32, 3, 1]]
    head:
      - [[1], 1, Detect, [nc, anchors]]

Fix:
    Sets number to 1. For more depth add a second row that keeps the channels.
"""

from collections.abc import Iterator

from builder.core.diagnostics import Applicability, Diagnostic, Fix, Message, Severity
from builder.core.rules.network import Network
from builder.core.text import Span, TextEdit

CODE = "B201"


def check(network: Network) -> Iterator[Diagnostic]:
    """One finding for each such row that fails."""
    for index in network.failed:
        row, fault = network.rows[index], network.reports[index].fault
        if row.copies < 2 or fault is None or not fault.path.startswith("1"):
            continue
        channels = network.channels(network.sources(index)[0]) if network.sources(index) else None
        given = row.channels
        if channels is None or given is None or channels == given:
            continue
        message = Message(
            "{row}: {module} is repeated {number} times with the same arguments; "
            "the second copy is built for {channels} channels and gets {given}",
            row=network.row(index),
            module=row.module,
            number=row.copies,
            channels=channels,
            given=given,
        )
        yield Diagnostic(
            CODE, Severity.ERROR, message, number_span(network, index), index, (),
            tuple(once(network, index)),
        )  # fmt: skip


def number_span(network: Network, index: int) -> Span:
    """The number cell, or the row."""
    layer = network.layers[index]
    return layer.number.span if layer.number else layer.span


def once(network: Network, index: int) -> Iterator[Fix]:
    """Sets the row's number to 1."""
    edit = TextEdit(number_span(network, index), "1")
    yield Fix(Message("Set number to 1"), (edit,), Applicability.UNSAFE)
