"""References were left behind when rows came or went.

What it finds:
    A file that was made from a network which a trainer ships, with rows inserted, removed or moved,
    and references that still name what they named before that.

Why it matters:
    Neighbouring rows mostly have one size and channels follow by themselves, so the network
    usually builds and trains, with the wrong rows joined and some read by nobody. If it fails, then
    at another row than the one to mend, and the trainer names none.

Example:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors:
      - [10, 14, 23, 27, 37, 58]
      - [81, 82, 135, 169, 344, 319]
    backbone:
      - [-1, 1, Conv, [16, 3, 1]]
      - [-1, 1, nn.MaxPool2d, [2, 2, 0]]
      - [-1, 1, Conv, [32, 3, 1]]
      - [-1, 1, nn.MaxPool2d, [2, 2, 0]]
      - [-1, 1, Conv, [64, 3, 1]]
      - [-1, 1, nn.Dropout, [0.1]]
      - [-1, 1, nn.MaxPool2d, [2, 2, 0]]
      - [-1, 1, Conv, [128, 3, 1]]
      - [-1, 1, nn.MaxPool2d, [2, 2, 0]]
      - [-1, 1, Conv, [256, 3, 1]]
      - [-1, 1, nn.MaxPool2d, [2, 2, 0]]
      - [-1, 1, Conv, [512, 3, 1]]
      - [-1, 1, nn.ZeroPad2d, [[0, 1, 0, 1]]]
      - [-1, 1, nn.MaxPool2d, [2, 1, 0]]
    head:
      - [-1, 1, Conv, [1024, 3, 1]]
      - [-1, 1, Conv, [256, 1, 1]]
      - [-1, 1, Conv, [512, 3, 1]]
      - [-2, 1, Conv, [128, 1, 1]]
      - [-1, 1, nn.Upsample, [None, 2, nearest]]
      - [[-1, 8], 1, Concat, [1]]
      - [-1, 1, Conv, [256, 3, 1]]
      - [[19, 15], 1, Detect, [nc, anchors]]

Use instead:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors:
      - [10, 14, 23, 27, 37, 58]
      - [81, 82, 135, 169, 344, 319]
    backbone:
      - [-1, 1, Conv, [16, 3, 1]]
      - [-1, 1, nn.MaxPool2d, [2, 2, 0]]
      - [-1, 1, Conv, [32, 3, 1]]
      - [-1, 1, nn.MaxPool2d, [2, 2, 0]]
      - [-1, 1, Conv, [64, 3, 1]]
      - [-1, 1, nn.Dropout, [0.1]]
      - [-1, 1, nn.MaxPool2d, [2, 2, 0]]
      - [-1, 1, Conv, [128, 3, 1]]
      - [-1, 1, nn.MaxPool2d, [2, 2, 0]]
      - [-1, 1, Conv, [256, 3, 1]]
      - [-1, 1, nn.MaxPool2d, [2, 2, 0]]
      - [-1, 1, Conv, [512, 3, 1]]
      - [-1, 1, nn.ZeroPad2d, [[0, 1, 0, 1]]]
      - [-1, 1, nn.MaxPool2d, [2, 1, 0]]
    head:
      - [-1, 1, Conv, [1024, 3, 1]]
      - [-1, 1, Conv, [256, 1, 1]]
      - [-1, 1, Conv, [512, 3, 1]]
      - [-2, 1, Conv, [128, 1, 1]]
      - [-1, 1, nn.Upsample, [None, 2, nearest]]
      - [[-1, 9], 1, Concat, [1]]
      - [-1, 1, Conv, [256, 3, 1]]
      - [[20, 16], 1, Detect, [nc, anchors]]

Fix:
    Renumbers all references that were left behind, at once. It is safe where the file is surely
    made from that network, no other reference was renumbered meanwhile, none is to a row beside its
    own copy, and nothing is left wrong afterwards.
"""

from collections.abc import Iterator

from builder.core.config.edits import Repointed, repoint, repointed
from builder.core.diagnostics import (
    Applicability,
    Cell,
    Diagnostic,
    Fix,
    Label,
    Listed,
    Message,
    Severity,
)
from builder.core.rules.health import Health, health
from builder.core.rules.lineage import SURE, Lineage, lineage
from builder.core.rules.network import Network
from builder.core.stock import State
from builder.core.text import TextEdit

