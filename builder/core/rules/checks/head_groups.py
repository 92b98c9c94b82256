"""The groups of levels that a head reads do not match.

What it finds:
    IAuxDetect, DualDDetect, TripleDDetect and their kin with inputs that cannot be cut into
    groups of equal length, or whose groups have other strides than the first.

Why it matters:
    These heads read their levels once more for the auxiliary loss: first all rows of one group,
    then all of the next. YOLOv9 measures the strides on the first group and takes them for all:
    a group in another order trains on wrong boxes, and an odd row is left out, without a word.
    YOLOv7 stops with "shape '[1, 3, 85, 80, 80]' is invalid for input of size …".

Example:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Silence, []]
      - [-1, 1, Conv, [64, 3, 2]]
      - [-1, 1, RepNCSPELAN4, [64, 64, 32, 1]]
      - [-1, 1, ADown, [128]]
    head:
      - [[2, 3, 3, 2], 1, DualDDetect, [nc]]

Use instead:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Silence, []]
      - [-1, 1, Conv, [64, 3, 2]]
      - [-1, 1, RepNCSPELAN4, [64, 64, 32, 1]]
      - [-1, 1, ADown, [128]]
    head:
      - [[2, 3, 2, 3], 1, DualDDetect, [nc]]

Fix:
    Sorts the group like the first, where it has the same strides.
"""

from collections.abc import Iterator

from builder.core.diagnostics import Applicability, Diagnostic, Fix, Listed, Message, Severity
from builder.core.rules import offers
from builder.core.rules.checks import foreign_head, head_stride_order
from builder.core.rules.network import Network
from builder.core.rules.wording import counted_rows, numbers_of

CODE = "H110"
_ORDINALS = (Message("first"), Message("second"), Message("third"))
_MASK_INPUTS = {"DualDSegment": 2}  # maps for masks behind the groups


def check(network: Network) -> Iterator[Diagnostic]:
    """At most one finding."""
    head, groups = network.head, network.head_groups
    if head is None or len(groups) < 2 or head_stride_order.disordered(network):
        return
    if foreign_head.foreign(network) is not None:
        return
    name, inputs = network.rows[head].module, len(network.read(head))
    over = (inputs - _MASK_INPUTS.get(name, 0)) % len(groups)
    fault, fixes = None, tuple[Fix, ...]()
    if over:
        fault = Message(
            "{module} reads {groups} groups of levels, so {rows} are {over} too many",
            module=name,
            groups=len(groups),
            rows=counted_rows(inputs),
            over=over,
        )
    elif network.head_strides:
        fault, fixes = _other_strides(network, head, name)
    if fault is not None:
        severity = Severity.ERROR if head in network.failed else Severity.WARNING
        message = network.told(head, fault)
        yield Diagnostic(CODE, severity, message, network.from_span(head), head, (), fixes)


def _other_strides(
    network: Network, head: int, name: str
) -> tuple[Message | None, tuple[Fix, ...]]:
    first = network.head_strides
    for place, group in enumerate(network.head_groups[1:], 1):
        strides = network.strides_of(group)
        if not strides or strides == first:
            continue
        fault = Message(
            "{module} reads strides {first} in its first group, but {strides} in its {ordinal}",
            module=name,
            first=Listed(first),
            strides=Listed(strides),
            ordinal=_ORDINALS[place],
        )
        return fault, tuple(_sorted_like_first(network, head, place))
    return None, ()


def _sorted_like_first(network: Network, head: int, place: int) -> Iterator[Fix]:
    first, group = network.head_strides, network.head_groups[place]
    strides = network.strides_of(group)
    if sorted(strides) != sorted(first) or len(set(strides)) < len(strides):
        return
    order = [group[strides.index(stride)] for stride in first]
    start = place * len(group)
    edits = (offers.repoint(network, head, start + i, number) for i, number in enumerate(order))
    title = Message(
        "Read rows {rows} in its {ordinal} group",
        rows=numbers_of([*map(network.row_at, order)]),
        ordinal=_ORDINALS[place],
    )
    yield Fix(title, tuple(edit for edit in edits if edit), Applicability.UNSAFE)
