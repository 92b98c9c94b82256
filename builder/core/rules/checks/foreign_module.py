"""A known block that the trainer does not ship.

What it finds:
    Blocks of the community such as CBAM or BiFPN_Concat2, and blocks of another trainer, such as
    C2f of Ultralytics in a file for YOLOv5.

Why it matters:
    The file trains only in a copy of the trainer to which the class, and its line in the row
    reader, were added. Without that line a block gets no input channels and no width scaling.

Example:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, CBAM, [16]]
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
    None is needed in the config: register the block in the trainer.
"""

from collections.abc import Iterator

from builder.core.diagnostics import Diagnostic, Label, Severity
from builder.core.dialects import TITLES
from builder.core.rules.network import MOST_FINDINGS, Network
from builder.core.rules.wording import listed, rows_text

CODE = "B102"


def check(network: Network) -> Iterator[Diagnostic]:
    """One finding for each such module, at its first row."""
    rows: dict[str, list[int]] = {}
    for index, _ in network.traps("foreign-module"):
        rows.setdefault(network.rows[index].module, []).append(index)
    for name, indices in rows.items():
        where = rows_text(network.numbers(indices))
        message = f"{name} ({where}) {_whose(network, indices[0])}; register it in your copy"
        labels = tuple(
            Label(network.module_span(i), f"{name} again") for i in indices[1:MOST_FINDINGS]
        )
        span = network.module_span(indices[0])
        yield Diagnostic(CODE, Severity.INFO, message, span, indices[0], labels)


def _whose(network: Network, index: int) -> str:
    spec, trainer = network.spec(index), network.report.trainer
    stock = spec.stock if spec else ()
    if trainer in stock:
        return f"came to {TITLES[trainer]} after {network.title}"
    if stock:
        owners = listed(TITLES[owner] for owner in stock)
        return f"is a block of {owners}, not of {network.title}"
    return f"is not part of {network.title}"
