"""A known block that stock YOLOv5 does not ship.

What it finds:
    Blocks such as CBAM or BiFPN_Concat2, which this program knows and YOLOv5 7.0 does not.

Why it matters:
    The file trains only in a copy of YOLOv5 to which the class, and its line in the row reader,
    were added. Without that line a block gets no input channels and no width scaling.

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
from builder.core.rules.network import MOST_FINDINGS, Network
from builder.core.rules.wording import rows_text

CODE = "B102"


def check(network: Network) -> Iterator[Diagnostic]:
    """One finding for each such module, at its first row."""
    rows: dict[str, list[int]] = {}
    for index, _ in network.traps("foreign-module"):
        rows.setdefault(network.rows[index].module, []).append(index)
    for name, indices in rows.items():
        where = rows_text(network.numbers(indices))
        message = f"{name} ({where}) is not part of {network.title}; register it in your copy"
        labels = tuple(
            Label(network.module_span(i), f"{name} again") for i in indices[1:MOST_FINDINGS]
        )
        span = network.module_span(indices[0])
        yield Diagnostic(CODE, Severity.INFO, message, span, indices[0], labels)
