"""One row reads another than in the network that the file is, row by row.

What it finds:
    A file whose rows are those of a network that a trainer ships, some perhaps with another module,
    but for a few numbers in `from`.

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
      - [[-1, 8], 1, Concat, [1]]
      - [-1, 1, Conv, [256, 3, 1]]
      - [[18, 15], 1, Detect, [nc, anchors]]

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

from builder.core.config.edits import repoint
from builder.core.diagnostics import Applicability, Diagnostic, Fix, Label, Message, Severity
from builder.core.rules.lineage import SURE, Lineage, lineage
from builder.core.rules.network import Network
from builder.core.rules.offers import ascend
from builder.core.stock import Reference, State

CODE = "G111"
_FEW = 3  # references; who changed more meant to


def check(network: Network) -> Iterator[Diagnostic]:
    """One finding for each such row; rows that fail have one that says why."""
    compared = network.compared
    if compared is None or compared.groups or compared.alignment.likeness < SURE:
        return
    found = lineage(compared, State.DIFFERS)
    if len(found.references) > _FEW:
        return
    for layer in dict.fromkeys(one.layer for one in found.references):
        here = tuple(one for one in found.references if one.layer == layer)
        fails = layer in network.failed or any(one.source >= layer for one in here)
        if not fails and not _only_swapped(network, found, layer):
            yield _finding(network, Lineage(compared, here))


def _only_swapped(network: Network, found: Lineage, layer: int) -> bool:
    """Whether the row reads the same rows in another order, and a rule of heads tells so."""
    if layer != network.head or ascend(network.head_strides):
        return False
    here = [one for one in found.comparison.references if one.layer == layer]
    return sorted(one.source for one in here) == sorted(
        -1 if one.expected is None else one.expected for one in here
    )


def _finding(network: Network, found: Lineage) -> Diagnostic:
    first, *others = found.references
    edits = repoint(network.config, found.targets)
    ref = network.ref(first.layer, first.position)
    message = Message(
        "{row} reads {actual}; row for row the file follows {origin}, but there it reads "
        "{expected}",
        row=network.row(first.layer),
        actual=_named(network, first.source),
        origin=found.origin,
        expected=_named(network, first.expected),
    )
    labels = (_label(network, one) for one in others)
    return Diagnostic(
        CODE,
        Severity.WARNING,
        message,
        ref.span if ref else network.from_span(first.layer),
        first.layer,
        tuple(label for label in labels if label is not None),
        (Fix(found.title, edits, Applicability.UNSAFE),) if edits else (),
    )


def _label(network: Network, one: Reference) -> Label | None:
    ref = network.ref(one.layer, one.position)
    words = Message(
        "here {expected} is read instead of {actual}",
        expected=_named(network, one.expected),
        actual=_named(network, one.source),
    )
    return Label(ref.span, words) if ref else None


def _named(network: Network, index: int | None) -> Message:
    return network.named_text(network.number(-1 if index is None else index))
