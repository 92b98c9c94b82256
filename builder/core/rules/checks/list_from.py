"""A block with one input gets a list of rows.

What it finds:
    `from` in brackets on a row whose module takes a single feature map.

Why it matters:
    The trainers stop with "TypeError: list indices must be integers or slices, not list" and name
    no row. `[-1, 6]` does not mean "add" or "join": that is the work of a row of its own.

Example:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [[-1], 1, Conv, [32, 3, 2]]
    head:
      - [[0, 1], 1, Detect, [nc, anchors]]

Use instead:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, Conv, [32, 3, 2]]
    head:
      - [[0, 1], 1, Detect, [nc, anchors]]

Fix:
    Takes the brackets off a list of one. For several inputs put a Concat row above it.
"""

from collections.abc import Iterator

from builder.core.config import Sequence
from builder.core.diagnostics import Applicability, Diagnostic, Fix, Message, Severity
from builder.core.rules.network import Network
from builder.core.text import TextEdit

CODE = "G103"


def check(network: Network) -> Iterator[Diagnostic]:
    """One finding for each such row."""
    for index, trap in network.traps("list-from"):
        refs = network.layers[index].refs
        message = Message(
            "{row}: {module} takes one input, but `from` is a list of {number}",
            row=network.row(index),
            module=network.rows[index].module,
            number=len(refs),
        )
        if len(refs) > 1:
            message = Message("{fault}; join them with a Concat row above it", fault=message)
        yield Diagnostic(
            CODE, Severity.ERROR, message, trap.span, index, (), tuple(_fixes(network, index))
        )


def _fixes(network: Network, index: int) -> Iterator[Fix]:
    cell = network.layers[index].from_cell
    refs = network.layers[index].refs
    if isinstance(cell, Sequence) and cell.flow:
        for ref in refs:
            trust = Applicability.SAFE if len(refs) == 1 else Applicability.UNSAFE
            title = Message("Read {number} only", number=ref.value)
            yield Fix(title, (TextEdit(cell.span, str(ref.value)),), trust)
