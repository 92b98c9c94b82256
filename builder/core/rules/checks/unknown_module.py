"""A module that this trainer does not have.

What it finds:
    A name in the third cell that neither the trainer nor the catalogue of blocks knows. Capitals
    count.

Why it matters:
    YOLOv5, YOLOv7 and YOLOv9 stop with a NameError that names the module, Ultralytics with a
    KeyError. Nothing can be said of the row's output, so the rows that read it stay unknown here
    too.

Example:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, c3, [16]]
      - [-1, 1, Conv, [32, 3, 2]]
    head:
      - [[1, 2], 1, Detect, [nc, anchors]]

Use instead:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, C3, [16]]
      - [-1, 1, Conv, [32, 3, 2]]
    head:
      - [[1, 2], 1, Detect, [nc, anchors]]

Fix:
    Writes the known name, safely if only capitals differ. A module of your own must be added to
    the trainer's code.
"""

from collections.abc import Iterator
from functools import lru_cache

from builder.core.blocks.catalogue import nearest
from builder.core.diagnostics import Applicability, Diagnostic, Fix, Listed, Message, Severity
from builder.core.dialects import owner_of
from builder.core.rules.network import Network
from builder.core.text import TextEdit

CODE = "B101"


def check(network: Network) -> Iterator[Diagnostic]:
    """One finding for each such row."""
    for index, trap in network.traps("unknown-module"):
        if index == 0 and network.whole_backbone:
            continue
        name = network.layers[index].name or ""
        names = _suggestions(name, network.report.trainer)
        fixes = tuple(
            Fix(
                Message("Write {value}", value=near),
                (TextEdit(trap.span, near),),
                _trust(name, near),
            )
            for near in names
            if _edits_apart(_bare(name), _bare(near)) <= 1
        )
        message = _message(network, index, name, names)
        yield Diagnostic(CODE, Severity.ERROR, message, trap.span, index, (), fixes)


@lru_cache(maxsize=256)
def _suggestions(name: str, trainer: str) -> tuple[str, ...]:
    names = nearest(name, trainer) if name else ()
    same = tuple(near for near in names if near.casefold() == name.casefold())
    close = tuple(near for near in names if _edits_apart(_bare(name), _bare(near)) <= 1)
    return same or close or names


def _message(network: Network, index: int, name: str, names: tuple[str, ...]) -> Message:
    row, title = network.row(index), network.title
    if not name:
        return Message("{row}: the third cell must name a module, such as Conv", row=row)
    if owner_of(name) == network.report.trainer:
        return Message(
            "{row}: {module} of {trainer} is not known here", row=row, module=name, trainer=title
        )
    fault = Message("{row}: {trainer} has no module {module}", row=row, trainer=title, module=name)
    if names and not any(_edits_apart(_bare(name), _bare(near)) <= 1 for near in names):
        # Somebody's own variant as often as a slip: Concat_BiFPN, C2f_DCN.
        return Message(
            "{fault}; add its class and its line in parse_model to your copy, or did you mean "
            "{names}?",
            fault=fault,
            names=Listed(names, "or"),
        )
    if names:
        return Message("{fault}; did you mean {names}?", fault=fault, names=Listed(names, "or"))
    return Message("{fault}; add its class and its line in parse_model to your copy", fault=fault)


def _trust(name: str, near: str) -> Applicability:
    same = name.casefold() == near.casefold()
    return Applicability.SAFE if same else Applicability.UNSAFE


def _bare(name: str) -> str:
    return name.casefold().removeprefix("nn.")


def _edits_apart(one: str, other: str) -> int:
    """0 for equal words, 1 for one letter inserted, deleted, changed or swapped; else 2."""
    if one == other:
        return 0
    head = 0
    while head < min(len(one), len(other)) and one[head] == other[head]:
        head += 1
    first, second = one[head:], other[head:]
    changed = first[1:] == second[1:] or first[1:] == second or first == second[1:]
    swapped = first[:2] == second[1::-1] and first[2:] == second[2:] and len(second) > 1
    return 1 if changed or swapped else 2
