"""The first argument of nn.Upsample is a size in pixels, and a factor was meant.

What it finds:
    `nn.Upsample, [2, nearest]` and `nn.Upsample, [2]`.

Why it matters:
    torch's Upsample takes the size of its output first and the factor second. `[2]` makes maps of
    2x2 pixels, so the Concat below stops with "Sizes of tensors must match"; `[2, nearest]` stops
    with "could not convert string to float: 'nearest'". Neither error names the row.

Example:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, Conv, [32, 3, 2]]
    head:
      - [-1, 1, nn.Upsample, [2, nearest]]
      - [[-1, 0], 1, Concat, [1]]
      - [[3], 1, Detect, [nc, anchors]]

Use instead:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, Conv, [32, 3, 2]]
    head:
      - [-1, 1, nn.Upsample, [None, 2, nearest]]
      - [[-1, 0], 1, Concat, [1]]
      - [[3], 1, Detect, [nc, anchors]]

Fix:
    Writes None for the size, and the number as the factor. Safe where the network stops as it is.
"""

from collections.abc import Iterator

from builder.core.config import Node, Sequence
from builder.core.diagnostics import (
    Applicability,
    Cell,
    Diagnostic,
    Fix,
    Message,
    Severity,
    Size,
)
from builder.core.rules import sizes
from builder.core.rules.network import Network
from builder.core.text import Span, TextEdit

CODE = "B114"


def check(network: Network) -> Iterator[Diagnostic]:
    """One finding for each such row."""
    for index in sizes.pixel_upsamples(network):
        cell = network.layers[index].args
        if isinstance(cell, Sequence):
            yield _finding(network, index, cell.items)


def _finding(network: Network, index: int, items: tuple[Node, ...]) -> Diagnostic:
    pixels = items[0].value
    victims = sizes.victims(network, index)
    stops = bool(victims) or index in network.failed
    old, new = _rewritten(network, items)
    written = network.args_span(index).of(network.config.text)
    instead = written.replace(old.of(network.config.text), new, 1)
    message = Message(
        "{row}: the first argument of nn.Upsample is the size in pixels, so it asks for maps of "
        "{size}; write {instead}",
        row=network.row(index),
        size=Size(int(str(pixels)), int(str(pixels))),
        instead=Cell(network.args_span(index), instead),
    )
    trust = Applicability.SAFE if stops else Applicability.UNSAFE
    title = Message("Write {instead}", instead=Cell(old, instead))
    return Diagnostic(
        CODE,
        Severity.ERROR if stops else Severity.WARNING,
        message,
        network.args_span(index),
        index,
        sizes.labels(network, victims),
        (Fix(title, (TextEdit(old, new),), trust),),
    )


def _rewritten(network: Network, items: tuple[Node, ...]) -> tuple[Span, str]:
    """What to replace, and by what."""
    first = items[0].span.of(network.config.text)
    second = items[1].value if len(items) > 1 else ""
    if second is None or second == "None" or isinstance(second, int | float):
        return Span(items[0].span.start, items[1].span.end), f"None, {first}"
    return items[0].span, f"None, {first}"
