"""The second cell repeats a module less than once, or not a whole number of times.

What it finds:
    0, negative numbers and fractions as a row's number; also a row whose first two cells are
    swapped: `[2, -1, C3, [64]]`.

Why it matters:
    0 does not switch a row off: Conv is built once all the same, and C3 or C2f without their inner
    blocks, without a word. In Ultralytics a negative number stops C2f with "Given groups=1, weight
    of size …", a fraction below 1 with a TypeError; the trainers scale and round other fractions.

Example:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 0, C3, [16]]
    head:
      - [[1], 1, Detect, [nc, anchors]]

Use instead:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, C3, [16]]
    head:
      - [[1], 1, Detect, [nc, anchors]]

Fix:
    Writes 1, or the nearest whole number, or swaps the cells. To leave a row out, delete it.
"""

from collections.abc import Iterator
from math import isfinite

from builder.core.config import Scalar
from builder.core.diagnostics import Applicability, Diagnostic, Fix, Message, Severity
from builder.core.rules.network import Network
from builder.core.text import TextEdit

CODE = "B117"


def check(network: Network) -> Iterator[Diagnostic]:
    """One finding for each such row."""
    for layer in network.layers:
        cell = layer.number
        value = cell.value if cell is not None else None
        if cell is None or type(value) not in {int, float} or not isinstance(value, int | float):
            continue
        whole = isinstance(value, int)
        if (whole or isfinite(value)) and (value < 1 or value != int(value)):
            yield _finding(network, layer.index, value)


def swapped(network: Network, index: int) -> bool:
    """Whether the row's first two cells look swapped: `[2, -1, …]`."""
    layer = network.layers[index]
    first, second = layer.from_cell, layer.number
    return (
        isinstance(first, Scalar)
        and isinstance(second, Scalar)
        and type(first.value) is int
        and type(second.value) is int
        and first.value > 0 > second.value
    )


def _finding(network: Network, index: int, value: float) -> Diagnostic:
    cell = network.layers[index].number
    assert cell is not None
    spec = network.spec(index)
    stops = 0 < value < 1 and spec is not None and spec.repeats_inside
    severity = Severity.ERROR if stops or index in network.failed else Severity.WARNING
    message = _message(network, index, value)
    fixes = (_fix(network, index, value),)
    return Diagnostic(CODE, severity, message, cell.span, index, (), fixes)


def _message(network: Network, index: int, value: float) -> Message:
    row, module = network.row(index), network.rows[index].module
    if swapped(network, index):
        first = network.layers[index].refs[0].value
        return Message(
            "{row} reads row {first} and repeats {module} {number} times; its first two cells seem "
            "to be swapped",
            row=row,
            first=first,
            module=module,
            number=value,
        )
    if value != int(value):
        return Message(
            "{row} repeats {module} {number} times; write a whole number",
            row=row,
            module=module,
            number=value,
        )
    spec = network.spec(index)
    if spec is not None and spec.repeats_inside:
        return Message(
            "{row}: {number} repeats leave {module} without its inner blocks; write at least 1, or "
            "delete the row",
            row=row,
            number=value,
            module=module,
        )
    return Message(
        "{row}: {number} repeats don't switch {module} off: it is built once; write 1, or delete "
        "the row",
        row=row,
        number=value,
        module=module,
    )


def _fix(network: Network, index: int, value: float) -> Fix:
    layer, text = network.layers[index], network.config.text
    assert layer.number is not None
    if swapped(network, index) and layer.from_cell is not None:
        first, second = layer.from_cell.span, layer.number.span
        edits = (TextEdit(first, second.of(text)), TextEdit(second, first.of(text)))
        return Fix(Message("Swap the first two cells"), edits, Applicability.UNSAFE)
    whole = max(round(value), 1)
    edit = TextEdit(layer.number.span, str(whole))
    return Fix(Message("Write {number}", number=whole), (edit,), Applicability.UNSAFE)
