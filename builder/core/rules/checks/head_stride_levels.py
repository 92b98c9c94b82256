"""The head reads other levels than the anchors and comments say.

What it finds:
    Detect or Segment on strides 16, 32, 64, say, where the comments at the anchors (`# P3/8`), at
    the rows it reads (`(P3/8-small)`) or at the head (`Detect(P3, P4, P5)`) mean 8, 16, 32.

Why it matters:
    The network builds and trains, but without a head for the finest level, and with anchors that
    are made for another one. Small objects suffer most.

Example:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors:
      - [10, 13, 16, 30, 33, 23]  # P1/2
      - [30, 61, 62, 45, 59, 119]  # P2/4
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, Conv, [32, 3, 2]]
      - [-1, 1, Conv, [64, 3, 2]]
    head:
      - [[1, 2], 1, Detect, [nc, anchors]]

Use instead:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors:
      - [10, 13, 16, 30, 33, 23]  # P1/2
      - [30, 61, 62, 45, 59, 119]  # P2/4
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, Conv, [32, 3, 2]]
      - [-1, 1, C3, [32]]
    head:
      - [[0, 2], 1, Detect, [nc, anchors]]

Fix:
    None: mend the neck, so that its levels are those that are meant, or write anchors and
    comments for the levels that it has.
"""

from collections.abc import Iterator

from builder.core.diagnostics import Diagnostic, Label, Severity
from builder.core.rules import comments
from builder.core.rules.checks.head_stride_order import disordered
from builder.core.rules.network import Network
from builder.core.rules.wording import level_text, listed, rows_text

CODE = "H102"


def contradiction(network: Network) -> tuple[str, tuple[int, ...]] | None:
    """Who names other strides than the head reads, and which; None if nobody does."""
    if not network.head_strides or disordered(network):
        return None
    for who, claimed in _claims(network):
        if len(claimed) == len(network.head_strides) and set(claimed) != set(network.head_strides):
            return who, tuple(sorted(claimed))
    return None


def check(network: Network) -> Iterator[Diagnostic]:
    """At most one finding."""
    found = contradiction(network)
    if found is None or network.head is None:
        return
    who, claimed = found
    head = network.head
    strides = network.head_strides
    lost = [stride for stride in claimed if stride not in strides]
    message = (
        f"{network.row(head)}: {network.rows[head].module} reads strides {listed(strides)} "
        f"({rows_text(network.head_levels)}), but {who} {listed(claimed)}: "
        f"there is no stride-{listed(lost, 'or')} head"
    )
    span = network.from_span(head)
    labels = (*_anchor_labels(network), *_row_labels(network))
    yield Diagnostic(CODE, Severity.WARNING, message, span, head, labels)


def _claims(network: Network) -> Iterator[tuple[str, tuple[int, ...]]]:
    levels = [stride for stride, _ in comments.anchor_levels(network.config)]
    yield "the anchors are for", tuple(stride for stride in levels if stride)
    assert network.head is not None
    rows = map(network.config.row_of, network.head_levels)
    marks = [network.claimed_strides[row] for row in rows]
    yield "the rows' comments say", tuple(stride for stride in marks if stride)
    comment = comments.text_of(network.config, network.layers[network.head])
    yield "its comment says", comments.head_levels(comment)


def _anchor_labels(network: Network) -> Iterator[Label]:
    levels = comments.anchor_levels(network.config)
    if len(levels) != len(network.head_strides):
        return
    for (claimed, span), stride in zip(levels, sorted(network.head_strides), strict=True):
        if claimed and claimed != stride:
            words = f"meant for {level_text(claimed)}, used at {level_text(stride)}"
            yield Label(span, words)


def _row_labels(network: Network) -> Iterator[Label]:
    for number in network.head_levels:
        row = network.config.row_of(number)
        claimed, comment = network.claimed_strides[row], network.layers[row].comment
        if claimed and comment and claimed != network.stride_of(number):
            size = network.size_text(number)
            yield Label(comment, f"says {level_text(claimed)}, but {network.row(row)} is {size}")