CODE = "G110"
_ALIKE = 0.6  # likeness from which a stock network is worth naming
_MOST = 12  # references that are named


def check(network: Network) -> Iterator[Diagnostic]:
    """One finding for all of them, at the first."""
    compared = network.compared
    if compared is None or network.lacks_section or compared.alignment.likeness < _ALIKE:
        return
    found = lineage(compared, State.LEFT_BEHIND)
    if not found.references:
        found = lineage(compared, State.DOUBTFUL)
    if len(found.references) == 1 and found.references[0].source >= found.references[0].layer:
        return  # one number too large has a rule of its own, which says what can be read
    edits = repoint(network.config, found.targets)
    result = network.after(edits) if edits else None
    if not edits or result is None:
        return
    before, now = health(network), health(Network(result))
    known = compared.alignment.likeness >= SURE
    if (known or now.better_than(before)) and now.no_worse_than(before, known=known):
        yield _finding(network, found, edits, before, now)


def _finding(
    network: Network, found: Lineage, edits: tuple[TextEdit, ...], before: Health, now: Health
) -> Diagnostic:
    changes = repointed(network.config, found.targets)
    first = changes[0]
    ref = network.ref(*first.place)
    safe = found.decisive and now.faults == 0
    return Diagnostic(
        CODE,
        Severity.ERROR if now.failed < before.failed else Severity.WARNING,
        _message(network, found, changes),
        ref.span if ref else network.from_span(first.place.layer),
        first.place.layer,
        tuple(_labels(network, found, changes)),
        (Fix(found.title, edits, Applicability.SAFE if safe else Applicability.UNSAFE),),
    )


def _message(network: Network, found: Lineage, changes: tuple[Repointed, ...]) -> Message:
    place, old, new = changes[0]
    parts = {
        "row": network.row(place.layer),
        "old": network.named(old),
        "cause": Listed(tuple(found.causes())),
        "new": network.named(new),
        "count": len(changes) - 1,
    }
    if found.references[0].state is State.DOUBTFUL:
        return Message(
            "{row} reads {old}, which is new since {cause}; what it read before is {new} now",
            **parts,
        )
    if (ref := network.ref(*place)) is not None and ref.value < 0:
        return _relative(parts | {"written": Cell(ref.span, str(ref.value))})
    if len(changes) == 1:
        return Message(
            "{row} still reads {old}, which was right before {cause}; it is {new} now", **parts
        )
    if len(changes) == 2:
        return Message(
            "{row} still reads {old}, which was right before {cause}; it is {new} now, "
            "and one more reference was left behind",
            **parts,
        )
    return Message(
        "{row} still reads {old}, which was right before {cause}; it is {new} now, "
        "and {count} more references were left behind",
        **parts,
    )


def _relative(parts: dict[str, object]) -> Message:
    """What a reference that counts back says, which the rows that it counts came or went among."""
    if parts["count"] == 0:
        return Message("{row} reads {old} as {written}, which meant {new} before {cause}", **parts)
    if parts["count"] == 1:
        return Message(
            "{row} reads {old} as {written}, which meant {new} before {cause}, "
            "and one more reference was left behind",
            **parts,
        )
    return Message(
        "{row} reads {old} as {written}, which meant {new} before {cause}, "
        "and {count} more references were left behind",
        **parts,
    )


def _labels(network: Network, found: Lineage, changes: tuple[Repointed, ...]) -> Iterator[Label]:
    for group in found.groups:
        if group.rows:
            words = Message("inserted here, compared with {origin}", origin=found.origin)
            yield Label(network.module_span(group.rows[0]), words)
    for place, old, new in changes[1:_MOST]:
        ref = network.ref(*place)
        if ref is not None:
            parts = {
                "row": network.row(place.layer), "old": network.named(old),
                "new": network.named(new),
            }  # fmt: skip
            words = (
                Message("{row} reads {old}; {new} is meant", **parts)
                if ref.value < 0
                else Message("{row} reads {old}; it is {new} now", **parts)
            )
            yield Label(ref.span, words)
