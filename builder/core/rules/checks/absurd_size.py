"""A number in a row is beyond all sense.

What it finds:
    Channels below 1 or of a hundred thousand and more, more than 100 repeats after depth scaling, a
    kernel that is larger than 31 and than its map, nn.Upsample by more than 16, and a row that
    reads more than 200.

Why it matters:
    Mostly a digit too many, or a value in the wrong place. The trainer asks for more memory than
    there is and is killed without a word of the row, or seems to hang while it builds.

Example:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 300, C3, [16]]
    head:
      - [[1], 1, Detect, [nc, anchors]]

Use instead:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 3, C3, [16]]
    head:
      - [[1], 1, Detect, [nc, anchors]]

Fix:
    None: only you know the number.
"""

import math
import re
from collections.abc import Iterator

from builder.core.blocks import Kind
from builder.core.diagnostics import Diagnostic, Label, Message, Severity, Size
from builder.core.rules import signatures, sizes
from builder.core.rules.network import Network
from builder.core.text import Span

CODE = "B116"
_MOST_REPEATS = 100
_MOST_CHANNELS = 100_000
_LARGEST_DEPTH = 4.0
_LARGEST_KERNEL = 31
_EXPONENT = re.compile(r"\d{1,9}[eE]\+?\d{1,2}")

_Found = tuple[Message, Span]


def check(network: Network) -> Iterator[Diagnostic]:
    """One finding for each such row."""
    for index, trap in network.traps("many-from"):
        yield Diagnostic(
            CODE, Severity.WARNING, network.told(index, trap.message), trap.span, index
        )
    for index in range(len(network)):
        found = _channels(network, index) or _factor(network, index)
        if found is not None:
            yield Diagnostic(CODE, Severity.ERROR, *found, index, _victims(network, index))
            continue
        found = _repeats(network, index) or _kernel(network, index)
        if found is not None:
            severity = Severity.ERROR if index in network.failed else Severity.WARNING
            yield Diagnostic(CODE, severity, *found, index)


def told(network: Network, index: int) -> bool:
    """Whether a number of the row itself is beyond sense."""
    if network.rows[index].repeats > _MOST_REPEATS:
        return True
    return any(what(network, index) for what in (_channels, _factor, _kernel))


def blamed(network: Network, index: int) -> bool:
    """Whether a row above has channels beyond sense, of which this one cannot be built."""
    noted = (network.noted(source) for source in network.valid_sources(index))
    return any(channels is not None and _is_absurd(channels) for channels in noted)


def _is_absurd(channels: float) -> bool:
    return not 1 <= channels < _MOST_CHANNELS


def _channels(network: Network, index: int) -> _Found | None:
    node = signatures.output_channels(network, index)
    channels = _number(node.value) if node is not None else None
    if node is None or channels is None:
        return None
    noted = network.noted(index)
    if noted is not None and not _is_absurd(noted):
        return None  # cut to the scale's limit
    if channels < 1:
        message = Message(
            "{row}: {module} cannot give {channels} channels; write at least 1",
            row=network.row(index),
            module=network.rows[index].module,
            channels=channels,
        )
    elif channels >= _MOST_CHANNELS:
        message = Message(
            "{row}: {module} is to give {channels} channels, more than fit into any computer; is "
            "there a digit too many?",
            row=network.row(index),
            module=network.rows[index].module,
            channels=f"{int(channels):,}",
        )
    else:
        return None
    return message, node.span


def _number(value: object) -> float | None:
    """A written number; to YAML `1e9` is text, to the trainers a number."""
    if isinstance(value, str) and _EXPONENT.fullmatch(value):
        return float(value)
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value if type(value) in {int, float} and isinstance(value, int | float) else None


def _factor(network: Network, index: int) -> _Found | None:
    factor, node = sizes.factor(network, index), sizes.written(network, index, 1)
    if factor is None or node is None or factor <= sizes.ABSURD_FACTOR:
        return None
    message = Message(
        "{row}: nn.Upsample enlarges {factor} times; between two levels it is 2",
        row=network.row(index),
        factor=factor,
    )
    return message, node.span


def _repeats(network: Network, index: int) -> _Found | None:
    row, cell = network.rows[index], network.layers[index].number
    if row.repeats <= _MOST_REPEATS or cell is None:
        return None
    if network.report.resolved.depth > _LARGEST_DEPTH:
        return None  # told of the header
    message = Message(
        "{row}: {module} is repeated {number} times; the largest networks in use have about 20",
        row=network.row(index),
        module=row.module,
        number=f"{row.repeats:,}",
    )
    return message, cell.span


def _kernel(network: Network, index: int) -> _Found | None:
    call = signatures.call_of(network, index)
    sources = network.valid_sources(index)
    size = network.size(sources[0]) if sources else network.report.image_size
    for argument, node in zip(call.arguments, call.items, strict=False) if call else ():
        kernel = node.value
        if argument.kind is not Kind.KERNEL or type(kernel) is not int:
            continue
        if size is not None and kernel > max(_LARGEST_KERNEL, *size):
            message = Message(
                "{row}: the kernel {kernel} is larger than the map of {size} that it works on",
                row=network.row(index),
                kernel=kernel,
                size=Size(*size),
            )
            return message, node.span
    return None


def _victims(network: Network, index: int) -> tuple[Label, ...]:
    joins = sizes.victims(network, index) if sizes.is_upsample(network, index) else ()
    reads = [
        row
        for row in network.readers[index]
        if row in network.failed and blamed(network, row) and row not in joins
    ]
    return tuple(
        Label(network.args_span(row), Message("{row} fails of it", row=network.row(row)))
        for row in (*joins, *reads)
    )
