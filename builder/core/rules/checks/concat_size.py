"""A row joins maps of different sizes.

What it finds:
    Concat, BiFPN_Concat, BiFPN_Add and the like whose inputs differ in height or width.

Why it matters:
    The trainers stop with "Sizes of tensors must match except in dimension 1. Expected size 16 but
    got size 8": sizes of a hidden test image of 256 pixels, and no row. Mostly an index was not
    renumbered after rows were inserted above.

Example:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]  # 0-P1/2
      - [-1, 1, Conv, [32, 3, 2]]  # 1-P2/4
      - [-1, 1, Conv, [64, 3, 2]]  # 2-P3/8
    head:
      - [-1, 1, nn.Upsample, [None, 2, nearest]]
      - [[-1, 0], 1, Concat, [1]]  # cat backbone P2
      - [[4], 1, Detect, [nc, anchors]]

Use instead:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]  # 0-P1/2
      - [-1, 1, Conv, [32, 3, 2]]  # 1-P2/4
      - [-1, 1, Conv, [64, 3, 2]]  # 2-P3/8
    head:
      - [-1, 1, nn.Upsample, [None, 2, nearest]]
      - [[-1, 1], 1, Concat, [1]]  # cat backbone P2
      - [[4], 1, Detect, [nc, anchors]]

Fix:
    Offers rows of the right size. Safe if the row's own comment names one of them ("cat backbone
    P4" is the last row of that level), or if it is the only one and nobody else reads it.
"""

from collections.abc import Iterator
from typing import NamedTuple

from builder.core.diagnostics import Diagnostic, Label, Message, Severity
from builder.core.rules import comments, offers
from builder.core.rules.network import Network
from builder.core.rules.sizes import explained

CODE = "S101"


class Mismatch(NamedTuple):
    """Two inputs of a row that differ in size.

    Attributes:
        anchor, position: Places in `from`: what is taken as right, and what differs from it.
        candidates: Numbers of maps of the anchor's size, likeliest first.
    """

    layer: int
    anchor: int
    position: int
    candidates: list[int]


def mismatches(network: Network) -> Iterator[Mismatch]:
    """Every failing row that joins different sizes, for no fault of a single row above."""
    told = explained(network)
    for index in network.failed:
        if index in told:
            continue
        sources = network.valid_sources(index)
        if len(sources) < 2 or sources != network.sources(index) or network.is_head(index):
            continue
        sizes = [network.size_of(number) for number in network.read(index)]
        if None in sizes or len(set(sizes)) < 2:
            continue
        anchor = _anchor(network, index, sizes)
        position = next(i for i, size in enumerate(sizes) if size != sizes[anchor])
        size = sizes[anchor]
        assert size is not None
        fits = offers.of_size(network, index, size)
        candidates = offers.fitting(network, index, position, fits)
        yield Mismatch(index, anchor, position, candidates)


def check(network: Network) -> Iterator[Diagnostic]:
    """One finding for each such row."""
    for mismatch in mismatches(network):
        index, read = mismatch.layer, network.read(mismatch.layer)
        right, wrong = read[mismatch.anchor], read[mismatch.position]
        ref = network.ref(index, mismatch.position)
        yield Diagnostic(
            CODE,
            Severity.ERROR,
            _message(network, mismatch, right, wrong),
            ref.span if ref else network.from_span(index),
            index,
            (
                *(
                    Label(
                        network.module_span(network.config.row_of(number)),
                        Message("{row} is read", row=network.named_text(number)),
                    )
                    for number in (right, wrong)
                ),
                *offers.unread(network, offers.rows_of(network, mismatch.candidates)),
            ),
            offers.fixes(
                network, index, mismatch.position, mismatch.candidates, _sure(network, mismatch)
            ),
        )


def _message(network: Network, mismatch: Mismatch, right: int, wrong: int) -> Message:
    size = network.size_text(right)
    fault = Message(
        "{row} joins {one} from {source} with {other} from {other_source}",
        row=network.row(mismatch.layer),
        one=size,
        source=network.named(right),
        other=network.size_text(wrong),
        other_source=network.named(wrong),
    )
    if wrong == network.number(mismatch.layer) - 1:
        return Message("{fault}; is an Upsample or a stride missing in between?", fault=fault)
    if not mismatch.candidates:
        return Message(
            "{fault}; no other row above has {size}: add Upsample or a stride",
            fault=fault,
            size=size,
        )
    return fault


def _anchor(network: Network, index: int, sizes: list[tuple[int, ...] | None]) -> int:
    """The input to trust: what the comment says, the row above, the commonest size, the first."""
    read = network.read(index)
    joined = comments.joined_level(comments.text_of(network.config, network.layers[index]))
    if joined is not None:
        meant = [i for i, number in enumerate(read) if network.stride_of(number) == joined[1]]
        if len(meant) == 1:
            return meant[0]
    above = network.number(index) - 1
    if above in read:
        return read.index(above)
    return max(range(len(sizes)), key=lambda i: (sizes.count(sizes[i]), -i))


def _sure(network: Network, mismatch: Mismatch) -> int | None:
    index, candidates = mismatch.layer, mismatch.candidates
    if network.read(index)[mismatch.position] == network.number(index) - 1:
        return None  # the row above is meant; what is wrong is its size
    comment = comments.text_of(network.config, network.layers[index])
    if comments.joined_level(comment) is not None:
        return offers.named_by_comment(network, index, candidates)
    alone = len(candidates) == 1 and offers.unread_at(network, candidates[0])
    return candidates[0] if alone else None
