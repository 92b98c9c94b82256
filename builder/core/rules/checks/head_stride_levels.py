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

from collections.abc import Iterable, Iterator

from builder.core.diagnostics import Diagnostic, Label, Level, Listed, Message, Severity
from builder.core.rules import comments
from builder.core.rules.anchors import ANCHORED
from builder.core.rules.checks.head_stride_order import disordered
from builder.core.rules.network import Network
from builder.core.rules.wording import rows_text
from builder.core.text import Span

CODE = "H102"


def contradiction(network: Network) -> tuple[Message, tuple[int, ...]] | None:
    """Who names other strides than the head reads, and which; None if nobody does.

    The first is words such as "the anchors are for 8, 16 and 32".
    """
    if not network.head_strides or disordered(network):
        return None
    for claim, claimed in _claims(network):
        if len(claimed) == len(network.head_strides) and set(claimed) - set(network.head_strides):
            return claim, claimed
    return None


def check(network: Network) -> Iterator[Diagnostic]:
    """At most one finding."""
    found = contradiction(network)
    if found is None or network.head is None:
        return
    claim, claimed = found
    head = network.head
    strides = network.head_strides
    message = Message(
        "{row}: {module} reads strides {strides} ({rows}), but {claim}: "
        "there is no stride-{lost} head",
        row=network.row(head),
        module=network.rows[head].module,
        strides=Listed(strides),
        rows=rows_text([*map(network.row_at, network.head_levels)]),
        claim=claim,
        lost=Listed([stride for stride in claimed if stride not in strides], "or"),
    )
    span = network.from_span(head)
    labels = (*_anchor_labels(network), *_row_labels(network))
    yield Diagnostic(CODE, Severity.WARNING, message, span, head, labels)


def _claims(network: Network) -> Iterator[tuple[Message, tuple[int, ...]]]:
    anchors = _known(stride for stride, _ in _anchor_levels(network))
    yield Message("the anchors are for {strides}", strides=Listed(anchors)), anchors
    assert network.head is not None
    rows = map(network.config.row_of, network.head_levels)
    marks = _known(network.claimed_strides[row] for row in rows)
    yield Message("the rows' comments say {strides}", strides=Listed(marks)), marks
    comment = comments.text_of(network.config, network.layers[network.head])
    named = _known(comments.head_levels(comment))
    yield Message("its comment says {strides}", strides=Listed(named)), named


def _known(strides: Iterable[int | None]) -> tuple[int, ...]:
    return tuple(sorted(stride for stride in strides if stride))


def _anchor_levels(network: Network) -> tuple[tuple[int | None, Span], ...]:
    """What the comments at the anchors say, for a trainer that reads anchors."""
    return comments.anchor_levels(network.config) if network.report.trainer in ANCHORED else ()


def _anchor_labels(network: Network) -> Iterator[Label]:
    levels = _anchor_levels(network)
    if len(levels) != len(network.head_strides):
        return
    for (claimed, span), stride in zip(levels, sorted(network.head_strides), strict=True):
        if claimed and claimed != stride:
            words = Message(
                "meant for {level}, used at {other}", level=Level(claimed), other=Level(stride)
            )
            yield Label(span, words)


def _row_labels(network: Network) -> Iterator[Label]:
    for number in network.head_levels:
        row = network.config.row_of(number)
        claimed, comment = network.claimed_strides[row], network.layers[row].comment
        if claimed and comment and claimed != network.stride_of(number):
            words = Message(
                "says {level}, but {row} is {size}",
                level=Level(claimed),
                row=network.row(row),
                size=network.size_text(number),
            )
            yield Label(comment, words)
