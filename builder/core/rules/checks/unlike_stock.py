"""One row reads another than in the network that the file is, row by row.

What it finds:
    A file whose rows are those of a network that a trainer ships, but for a few numbers in `from`.

Why it matters:
    One mistyped index is enough to join another level, or the same level before its last block.
    Mostly it builds and trains, and nothing tells.

Example:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors:
      - [10, 14, 23, 27, 37, 58]
      - [81, 82, 135, 169, 344, 319]
    backbone:
      - [-1, 1, Conv, [16, 3, 1]]
      - [-1, 1, nn.MaxPool2d, [2, 2, 0]]
      - [-1, 1, Conv, [32, 3, 1]]
      - [-1, 1, nn.MaxPool2d, [2, 2, 0]]
      - [-1, 1, Conv, [64, 3, 1]]
      - [-1, 1, nn.MaxPool2d, [2, 2, 0]]
      - [-1, 1, Conv, [128, 3, 1]]
      - [-1, 1, nn.MaxPool2d, [2, 2, 0]]
      - [-1, 1, Conv, [256, 3, 1]]
      - [-1, 1, nn.MaxPool2d, [2, 2, 0]]
      - [-1, 1, Conv, [512, 3, 1]]
      - [-1, 1, nn.ZeroPad2d, [[0, 1, 0, 1]]]
      - [-1, 1, nn.MaxPool2d, [2, 1, 0]]
    head:
      - [-1, 1, Conv, [1024, 3, 1]]
      - [-1, 1, Conv, [256, 1, 1]]
      - [-1, 1, Conv, [512, 3, 1]]
      - [-2, 1, Conv, [128, 1, 1]]
      - [-1, 1, nn.Upsample, [None, 2, nearest]]
      - [[-1, 9], 1, Concat, [1]]
      - [-1, 1, Conv, [256, 3, 1]]
      - [[19, 15], 1, Detect, [nc, anchors]]

Use instead:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors:
      - [10, 14, 23, 27, 37, 58]
      - [81, 82, 135, 169, 344, 319]
    backbone:
      - [-1, 1, Conv, [16, 3, 1]]
      - [-1, 1, nn.MaxPool2d, [2, 2, 0]]
      - [-1, 1, Conv, [32, 3, 1]]
      - [-1, 1, nn.MaxPool2d, [2, 2, 0]]
      - [-1, 1, Conv, [64, 3, 1]]
      - [-1, 1, nn.MaxPool2d, [2, 2, 0]]
      - [-1, 1, Conv, [128, 3, 1]]
      - [-1, 1, nn.MaxPool2d, [2, 2, 0]]
      - [-1, 1, Conv, [256, 3, 1]]
      - [-1, 1, nn.MaxPool2d, [2, 2, 0]]
      - [-1, 1, Conv, [512, 3, 1]]
      - [-1, 1, nn.ZeroPad2d, [[0, 1, 0, 1]]]
      - [-1, 1, nn.MaxPool2d, [2, 1, 0]]
    head:
      - [-1, 1, Conv, [1024, 3, 1]]
      - [-1, 1, Conv, [256, 1, 1]]
      - [-1, 1, Conv, [512, 3, 1]]
      - [-2, 1, Conv, [128, 1, 1]]
      - [-1, 1, nn.Upsample, [None, 2, nearest]]
      - [[-1, 8], 1, Concat, [1]]
      - [-1, 1, Conv, [256, 3, 1]]
      - [[19, 15], 1, Detect, [nc, anchors]]

Fix:
    Reads what the shipped network reads. It may change the network: if the number is meant, say so
    with a comment `# builder: allow G111` in that row.
"""

from collections.abc import Iterator

from builder.core.config.edits import Place, repoint
from builder.core.diagnostics import Applicability, Diagnostic, Fix, Message, Severity
from builder.core.rules.lineage import SURE, Lineage, lineage
from builder.core.rules.network import Network
from builder.core.stock import Reference, State

CODE = "G111"
_FEW = 3  # references; who changed more meant to


def check(network: Network) -> Iterator[Diagnostic]:
    """One finding for each such reference; rows that fail have one that says why."""
    compared = network.compared
    if compared is None or compared.groups or compared.alignment.likeness < SURE:
        return
    found = lineage(compared, State.DIFFERS)
    if len(found.references) > _FEW:
        return
    swapped = {one.layer for one in found.references if _only_swapped(found, one.layer)}
    for one in found.references:
        if one.layer not in network.failed and one.layer not in swapped:
            yield _finding(network, found, one)


def _only_swapped(found: Lineage, layer: int) -> bool:
    """Whether the row reads the same rows in another order, which rules of heads tell."""
    here = [one for one in found.comparison.references if one.layer == layer]
    return sorted(one.source for one in here) == sorted(
        -1 if one.expected is None else one.expected for one in here
    )


def _finding(network: Network, found: Lineage, one: Reference) -> Diagnostic:
    expected = -1 if one.expected is None else one.expected
    edits = repoint(network.config, {Place(one.layer, one.position): expected})
    ref = network.ref(one.layer, one.position)
    message = Message(
        "{row} reads {actual}; every row is as in {origin}, but there it reads {expected}",
        row=network.row(one.layer),
        actual=network.named_text(network.number(one.source)),
        origin=found.origin,
        expected=network.named_text(network.number(expected)),
    )
    fix = Fix(network.take_text(network.number(expected)), edits or (), Applicability.UNSAFE)
    return Diagnostic(
        CODE,
        Severity.WARNING,
        message,
        ref.span if ref else network.from_span(one.layer),
        one.layer,
        fixes=(fix,) if edits else (),
    )
