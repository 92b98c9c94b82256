"""An even kernel gives one pixel too many, so a join below fails.

What it finds:
    Conv and its kin with an even kernel and no padding of their own, above a Concat whose inputs
    therefore differ by a pixel or two.

Why it matters:
    The trainers pad by half the kernel, rounded down. That keeps sizes for odd kernels; with
    kernel 4 and stride 2 a map of 80x80 becomes 41x41. The Concat below stops with "Sizes of
    tensors must match except in dimension 1. Expected size 17 but got size 16" and names no row.

Example:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, Conv, [32, 4, 2]]
    head:
      - [-1, 1, nn.Upsample, [None, 2, nearest]]
      - [[-1, 0], 1, Concat, [1]]
      - [[3], 1, Detect, [nc, anchors]]

Use instead:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, Conv, [32, 4, 2, 1]]
    head:
      - [-1, 1, nn.Upsample, [None, 2, nearest]]
      - [[-1, 0], 1, Concat, [1]]
      - [[3], 1, Detect, [nc, anchors]]

Fix:
    Writes a padding one smaller than the trainer's where the stride is 2 or more, or the next
    smaller odd kernel.
"""

from collections.abc import Iterator

from builder.core.diagnostics import (
    Applicability,
    Diagnostic,
    Fix,
    Message,
    Severity,
    Size,
)
from builder.core.rules import signatures, sizes
from builder.core.rules.network import Network
from builder.core.text import TextEdit

CODE = "S111"


def check(network: Network) -> Iterator[Diagnostic]:
    """One finding for each such row of which a join fails."""
    if not network.unequal:
        return
    joins = sizes.off_by_pixels(network)
    for index in sizes.even_kernels(network):
        victims = [join for join, above in joins.items() if index in above]
        if victims:
            yield _finding(network, index, victims)


def _finding(network: Network, index: int, victims: list[int]) -> Diagnostic:
    call = signatures.call_of(network, index)
    assert call is not None
    place = call.names.index("k")
    kernel = call.items[place]
    before, after = sizes.enters(network, index), network.size(index)
    assert before is not None
    assert after is not None
    message = Message(
        "{row}: {module} with the even kernel {kernel} makes {after} of {before}, one pixel too "
        "many, so {join} cannot join it",
        row=network.row(index),
        module=network.rows[index].module,
        kernel=kernel.value,
        after=Size(*after),
        before=Size(*before),
        join=network.row(victims[0]),
    )
    labels = sizes.labels(network, victims)
    fixes = tuple(_fixes(call, place))
    return Diagnostic(CODE, Severity.ERROR, message, kernel.span, index, labels, fixes)


def _fixes(call: signatures.Call, place: int) -> Iterator[Fix]:
    kernel = call.items[place]
    size = int(str(kernel.value))
    names = call.names[: call.written]
    stride = call.items[names.index("s")] if "s" in names else None
    follows = call.names[place + 1 : place + 3] == ("s", "p")
    strided = stride is not None and isinstance(stride.value, int) and stride.value > 1
    if follows and strided and stride is not None and "p" not in names:
        edit = TextEdit(stride.span, f"{stride.value}, {size // 2 - 1}")
        padding = Message("Write padding {padding}", padding=size // 2 - 1)
        yield Fix(padding, (edit,), Applicability.UNSAFE)
    title = Message("Write kernel {kernel}", kernel=size - 1)
    yield Fix(title, (TextEdit(kernel.span, str(size - 1)),), Applicability.UNSAFE)
