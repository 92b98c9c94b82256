"""Pretrained weights of later rows will not load.

What it finds:
    A file made from a network that a trainer ships, with rows inserted or removed, so that the
    rows below have other numbers than in its published weights.

Why it matters:
    A checkpoint names its tensors by row: `model.7.conv.weight`. Trainers take over what has the
    same name and the same shape and drop the rest without a warning, so training starts with fewer
    pretrained weights than it seems to, or with those of another row.

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
      - [-1, 1, nn.Dropout, [0.1]]
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
      - [[20, 16], 1, Detect, [nc, anchors]]

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
    None: nothing is wrong with the network. Rename the keys of the checkpoint, or train from
    scratch.
"""

from collections.abc import Iterator

from builder.core.diagnostics import Diagnostic, Listed, Message, Severity
from builder.core.rules.lineage import SURE, Lineage
from builder.core.rules.network import Network

CODE = "W101"


def check(network: Network) -> Iterator[Diagnostic]:
    """One finding at the first row whose number is another."""
    compared = network.compared
    if (
        compared is None
        or network.lacks_section
        or not compared.groups
        or compared.alignment.likeness < SURE
    ):
        return
    pairs = compared.alignment.pairs
    first = next((i for i, at in enumerate(pairs) if at is not None and at != i), None)
    if first is None or network.config.first_slots > 1:
        return
    found = Lineage(compared, ())
    early = [group for group in compared.groups if group.before <= (pairs[first] or 0)]
    yield Diagnostic(
        CODE,
        Severity.HINT,
        Message(
            "from {row} on the numbers are not those of {origin}, since {cause}: "
            "its pretrained weights load only above",
            row=network.row(first),
            origin=found.origin,
            cause=Listed(tuple(found.cause(group) for group in early)),
        ),
        network.module_span(first),
        first,
    )
