"""The head's inputs are not one map of each size, largest first.

What it finds:
    Two inputs of Detect or Segment with one stride, or inputs in another order than ascending.

Why it matters:
    The network builds and trains. Two inputs of one stride leave a level without a head: objects
    of that size are hardly found. In reverse order YOLOv5 and YOLOv7 also turn the anchors round,
    but their loss still weighs the levels by position; heads without anchors take the width of
    all their branches from the first input. Of a head with auxiliary groups this is the first.

Example:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, Conv, [32, 3, 2]]
    head:
      - [[1, 0], 1, Detect, [nc, anchors]]

Use instead:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, Conv, [32, 3, 2]]
    head:
      - [[0, 1], 1, Detect, [nc, anchors]]

Fix:
    Sorts the inputs, or takes the row that nobody reads in place of one of the doubles.
"""

from collections.abc import Iterator

from builder.core.diagnostics import (
    Applicability,
    Diagnostic,
    Fix,
    Label,
    Listed,
    Message,
    Severity,
)
from builder.core.rules import offers
from builder.core.rules.network import Network
from builder.core.rules.wording import numbers_of
from builder.core.text import TextEdit

CODE = "H101"
_FARTHEST_SHIFT = 8
_MOST_LEVELS = 8


def disordered(network: Network) -> bool:
    """Whether the strides of the head's inputs do not ascend."""
    return not offers.ascend(network.head_strides)


def check(network: Network) -> Iterator[Diagnostic]:
    """At most one finding."""
    head = network.head
    if head is None or not disordered(network):
        return
    span = network.from_span(head)
    unread = offers.unread(network, offers.dead_in_head(network))
    labels = (*_places(network, network.head_levels), *unread)
    fixes = tuple(_fixes(network, head)) if len(network.head_groups) == 1 else ()
    message = _message(network, head)
    yield Diagnostic(CODE, Severity.WARNING, message, span, head, labels, fixes)


def _message(network: Network, head: int) -> Message:
    levels, strides = network.head_levels, network.head_strides
    fault = Message(
        "{row}: {module} reads strides {strides}",
        row=network.row(head),
        module=network.rows[head].module,
        strides=Listed(strides),
    )
    if len(network.head_groups) > 1:
        fault = Message("{fault} in its first group", fault=fault)
    double = next((s for s in strides if strides.count(s) > 1), None)
    if double is None:
        return Message(
            "{fault}; write its rows from the smallest stride to the largest", fault=fault
        )
    same = [one for one, stride in zip(levels, strides, strict=True) if stride == double]
    return Message(
        "{fault}: rows {rows} are both {size}, so another level has no head",
        fault=fault,
        rows=numbers_of([*map(network.row_at, same)]),
        size=network.size_text(same[0]),
    )


def _missing(network: Network, head: int) -> list[int]:
    """Rows that a level without a head may end in: dead ones, else the last of the others' kind."""
    dead = sorted(network.dead)[-_MOST_LEVELS:]
    if dead:
        return dead
    read = set(network.sources(head))
    modules = {network.rows[row].module for row in read if not network.joins(row)}
    last: dict[float, int] = {}
    for row in offers.head_rows(network):
        stride = network.stride(row)
        if network.rows[row].module in modules and stride is not None and row not in read:
            last[stride] = row
    kinds = [network.rows[row].module for row in read]
    common = max(modules, key=kinds.count) if modules else ""
    return [
        row
        for stride, row in sorted(last.items())
        if stride not in network.head_strides and network.rows[row].module == common
    ]


def _places(network: Network, levels: tuple[int, ...]) -> Iterator[Label]:
    for number in dict.fromkeys(levels):
        span = network.module_span(network.config.row_of(number))
        row, size = network.named(number), network.size_text(number)
        yield Label(span, Message("{row} is {size}", row=row, size=size))


def _fixes(network: Network, head: int) -> Iterator[Fix]:
    levels, strides = network.head_levels, network.head_strides
    if len(set(strides)) == len(strides):
        order = sorted(range(len(levels)), key=strides.__getitem__)
        edits = [offers.repoint(network, head, i, levels[place]) for i, place in enumerate(order)]
        rows = numbers_of([network.row_at(levels[place]) for place in order])
        title = Message("Read rows {rows} in this order", rows=rows)
        kept: tuple[TextEdit, ...] = tuple(edit for edit in edits if edit)
        yield Fix(title, kept, Applicability.UNSAFE)
        return
    for by in range(1, _FARTHEST_SHIFT + 1):
        if offers.unread_at(network, levels[-1] + by) and (fix := offers.shift(network, head, by)):
            yield fix
    if len(levels) > _MOST_LEVELS:
        return
    for row in _missing(network, head):
        stride = network.stride(row)
        for position in range(len(levels)):
            after = [*strides]
            after[position] = stride if stride is not None else 0.0
            edit = offers.repoint(network, head, position, network.number(row))
            if stride is not None and edit and offers.ascend(tuple(after)):
                taken = network.take_text(network.number(row))
                old = network.named(levels[position])
                title = Message("{take} for {row}", take=taken, row=old)
                yield Fix(title, (edit,), Applicability.UNSAFE)
