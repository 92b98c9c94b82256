"""The anchors of a head as numbers with places."""

import math
from typing import NamedTuple

from builder.core.blocks import Kind
from builder.core.config import Node, Sequence
from builder.core.rules.network import Network
from builder.core.text import Span

ANCHORED = frozenset({"yolov5", "yolov7"})
"""Trainers whose heads have anchors."""
_LARGEST = 1e9  # pixels; more are no anchor


class AnchorRow(NamedTuple):
    """The anchors of one level.

    Attributes:
        span: The list of numbers as it is written.
        values: Widths and heights in turn, in pixels.
        side: The side of a square of their mean area.
    """

    span: Span
    values: tuple[float, ...]
    side: float


def anchors_of(network: Network, head: int) -> Node | None:
    """Where the head's anchors are written; None for a head without."""
    spec, cell = network.spec(head), network.layers[head].args
    arguments = spec.arguments[1:2] if spec else ()
    if not arguments or arguments[0].kind is not Kind.ANCHORS:
        return None
    written = cell.items[1] if isinstance(cell, Sequence) and len(cell.items) > 1 else None
    in_header = written is not None and written.value == "anchors"
    return network.config.header("anchors") if in_header else written


def anchor_rows(network: Network) -> list[AnchorRow]:
    """The rows of anchors, one for each level that the head reads; [] if they are not so."""
    node = anchors_of(network, network.head) if network.head is not None else None
    if not isinstance(node, Sequence) or len(node.items) != len(network.head_levels):
        return []
    rows = []
    for item in node.items:
        if not isinstance(item, Sequence):
            return []
        values = tuple(v for v in item.value if isinstance(v, int | float) and abs(v) < _LARGEST)
        if len(values) != len(item.items) or not values or len(values) % 2:
            return []
        areas = [abs(w * h) for w, h in zip(values[::2], values[1::2], strict=True)]
        rows.append(AnchorRow(item.span, values, math.sqrt(sum(areas) / len(areas))))
    return rows
