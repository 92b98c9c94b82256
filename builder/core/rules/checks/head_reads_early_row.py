"""The head reads a level before its last block.

What it finds:
    An input of Detect or Segment whose level is worked on again further down, by a block of the
    same kind that is made of it, is not read by the head, and would keep the strides in order.
    As a mere note: an input right above an attention block that the head does not read.

Why it matters:
    The network builds and trains. The path from the fine levels back to the coarse ones then ends
    in a block that no prediction comes from: that level lacks what the path was built for. It is
    typical of indices that were counted in the wrong half of the neck.

Example:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, Conv, [32, 3, 2]]
      - [-1, 1, C3, [32]]
      - [-1, 1, Conv, [64, 3, 2]]
      - [-1, 1, C3, [64]]
    head:
      - [-1, 1, nn.Upsample, [None, 2, nearest]]
      - [[-1, 2], 1, Concat, [1]]
      - [-1, 1, C3, [32]]
      - [-1, 1, nn.Upsample, [None, 2, nearest]]
      - [[-1, 0], 1, Concat, [1]]
      - [-1, 1, C3, [16]]
      - [-1, 1, Conv, [16, 3, 2]]
      - [[-1, 7], 1, Concat, [1]]
      - [-1, 1, C3, [32]]
      - [-1, 1, Conv, [32, 3, 2]]
      - [[-1, 4], 1, Concat, [1]]
      - [-1, 1, C3, [64]]
      - [[10, 7, 16], 1, Detect, [nc, anchors]]

Use instead:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, Conv, [32, 3, 2]]
      - [-1, 1, C3, [32]]
      - [-1, 1, Conv, [64, 3, 2]]
      - [-1, 1, C3, [64]]
    head:
      - [-1, 1, nn.Upsample, [None, 2, nearest]]
      - [[-1, 2], 1, Concat, [1]]
      - [-1, 1, C3, [32]]
      - [-1, 1, nn.Upsample, [None, 2, nearest]]
      - [[-1, 0], 1, Concat, [1]]
      - [-1, 1, C3, [16]]
      - [-1, 1, Conv, [16, 3, 2]]
      - [[-1, 7], 1, Concat, [1]]
      - [-1, 1, C3, [32]]
      - [-1, 1, Conv, [32, 3, 2]]
      - [[-1, 4], 1, Concat, [1]]
      - [-1, 1, C3, [64]]
      - [[10, 13, 16], 1, Detect, [nc, anchors]]

Fix:
    Reads the last such block of the level.
"""

from collections.abc import Iterator

from builder.core.blocks import Category
from builder.core.diagnostics import Applicability, Diagnostic, Fix, Label, Message, Severity
from builder.core.rules import offers
from builder.core.rules.checks import head_stride_order
from builder.core.rules.network import Network

CODE = "H111"


def check(network: Network) -> Iterator[Diagnostic]:
    """One finding for each such input."""
    head = network.head
    if head is None or not network.head_strides or head_stride_order.disordered(network):
        return
    if len(network.head_groups) > 1 or network.dead or network.whole_backbone:
        return  # auxiliary groups read early rows on purpose; a dead row tells of the same indices
    for position, number in enumerate(network.head_levels):
        row = network.config.row_of(number)
        later = _last_of_level(network, row, head)
        if later is not None:
            yield _finding(network, head, position, later)
        elif (attention := _attention_below(network, row, head)) is not None:
            yield _note(network, head, position, attention)


def _last_of_level(network: Network, row: int, head: int) -> int | None:
    """The last row below of the same kind and stride that is made of `row`, and of other levels."""
    module, stride = network.rows[row].module, network.stride(row)
    if stride is None or network.joins(row):
        return None
    read = set(network.sources(head))
    below = _made_of(network, row, head)
    levels = {network.config.row_of(number) for number in network.head_levels}
    made = {one for one in below if network.stride(one) == stride}
    if below & (read - levels):
        return None  # the head makes masks of it
    found = [one for one in made if network.rows[one].module == module]
    return max(found) if found else None


def _attention_below(network: Network, row: int, head: int) -> int | None:
    """An attention block right below that works on `row`, and that the head does not read."""
    below = row + 1
    if below >= head or below in network.sources(head) or row not in network.sources(below):
        return None
    spec = network.spec(below)
    attention = spec is not None and spec.category is Category.ATTENTION
    return below if attention and network.stride(below) == network.stride(row) else None


def _note(network: Network, head: int, position: int, attention: int) -> Diagnostic:
    written = network.head_levels[position]
    message = Message(
        "{row}: {head} reads {early}, and not {later}, which works on it: predictions of that "
        "level don't pass it",
        row=network.row(head),
        head=network.rows[head].module,
        early=network.named_text(written),
        later=network.named_text(network.number(attention)),
    )
    ref = network.ref(head, position)
    edit = offers.repoint(network, head, position, network.number(attention))
    title = network.take_text(network.number(attention))
    fixes = (Fix(title, (edit,), Applicability.UNSAFE),) if edit is not None else ()
    span = ref.span if ref else network.from_span(head)
    return Diagnostic(CODE, Severity.INFO, message, span, head, (), fixes)


def _made_of(network: Network, row: int, head: int) -> set[int]:
    """Rows below `row` and above the head that its output goes into."""
    found: set[int] = set()
    waiting = [row]
    while waiting:
        for reader in network.readers[waiting.pop()]:
            if reader not in found and reader != head:
                found.add(reader)
                waiting.append(reader)
    return found


def _finding(network: Network, head: int, position: int, later: int) -> Diagnostic:
    written = network.head_levels[position]
    number = network.number(later)
    message = Message(
        "{row}: {head} reads {early}, but that level is worked on again and ends in {later}, which "
        "{head} does not read",
        row=network.row(head),
        head=network.rows[head].module,
        early=network.named_text(written),
        later=network.named_text(number),
    )
    ref = network.ref(head, position)
    edit = offers.repoint(network, head, position, number)
    label = Label(
        network.module_span(later), Message("{row} is made of it", row=network.named_text(number))
    )
    fixes = (
        (Fix(network.take_text(number), (edit,), Applicability.UNSAFE),) if edit is not None else ()
    )
    span = ref.span if ref else network.from_span(head)
    return Diagnostic(CODE, Severity.WARNING, message, span, head, (label,), fixes)
