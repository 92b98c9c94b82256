"""A kernel size stands where a block takes its output channels.

What it finds:
    `CBAM, [7]` and the like: a small odd number as the first of args, in a row that gets many more
    channels.

Why it matters:
    In a block's Python code the kernel may come first; a row of a listed block begins with the
    output channels. 7 is then scaled like channels, to 8. Ultralytics' own CBAM, once listed,
    stops with "AssertionError: kernel size must be 3 or 7"; other blocks are built for 8 channels,
    and the rows below stop with "Given groups=1, weight of size …".

Example:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [64, 3, 2]]
      - [-1, 1, CBAM, [7]]
      - [-1, 1, C3, [64]]
    head:
      - [[2], 1, Detect, [nc, anchors]]

Use instead:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [64, 3, 2]]
      - [-1, 1, CBAM, [64]]
      - [-1, 1, C3, [64]]
    head:
      - [[2], 1, Detect, [nc, anchors]]

Fix:
    Writes the channels of the row that it reads. `builder explain CBAM` says where its kernel
    stands.
"""

from collections.abc import Iterator

from builder.core.config import Node
from builder.core.diagnostics import Applicability, Diagnostic, Fix, Message, Severity
from builder.core.rules import signatures
from builder.core.rules.checks import noted_channels
from builder.core.rules.network import Network
from builder.core.text import TextEdit

CODE = "B119"
_KERNELS = frozenset({3, 5, 7, 9, 11})
_FEWEST_CHANNELS = 16


def check(network: Network) -> Iterator[Diagnostic]:
    """One finding for each such row."""
    for row in network.rows:
        node = _kernel(network, row.index)
        if node is None or row.args is None:
            continue
        message = Message(
            "{row}: {written} counts as the output channels of {module} and is scaled to {scaled}, "
            "but {enters} channels come in; write channels first",
            row=network.row(row.index),
            written=node.value,
            module=row.module,
            scaled=row.args[1],
            enters=row.args[0],
        )
        index = row.index
        labels = noted_channels.failing_of(network, index)
        fixes = tuple(_fixes(network, index, node))
        yield Diagnostic(CODE, Severity.ERROR, message, node.span, index, labels, fixes)


def _kernel(network: Network, index: int) -> Node | None:
    """The first of args, if it looks like a kernel and keeps the block from its channels."""
    row, node = network.rows[index], signatures.output_channels(network, index)
    if row.spec is None or not row.spec.same_channels or node is None:
        return None
    enters = row.args[0] if row.args and len(row.args) > 1 else None
    kernel = type(node.value) is int and node.value in _KERNELS
    small = kernel and isinstance(enters, int) and enters >= _FEWEST_CHANNELS
    return node if small else None


def _fixes(network: Network, index: int, node: Node) -> Iterator[Fix]:
    sources = network.valid_sources(index)
    above = signatures.output_channels(network, sources[0]) if sources else None
    if above is not None and type(above.value) is int:
        title = Message("Write {channels}", channels=above.value)
        yield Fix(title, (TextEdit(node.span, str(above.value)),), Applicability.UNSAFE)
