"""A row writes fewer arguments than its block needs.

What it finds:
    Empty or short args, such as Conv without its output channels.

Why it matters:
    The trainers stop with "IndexError: list index out of range" or a TypeError about positional
    arguments, count arguments that the file does not write (self, c1), and name no row.

Example:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, Conv, []]
    head:
      - [[0], 1, Detect, [nc, anchors]]

Use instead:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
    head:
      - [[0], 1, Detect, [nc, anchors]]

Fix:
    None: only you know the number.
"""

from collections.abc import Iterator

from builder.core.diagnostics import Diagnostic, Message, Severity
from builder.core.rules import signatures
from builder.core.rules.network import Network
from builder.core.rules.wording import counted_arguments

CODE = "B103"


def check(network: Network) -> Iterator[Diagnostic]:
    """One finding for each such row."""
    trapped = dict(network.traps("missing-args"))
    for index in sorted({*trapped, *signatures.suspects(network)}):
        call = signatures.call_of(network, index)
        if call is None or (call.missing == 0 and index not in trapped):
            continue
        if network.other_trainer is not None and network.is_head(index):
            continue  # Detect [nc] is how the other trainer writes it
        if call.missing:
            message = Message(
                "{row}: {module} needs {wanted} ({names}), this row writes {written}",
                row=network.row(index),
                module=network.rows[index].module,
                wanted=counted_arguments(call.required),
                names=", ".join(call.names[: call.required]),
                written=call.written,
            )
        else:
            message = network.told(index, trapped[index].message)
        yield Diagnostic(CODE, Severity.ERROR, message, network.args_span(index), index)
