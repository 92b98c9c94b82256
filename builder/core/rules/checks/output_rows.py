"""Rows make the head's outputs, and this trainer's head makes them itself.

What it finds:
    nn.Conv2d rows of anchors x (classes + 5) channels that only Detect reads, or that stand in
    front of a Detect without inputs.

Why it matters:
    Configs of the first YOLOv5 (1.0, June 2020) ended so: `[-1, 1, nn.Conv2d, [na * (nc + 5), 1,
    1]]` for each level, then `[[], 1, Detect, [nc, anchors]]`. Since 2.0 Detect has these
    convolutions inside and reads the levels themselves. The trainer stops with "Given groups=1,
    weight of size …" or "non-positive stride is not supported".

Example:
    nc: 6
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, Conv, [32, 3, 2]]
    head:
      - [0, 1, nn.Conv2d, [33, 1, 1]]
      - [1, 1, nn.Conv2d, [33, 1, 1]]
      - [[2, 3], 1, Detect, [nc, anchors]]

Use instead:
    nc: 6
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, Conv, [32, 3, 2]]
    head:
      - [[0, 1], 1, Detect, [nc, anchors]]

Fix:
    Deletes these rows and lets the head read what they read.
"""

from collections.abc import Iterator, Sequence

from builder.core.config import Config, read_config
from builder.core.config import Sequence as ListNode
from builder.core.config.edits import remove_row
from builder.core.diagnostics import (
    Applicability,
    Diagnostic,
    Fix,
    Label,
    Message,
    Severity,
)
from builder.core.rules.anchors import ANCHORED
from builder.core.rules.network import Network
from builder.core.text import Span, TextEdit, apply_edits

CODE = "D115"
_MOST = 8
_FORMULAS = frozenset({"na*(nc+5)", "(nc+5)*na", "3*(nc+5)", "(nc+5)*3"})


def check(network: Network) -> Iterator[Diagnostic]:
    """At most one finding, at the first such row."""
    rows = output_rows(network)
    head = _head(network)
    if not rows or head is None:
        return
    first = rows[0]
    message = Message(
        "{row}: nn.Conv2d makes outputs for {head}, which makes them itself; let {head} read what "
        "such rows read, and delete them",
        row=network.row(first),
        head=network.rows[head].module,
    )
    labels = (
        *(
            Label(network.args_span(row), Message("{row} makes outputs too", row=network.row(row)))
            for row in rows[1:]
        ),
        Label(network.from_span(head), Message("the head reads them")),
    )
    fixes = tuple(_fixes(network, rows, head))
    span = network.args_span(first)
    yield Diagnostic(CODE, Severity.ERROR, message, span, first, labels, fixes)


def output_rows(network: Network) -> list[int]:
    """The rows that make outputs for the head."""
    head = _head(network)
    if head is None:
        return []
    written = network.layers[head].from_cell
    empty = isinstance(written, ListNode) and not written.items
    read = set(network.valid_sources(head))
    rows = [
        index
        for index in range(head)
        if _makes_outputs(network, index)
        and (index in read or empty)
        and set(network.readers[index]) <= {head, index + 1}
    ]
    return rows if len(rows) <= _MOST else []


def _head(network: Network) -> int | None:
    last = len(network) - 1
    detects = last >= 0 and network.layers[last].name == "Detect"
    return last if detects and network.report.trainer in ANCHORED else None


def _makes_outputs(network: Network, index: int) -> bool:
    layer = network.layers[index]
    if layer.name != "nn.Conv2d" or not isinstance(layer.args, ListNode) or not layer.args.items:
        return False
    value = layer.args.items[0].value
    if isinstance(value, str):
        return "".join(value.split()) in _FORMULAS
    nc = network.report.nc
    kernel = layer.args.items[1].value if len(layer.args.items) > 1 else 1
    counts = {na * (nc + 5) for na in range(1, 10)} if nc is not None else set()
    whole = type(value) is int and value in counts
    return whole and kernel == 1 and index in network.failed


def _fixes(network: Network, rows: Sequence[int], head: int) -> Iterator[Fix]:
    sources = [network.valid_sources(row)[:1] for row in rows]
    if not all(sources) or network.config.diagnostics:
        return
    config: Config | None = network.config
    for row in reversed(rows):
        config = _without(config, row) if config is not None else None
    cell = config.layers[-1].from_cell if config is not None and config.layers else None
    if config is None or cell is None or config.layers[-1].name != "Detect":
        return
    numbers = [source for (source,) in sources]
    if all(network.stride(source) is not None for source in numbers):
        numbers.sort(key=lambda source: network.stride(source) or 0)  # as Detect reads them now
    wanted = ", ".join(str(source - sum(row < source for row in rows)) for source in numbers)
    after = apply_edits(config.text, (TextEdit(cell.span, f"[{wanted}]"),))
    edit = _difference(network.config.text, after)
    title = Message("Delete them, and let {row} read what they read", row=network.row(head))
    yield Fix(title, (edit,), Applicability.UNSAFE)


def _without(config: Config, row: int) -> Config | None:
    change = remove_row(config, row)
    return read_config(apply_edits(config.text, change.edits)) if change.edits else None


def _difference(before: str, after: str) -> TextEdit:
    """One edit that makes one text of another."""
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    most = min(len(before), len(after)) - start
    while end < most and before[-1 - end] == after[-1 - end]:
        end += 1
    return TextEdit(Span(start, len(before) - end), after[start : len(after) - end])
