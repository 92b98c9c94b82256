"""Concat joins along another dimension than the channels.

What it finds:
    `Concat, [2]`, `Concat, [0]` and the like: the number is a dimension, not how many are joined.

Why it matters:
    Dimension 1 holds the channels. `[2]` puts maps under each other, and the rows below, which the
    trainer builds for the sum of the channels, stop with "Given groups=1, weight of size …,
    expected input to have 384 channels, but got 192 channels instead".

Example:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, Conv, [16]]
    head:
      - [[-1, 0], 1, Concat, [2]]
      - [-1, 1, C3, [16]]
      - [[3], 1, Detect, [nc, anchors]]

Use instead:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, Conv, [16]]
    head:
      - [[-1, 0], 1, Concat, [1]]
      - [-1, 1, C3, [16]]
      - [[3], 1, Detect, [nc, anchors]]

Fix:
    Writes 1.
"""

from collections.abc import Iterator

from builder.core.diagnostics import Applicability, Diagnostic, Fix, Message, Severity
from builder.core.rules import sizes
from builder.core.rules.checks import noted_channels
from builder.core.rules.network import Network
from builder.core.text import TextEdit

CODE = "B115"
_DIMENSIONS = {
    0: Message("the images of a batch"),
    2: Message("the height"),
    3: Message("the width"),
}
_COUNT = 4
_CHANNELS = 1


def check(network: Network) -> Iterator[Diagnostic]:
    """One finding for each such row."""
    for row in network.rows:
        if row.module != "Concat":
            continue
        node = sizes.written(network, row.index, 0)
        if node is None or type(node.value) is not int:
            continue
        if node.value in {_CHANNELS, _CHANNELS - _COUNT}:
            continue
        message = _message(network, row.index, node.value)
        fix = Fix(Message("Write 1"), (TextEdit(node.span, "1"),), Applicability.SAFE)
        labels = noted_channels.failing_of(network, row.index)
        yield Diagnostic(CODE, Severity.ERROR, message, node.span, row.index, labels, (fix,))


def _message(network: Network, index: int, dimension: int) -> Message:
    if not -_COUNT <= dimension < _COUNT:
        return Message(
            "{row}: Concat [{dimension}] names a dimension that maps don't have; the channels are "
            "dimension 1",
            row=network.row(index),
            dimension=dimension,
        )
    return Message(
        "{row}: Concat [{dimension}] joins along {what}; the number is a dimension, and the "
        "channels are dimension 1",
        row=network.row(index),
        dimension=dimension,
        what=_DIMENSIONS[dimension % _COUNT],
    )
