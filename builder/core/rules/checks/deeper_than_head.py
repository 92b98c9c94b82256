"""A row goes deeper than the head, and the network fails at sizes that the trainer chooses.

What it finds:
    A row whose stride is larger than that of every input of the head, and than 32, where its
    output is enlarged and joined again.

Why it matters:
    The trainers make every image a multiple of the head's largest stride, or of 32: they don't know
    of deeper rows. A square training size may fit, but validation and prediction use other
    heights and widths, and stop with "Sizes of tensors must match except in dimension 1. Expected
    size 44 but got size 42", often after the first epoch.

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
    head:
      - [-1, 1, nn.Upsample, [None, 2, nearest]]
      - [[-1, 4], 1, Concat, [1]]
      - [[7], 1, Detect, [nc, anchors]]

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
    head:
      - [-1, 1, nn.Upsample, [None, 2, nearest]]
      - [[-1, 4], 1, Concat, [1]]
      - [[7, 5], 1, Detect, [nc, anchors]]

Fix:
    None: let the head read the deepest level too, or leave out the stride that goes too deep. Or
    train, validate and predict without rectangles, at multiples of the deepest stride only.
"""

from collections.abc import Iterator

from builder.core.analysis import Status, analyze
from builder.core.diagnostics import Diagnostic, Label, Level, Message, Severity, Size
from builder.core.rules.checks import head_stride_order
from builder.core.rules.network import Network

CODE = "H112"
_LEAST = 32  # every trainer's images are multiples of this at least
_MOST = 1024


def check(network: Network) -> Iterator[Diagnostic]:
    """At most one finding, at the first row that is too deep."""
    head = network.head
    if head is None or not network.whole or not network.head_strides:
        return
    step = max(int(max(network.head_strides)), _LEAST)
    deep = [row.index for row in network.rows if _deeper(network, row.index, step)]
    if not deep or head_stride_order.disordered(network):
        return
    size = _odd_size(network, step)
    failing = _fails_at(network, size) if size else None
    if size is None or failing is None:
        return
    first = deep[0]
    message = Message(
        "{row} has stride {stride}, but the deepest level of {head} is {level}: the trainers make "
        "images multiples of {step}, and at {size}, say, {join} fails",
        row=network.row(first),
        stride=network.stride(first),
        head=network.rows[head].module,
        level=Level(max(network.head_strides)),
        step=step,
        size=Size(size, size),
        join=network.row(failing),
    )
    label = Label(
        network.from_span(head),
        Message("{head} reads no level below {level}", head=network.rows[head].module,
                level=Level(max(network.head_strides))),
    )  # fmt: skip
    span = network.module_span(first)
    yield Diagnostic(CODE, Severity.WARNING, message, span, first, (label,))


def _deeper(network: Network, index: int, step: int) -> bool:
    stride = network.stride(index)
    return stride is not None and stride > step and not network.is_head(index)


def _odd_size(network: Network, step: int) -> int | None:
    """An image size that is no multiple of twice the step, near the one in force."""
    near = max(network.report.image_size)
    size = near // step * step
    size += 0 if (size // step) % 2 else step
    return size if size <= max(_MOST, near + step) else None


def _fails_at(network: Network, size: int) -> int | None:
    """The first row that fails on a square image of that size."""
    report = network.report
    again = analyze(
        report.config,
        dialect=report.dialect,
        scale=report.scale,
        image_size=(size, size),
        nc=report.nc,
        file=report.file,
    )
    return next((r.index for r in again.layers if r.status is Status.ERROR), None)
