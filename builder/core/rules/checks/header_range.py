"""A number in the header is out of range.

What it finds:
    Fewer than 1 class or anchor, multiples at or below zero or above 4 (percent, mostly), and
    `scales` whose numbers stand in another order than depth, width, max_channels.

Why it matters:
    The trainers check none of them. With `nc: 0` YOLOv5 stops with "ValueError: math domain error",
    with `width_multiple: 0` torch refuses weights of no channels, and neither names the key. A
    depth of 0 builds every row once, without a word; a width of 50 asks for more memory than there
    is.

Example:
    nc: 0
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
    head:
      - [[0], 1, Detect, [nc, anchors]]

Use instead:
    nc: 1
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
    head:
      - [[0], 1, Detect, [nc, anchors]]

Fix:
    Writes a percentage as a fraction. Else none: only you know the number.
"""

from collections.abc import Iterator
from typing import NamedTuple

from builder.core.config import Mapping, Node, Sequence
from builder.core.diagnostics import Applicability, Diagnostic, Fix, Message, Severity
from builder.core.rules.anchors import ANCHORED
from builder.core.rules.network import Network
from builder.core.text import TextEdit

CODE = "D113"
_LARGEST_MULTIPLE = 4.0  # networks in use end below 2
_PERCENT = 100.0
_LARGEST_PERCENTAGE = 400
_FEWEST_CHANNELS = 8
_COUNTS = ("nc", "anchors")
_MULTIPLES = ("depth_multiple", "width_multiple")


class _Found(NamedTuple):
    """A number out of range."""

    node: Node
    message: Message
    stops: bool
    fraction: float | None = None


def check(network: Network) -> Iterator[Diagnostic]:
    """One finding for each such number."""
    if not network.layers:
        return
    for found in _all(network):
        severity = Severity.ERROR if found.stops else Severity.WARNING
        span = found.node.span
        fixes: tuple[Fix, ...] = ()
        if found.fraction is not None:
            title = Message("Write {number}", number=found.fraction)
            edit = TextEdit(span, f"{found.fraction:g}")
            fixes = (Fix(title, (edit,), Applicability.UNSAFE),)
        yield Diagnostic(CODE, severity, found.message, span, None, (), fixes)


def stops(network: Network) -> bool:
    """Whether the trainer stops for the header's sake, whatever the rows say."""
    return any(found.stops for found in _all(network))


def _all(network: Network) -> Iterator[_Found]:
    for key in _COUNTS:
        node = network.config.header(key)
        if node is None or (key == "anchors" and network.report.trainer not in ANCHORED):
            continue
        value = _number(node)
        if value is not None and value < 1 and (key != "nc" or network.report.nc == value):
            message = Message("`{key}: {value}` must be at least 1", key=key, value=value)
            yield _Found(node, message, stops=True)
    scales = network.config.header("scales")
    if network.report.trainer == "ultralytics" and isinstance(scales, Mapping):
        yield from _scales(scales)
        return
    for key in _MULTIPLES:
        node = network.config.header(key)
        if node is not None and (found := _multiple(key, node)):
            yield found


def _scales(scales: Mapping) -> Iterator[_Found]:
    for name, node in scales.pairs:
        if not isinstance(node, Sequence) or len(node.items) != 3:
            continue
        depth, width, most = node.items
        channels = _number(most)
        if channels is not None and channels < _FEWEST_CHANNELS:
            message = Message(
                "scale {scale}: max_channels is {channels}; the three numbers are depth, width and "
                "max_channels, in this order",
                scale=name.value,
                channels=channels,
            )
            yield _Found(most, message, stops=channels <= 0)
            continue
        for key, item in zip(_MULTIPLES, (depth, width), strict=True):
            if found := _multiple(key, item):
                yield found


def _multiple(key: str, node: Node) -> _Found | None:
    value = _number(node)
    if value is None or 0 < value <= _LARGEST_MULTIPLE:
        return None
    if value > _LARGEST_PERCENTAGE:
        message = Message("{key} {value} multiplies everything by that; write about 1", key=key,
                          value=value)  # fmt: skip
        return _Found(node, message, stops=False)
    if value > 0:
        fraction = value / _PERCENT
        message = Message(
            "{key} {value} multiplies everything by {value}; write {fraction} if percent are meant",
            key=key,
            value=value,
            fraction=fraction,
        )
        return _Found(node, message, stops=False, fraction=fraction)
    if key == "width_multiple":
        message = Message("{key} {value} leaves no channels; write more than 0", key=key,
                          value=value)  # fmt: skip
        return _Found(node, message, stops=True)
    message = Message(
        "{key} {value} builds every row once, whatever its number; write more than 0",
        key=key,
        value=value,
    )
    return _Found(node, message, stops=False)


def _number(node: Node) -> float | None:
    value = node.value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return value
