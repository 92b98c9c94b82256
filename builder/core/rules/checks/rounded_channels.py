"""Written channels that no scale of the network gives.

What it finds:
    Output channels that are no multiple of 8, so that width scaling rounds them up, and, for
    Ultralytics, more channels than the `max_channels` of every scale.

Why it matters:
    The trainers scale by the width, then round up to a multiple of 8: 100 at width 0.5 are 56, not
    50. Ultralytics first cuts to the scale's last number: 2048 are 1024. What you write is not what
    you train, and a paper's or another framework's numbers will not be met.

Example:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 0.5
    anchors: 3
    backbone:
      - [-1, 1, Conv, [32, 3, 2]]
      - [-1, 1, C3, [100]]
    head:
      - [[1], 1, Detect, [nc, anchors]]

Use instead:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 0.5
    anchors: 3
    backbone:
      - [-1, 1, Conv, [32, 3, 2]]
      - [-1, 1, C3, [112]]
    head:
      - [[1], 1, Detect, [nc, anchors]]

Fix:
    None is needed: choose multiples of 8, or of 16 for half the width.
"""

from collections.abc import Iterator
from typing import NamedTuple

from builder.core.diagnostics import Diagnostic, Label, Message, Severity
from builder.core.rules import signatures
from builder.core.rules.network import MOST_FINDINGS, Network
from builder.core.text import Span

CODE = "S110"
_MULTIPLE = 8


class _Odd(NamedTuple):
    """One row's words, and the place of its channels."""

    row: int
    words: Message
    span: Span


def check(network: Network) -> Iterator[Diagnostic]:
    """One finding for all such rows, at the first."""
    odd = [one for index in range(len(network)) if (one := _odd(network, index))]
    if not odd:
        return
    first, *others = odd
    message = first.words
    if others:
        message = Message("{first}; {number} more below", first=first.words, number=len(others))
    labels = tuple(Label(one.span, one.words) for one in others[:MOST_FINDINGS])
    yield Diagnostic(CODE, Severity.INFO, message, first.span, first.row, labels)


def _odd(network: Network, index: int) -> _Odd | None:
    row, node = network.rows[index], signatures.output_channels(network, index)
    if node is None or not row.args or len(row.args) < 2:
        return None
    written, given = node.value, row.args[1]
    if (
        isinstance(written, bool)
        or not isinstance(written, int | float)
        or not isinstance(given, int | float)
    ):
        return None
    if row.channels != given or written <= _MULTIPLE or written == given:
        return None
    words = _words(network, index, written, int(given))
    return _Odd(index, words, node.span) if words else None


def _words(network: Network, index: int, written: float, given: int) -> Message | None:
    row, width = network.row(index), network.report.resolved.width
    limits = [numbers[2] for numbers in network.report.resolved.multiples if len(numbers) > 2]
    if len(limits) > 1 and written > max(limits):
        return Message(
            "{row}: {written} channels are cut to {limit}, the largest max_channels of `scales:`, "
            "and come out as {given}",
            row=row,
            written=written,
            limit=max(limits),
            given=given,
        )
    if written % _MULTIPLE and written * width < given:
        return Message(
            "{row}: {written} channels at width {width} are {product}, rounded up to {given}",
            row=row,
            written=written,
            width=width,
            product=written * width,
            given=given,
        )
    return None
