"""The image size is no multiple of the largest stride.

What it finds:
    A height or width that the deepest row cannot divide evenly, at the image size in force.

Why it matters:
    Sizes are rounded up on the way down and doubled on the way up, so a Concat meets 41x41 and
    40x40. The trainers round the image size up to a multiple of the largest stride of the head,
    which helps unless a row goes deeper than the head. The example is wrong at 640: its row 7 has
    stride 256, and 640 / 256 is 2.5.

Example:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [8, 3, 2]]
      - [-1, 1, Conv, [8, 3, 2]]
      - [-1, 1, Conv, [8, 3, 2]]
      - [-1, 1, Conv, [8, 3, 2]]
      - [-1, 1, Conv, [8, 3, 2]]
      - [-1, 1, Conv, [8, 3, 2]]
      - [-1, 1, Conv, [8, 3, 2]]
      - [-1, 1, nn.MaxPool2d, [3, 2, 1]]
    head:
      - [-1, 1, nn.Upsample, [None, 2, nearest]]
      - [[-1, 6], 1, Concat, [1]]
      - [[-1], 1, Detect, [nc, anchors]]

Use instead:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [8, 3, 2]]
      - [-1, 1, Conv, [8, 3, 2]]
      - [-1, 1, Conv, [8, 3, 2]]
      - [-1, 1, Conv, [8, 3, 2]]
      - [-1, 1, Conv, [8, 3, 2]]
      - [-1, 1, Conv, [8, 3, 2]]
      - [-1, 1, Conv, [8, 3, 2]]
    head:
      - [-1, 1, nn.Upsample, [None, 2, nearest]]
      - [[-1, 5], 1, Concat, [1]]
      - [[-1, 6], 1, Detect, [nc, anchors]]

Fix:
    None in the file: choose a multiple of the largest stride, or remove the deepest rows.
"""

import math
from collections.abc import Iterator

from builder.core.diagnostics import Diagnostic, Label, Message, Severity, Size
from builder.core.rules.checks import concat_size
from builder.core.rules.network import Network
from builder.core.rules.wording import pixel_text

CODE = "H106"
_DEEPEST = 256


def check(network: Network) -> Iterator[Diagnostic]:
    """One finding for each row that fails of it; it fails at no multiple of the stride."""
    height, width = network.report.image_size
    if height % _DEEPEST == 0 == width % _DEEPEST:
        return
    for mismatch in concat_size.mismatches(network):
        read = network.read(mismatch.layer)
        pair = read[mismatch.anchor], read[mismatch.position]
        if not _near(network, *pair):
            continue
        above = range(network.number(mismatch.layer))
        deepest = max(above, key=lambda number: _nominal(network, number))
        stride = int(_nominal(network, deepest))
        if not stride or height % stride == 0 == width % stride:
            continue
        one, other = (pixel_text(network.shape_of(number) or ()) for number in pair)
        message = Message(
            "the image size {size} is no multiple of {stride}, the stride of {deepest}: "
            "{row} joins {one} with {other}; use {better}",
            size=Size(height, width),
            stride=stride,
            deepest=network.named(deepest),
            row=network.row(mismatch.layer),
            one=one,
            other=other,
            better=Size(*(math.ceil(side / stride) * stride for side in (height, width))),
        )
        place = network.module_span(network.config.row_of(deepest))
        row = network.named(deepest)
        label = Label(place, Message("{row} has stride {stride}", row=row, stride=stride))
        span = network.from_span(mismatch.layer)
        yield Diagnostic(CODE, Severity.ERROR, message, span, mismatch.layer, (label,))


def _near(network: Network, one: int, other: int) -> bool:
    """Whether two maps are of one level, but for rounding."""
    return _nominal(network, one) == _nominal(network, other)


def _nominal(network: Network, number: int) -> float:
    """The stride as a power of two; 0 if the size is unknown."""
    size = network.size_of(number)
    if size is None or not size[0]:
        return 0
    return 2.0 ** round(math.log2(network.report.image_size[0] / size[0]))
