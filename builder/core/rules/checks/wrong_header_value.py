"""A header key holds something that the trainer cannot use.

What it finds:
    Text or a list for `nc`, `depth_multiple` or `width_multiple`, anchors that are neither a
    number nor a list of rows, `scales` that are no table or have a scale without its three
    numbers, and an `activation` that is no module.

Why it matters:
    The trainer stops with an error that does not mention the key, such as "not enough values to
    unpack (expected 3, got 2)" for a scale without max_channels. The numbers shown here assume a
    value for it.

Example:
    nc: 80
    depth_multiple: small
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
    head:
      - [[-1], 1, Detect, [nc, anchors]]

Use instead:
    nc: 80
    depth_multiple: 0.33
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
    head:
      - [[-1], 1, Detect, [nc, anchors]]

Fix:
    None: only you know the value.
"""

from collections.abc import Iterator

from builder.core.diagnostics import Diagnostic, Severity
from builder.core.rules.network import Network

CODE = "D102"


def check(network: Network) -> Iterator[Diagnostic]:
    """One finding for each such key."""
    for trap in network.header_traps("bad-key"):
        yield Diagnostic(CODE, Severity.ERROR, trap.message, trap.span)
