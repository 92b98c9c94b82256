"""Anchors that are not in pixels, or of another level's size.

What it finds:
    Anchors at or below zero, anchors as fractions of the image or in cells of the grid, and a row
    of anchors more than 20 times as large as its level's stride.

Why it matters:
    Anchors are written in pixels of the training image; YOLOv5 and YOLOv7 divide them by the stride
    themselves. Fractions leave boxes without any anchor that fits, so almost nothing is learnt
    unless AutoAnchor replaces them. Anchors of the coarsest level at stride 8 ask its small
    receptive field for large objects.

Example:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors:
      - [0.02, 0.03, 0.05, 0.04]
      - [0.1, 0.12, 0.2, 0.3]
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, Conv, [32, 3, 2]]
    head:
      - [[0, 1], 1, Detect, [nc, anchors]]

Use instead:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 2
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, Conv, [32, 3, 2]]
    head:
      - [[0, 1], 1, Detect, [nc, anchors]]

Fix:
    Writes only how many anchors each level has; AutoAnchor then finds their sizes from the data.
"""

from collections.abc import Iterator

from builder.core.config.edits import set_header
from builder.core.diagnostics import Applicability, Cell, Diagnostic, Fix, Level, Message, Severity
from builder.core.rules.anchors import AnchorRow, anchor_rows
from builder.core.rules.checks import anchor_order, head_stride_levels, head_stride_order
from builder.core.rules.network import Network
from builder.core.text import Span

CODE = "H114"
_SMALLEST = 0.4  # of the stride; networks in use begin above the stride
_LARGEST = 20.0  # times the stride; networks in use end below 15


def check(network: Network) -> Iterator[Diagnostic]:
    """At most one finding."""
    rows = anchor_rows(network)
    if network.head is None or not rows or len(network.head_strides) != len(rows):
        return
    if head_stride_order.disordered(network):
        return
    found = _no_sizes(rows) or _units(network, rows) or _level(network, rows)
    if found is None:
        return
    message, span = found
    fixes = tuple(_fixes(network, rows))
    yield Diagnostic(CODE, Severity.WARNING, message, span, network.head, (), fixes)


def _no_sizes(rows: list[AnchorRow]) -> tuple[Message, Span] | None:
    for row in rows:
        for value in row.values:
            if value <= 0:
                return Message(
                    "an anchor of {value} pixels is no size; write widths and heights in pixels",
                    value=value,
                ), row.span
    return None


def _units(network: Network, rows: list[AnchorRow]) -> tuple[Message, Span] | None:
    for row, stride in zip(rows, network.head_strides, strict=True):
        if all(value <= 1 for value in row.values):
            return Message(
                "anchors of {value} look like fractions of the image; write them in pixels",
                value=Cell(row.span, row.span.of(network.config.text)),
            ), row.span
        if row.side >= _SMALLEST * stride:
            return None
    return Message(
        "the anchors are smaller than the cells of their levels, about {side} pixels at {level}; "
        "they look like cells of the grid: write them in pixels",
        side=f"{rows[0].side:.1f}",
        level=Level(network.head_strides[0]),
    ), rows[0].span


def _level(network: Network, rows: list[AnchorRow]) -> tuple[Message, Span] | None:
    if anchor_order.disordered(rows) or head_stride_levels.contradiction(network) is not None:
        return None  # told as what it is
    for row, stride in zip(rows, network.head_strides, strict=True):
        if row.side > _LARGEST * stride:
            return Message(
                "anchors of about {side} pixels are used at {level}, {times} times its cell; "
                "anchors of networks in use are 1 to 15 times as large",
                side=f"{row.side:.0f}",
                level=Level(stride),
                times=f"{row.side / stride:.0f}",
            ), row.span
    return None


def _fixes(network: Network, rows: list[AnchorRow]) -> Iterator[Fix]:
    per_level = len(rows[0].values) // 2
    if network.config.header("anchors") is None or len(network.head_groups) > 1:
        return
    change = set_header(network.config, "anchors", str(per_level))
    if change.edits:
        line = Cell(rows[0].span, f"anchors: {per_level}")
        title = Message("Let AutoAnchor choose: {line}", line=line)
        yield Fix(title, change.edits, Applicability.UNSAFE)
