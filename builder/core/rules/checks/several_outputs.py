"""A block that takes one map reads a row that gives several.

What it finds:
    A row such as Conv or Concat whose input is CBLinear, a whole backbone or another row with a
    list of outputs.

Why it matters:
    The trainers note a list of channels for such a row and stop at the row that reads it, with
    errors such as "TypeError: unsupported operand type(s) for +: 'int' and 'list'" that name no
    row. A list of one map is a list too.

Example:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Silence, []]
      - [-1, 1, Conv, [64, 3, 2]]
      - [-1, 1, RepNCSPELAN4, [64, 64, 32, 1]]
      - [-1, 1, CBLinear, [[64, 64]]]
      - [-1, 1, Conv, [64, 3, 2]]
    head:
      - [[4], 1, DDetect, [nc]]

Use instead:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Silence, []]
      - [-1, 1, Conv, [64, 3, 2]]
      - [-1, 1, RepNCSPELAN4, [64, 64, 32, 1]]
      - [-1, 1, CBLinear, [[64, 64]]]
      - [[3, 2], 1, CBFuse, [[0]]]
      - [-1, 1, Conv, [64, 3, 2]]
    head:
      - [[5], 1, DDetect, [nc]]

Fix:
    None: let CBFuse, or in Ultralytics Index, take one of the maps.
"""

from collections.abc import Iterator

from builder.core.diagnostics import Diagnostic, Label, Listed, Message, Severity
from builder.core.rules.network import Network
from builder.core.rules.wording import counted_maps

CODE = "G108"
_PICKS = {"ultralytics": Listed(("Index", "CBFuse"), "or"), "yolov9": Listed(("CBFuse",))}


def check(network: Network) -> Iterator[Diagnostic]:
    """One finding for each such row."""
    for index, trap in network.traps("several-outputs"):
        number, maps = _first_of_several(network, index)
        message = _message(network, index, number, maps)
        if tool := _PICKS.get(network.report.trainer):
            message = Message("{fault}; take one with {module}", fault=message, module=tool)
        labels: tuple[Label, ...] = ()
        if number is not None:
            place = network.module_span(network.config.row_of(number))
            labels = (Label(place, Message("gives a list")),)
        yield Diagnostic(CODE, Severity.ERROR, message, trap.span, index, labels)


def _message(network: Network, index: int, number: int | None, maps: int) -> Message:
    row, name = network.row(index), network.rows[index].module
    if number is None:
        return Message("{row}: {module} takes one map", row=row, module=name)
    return Message(
        "{row}: {module} takes one map, but {source} gives a list of {maps}",
        row=row,
        module=name,
        source=network.named_text(number),
        maps=counted_maps(maps),
    )


def _first_of_several(network: Network, index: int) -> tuple[int | None, int]:
    for number, source in zip(network.read(index), network.sources(index), strict=True):
        channels = network.rows[source].channels if 0 <= source < index else None
        if isinstance(channels, tuple):
            return number, len(channels)
    return None, 0
