"""A block adds its input to its output, and they have different channels.

What it finds:
    GhostBottleneck and other blocks with a shortcut of their own whose row changes the channels.

Why it matters:
    A sum needs equal channels. The trainers stop with "The size of tensor a (128) must match the
    size of tensor b (64) at non-singleton dimension 1": channels after width scaling, which the
    file does not have, and no row.

Example:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, GhostBottleneck, [32, 3, 1]]
    head:
      - [[1], 1, Detect, [nc, anchors]]

Use instead:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, GhostBottleneck, [16, 3, 1]]
    head:
      - [[1], 1, Detect, [nc, anchors]]

Fix:
    Writes the channels of the row that it reads. For other channels put a 1x1 Conv above.
"""

from collections.abc import Iterator

from builder.core.config import Scalar
from builder.core.diagnostics import Applicability, Diagnostic, Fix, Label, Message, Severity
from builder.core.rules import signatures
from builder.core.rules.network import Network
from builder.core.text import TextEdit

CODE = "S109"
_SHORTCUTS = frozenset({"add", "sub", "mul"})


def check(network: Network) -> Iterator[Diagnostic]:
    """One finding for each such row."""
    for index in network.failed:
        enters, makes = _channels(network, index)
        if enters is None:
            continue
        message = Message(
            "{row}: {module} adds its input of {enters} channels to an output of {makes}; let it "
            "keep {enters}, or put a 1x1 Conv above it",
            row=network.row(index),
            module=network.rows[index].module,
            enters=enters,
            makes=makes,
        )
        source = network.sources(index)[0]
        labels = (
            (
                Label(
                    network.module_span(source),
                    Message("{row} gives {channels} channels", row=network.row(source),
                            channels=enters),
                ),
            )
            if source >= 0
            else ()
        )  # fmt: skip
        fixes = tuple(_fixes(network, index, source))
        span = network.args_span(index)
        yield Diagnostic(CODE, Severity.ERROR, message, span, index, labels, fixes)


def _channels(network: Network, index: int) -> tuple[int | None, int | None]:
    """Channels that come in and that the block makes of them; None if that is not its fault."""
    report, spec = network.reports[index], network.spec(index)
    fault, shapes = report.fault, report.input_shapes
    if fault is None or spec is None or spec.same_channels or fault.operation not in _SHORTCUTS:
        return None, None
    if shapes is None or len(shapes) != 1 or len(fault.shapes) != 2:
        return None, None
    one, other = fault.shapes
    if len(one) != 4 or len(other) != 4 or one[2:] != other[2:] or one[1] == other[1]:
        return None, None
    entered = shapes[0][1]
    if entered not in {one[1], other[1]}:
        return None, None
    return entered, other[1] if one[1] == entered else one[1]


def _fixes(network: Network, index: int, source: int) -> Iterator[Fix]:
    """What the row above writes, where that is how its channels come about."""
    node, above = _written(network, index), _written(network, source) if source >= 0 else None
    if node is None or above is None or above.value == node.value:
        return
    title = Message("Write {channels}", channels=above.value)
    yield Fix(title, (TextEdit(node.span, str(above.value)),), Applicability.UNSAFE)


def _written(network: Network, index: int) -> Scalar | None:
    node = signatures.output_channels(network, index)
    return node if isinstance(node, Scalar) and type(node.value) is int else None
