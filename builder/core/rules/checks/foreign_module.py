"""A known block that the trainer does not ship.

What it finds:
    Blocks of the community such as CBAM or BiFPN_Concat2, and blocks of another trainer, such as
    C2f of Ultralytics in a file for YOLOv5.

Why it matters:
    The file trains only in a copy of the trainer to which the class, and its line in parse_model,
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

from builder.core.config import Sequence
from builder.core.diagnostics import Diagnostic, Label, Listed, Message, Severity
from builder.core.dialects import TITLES
from builder.core.rules.checks import foreign_head
from builder.core.rules.network import MOST_FINDINGS, Network
from builder.core.rules.wording import rows_text

CODE = "B102"


def check(network: Network) -> Iterator[Diagnostic]:
    """One finding for each such module, at its first row."""
    rows: dict[str, list[int]] = {}
    told = foreign_head.foreign(network)
    for index, _ in network.traps("foreign-module"):
        if index == told:
            continue
        rows.setdefault(network.rows[index].module, []).append(index)
    for name, indices in rows.items():
        message = Message("{fault}; register it in your copy", fault=_whose(network, name, indices))
        again = Message("{module} again", module=name)
        labels = (
            *(Label(network.module_span(i), again) for i in indices[1:MOST_FINDINGS]),
            *_without_its_line(network, indices[0]),
        )
        span = network.module_span(indices[0])
        yield Diagnostic(CODE, Severity.INFO, message, span, indices[0], labels)


def _without_its_line(network: Network, index: int) -> Iterator[Label]:
    """What parse_model makes of the args as long as nobody has told it of the module."""
    row, cell = network.rows[index], network.layers[index].args
    if row.args is None or not isinstance(cell, Sequence) or row.args == tuple(cell.value):
        return
    words = Message(
        "without a line in parse_model it is built as {plain}, with the line as {listed}",
        plain=f"{row.module}({', '.join(str(value) for value in cell.value)})",
        listed=f"{row.module}({', '.join(str(value) for value in row.args)})",
    )
    yield Label(cell.span, words)


def _whose(network: Network, name: str, indices: list[int]) -> Message:
    spec, trainer = network.spec(indices[0]), network.report.trainer
    rows, title = rows_text([*map(network.row, indices)]), network.title
    stock = spec.stock if spec else ()
    if trainer in stock:
        return Message(
            "{module} ({rows}) came to {trainer} after {version}",
            module=name,
            rows=rows,
            trainer=TITLES[trainer],
            version=title,
        )
    if stock:
        return Message(
            "{module} ({rows}) is a block of {owners}, not of {trainer}",
            module=name,
            rows=rows,
            owners=Listed([TITLES[owner] for owner in stock]),
            trainer=title,
        )
    return Message(
        "{module} ({rows}) is not part of {trainer}", module=name, rows=rows, trainer=title
    )
