"""What a row reads: its `from` cell."""

from collections.abc import Sequence as Items

from builder.core.config.config import Config, Layer
from builder.core.config.edits.cells import append_item, edit_row, no_cell, row_with
from builder.core.config.edits.change import Change, refuse, row_of
from builder.core.config.edits.row_text import flow_text
from builder.core.config.node import Node, Sequence
from builder.core.diagnostics import Message
from builder.core.text import Span


def connect(config: Config, source: int, target: int, port: int) -> Change:
    """Make input `port` of row `target` read row `source` (-1: the image, for row 0 only).

    A port past the last adds an input; one value becomes a list when a second is added.
    """
    layer = row_with(config, target)
    cell = layer.from_cell if layer else None
    if layer is None or cell is None:
        return no_cell(config, target, "`from`")
    row, wanted = row_of(config, target), config.number_of(source)
    if source >= target:
        words = Message(
            "{row} cannot read row {number}: a row reads rows before it", row=row, number=wanted
        )
        return refuse(words)
    if source < (-1 if target == 0 else 0):
        words = Message(
            "{row} cannot read row {number}; only row 0 reads the image", row=row, number=wanted
        )
        return refuse(words)
    text = str(-1 if source == target - 1 else wanted)
    items = _items(cell)
    if port < 0:
        return refuse(Message("there is no input {port}", port=port))
    if port < len(items):
        return edit_row(config, layer, items[port].span, text)
    if isinstance(cell, Sequence):
        return append_item(config, layer, cell, text)
    return edit_row(config, layer, cell.span, f"[{cell.span.of(config.text)}, {text}]")


def disconnect(config: Config, target: int, port: int) -> Change:
    """Take input `port` of row `target` away; the last input stays."""
    layer = row_with(config, target)
    cell = layer.from_cell if layer else None
    if layer is None or cell is None:
        return no_cell(config, target, "`from`")
    items, row = _items(cell), row_of(config, target)
    if not 0 <= port < len(items):
        count = len(items)
        words = Message(
            "{row} has no input {port}: it has {count}", row=row, port=port, count=count
        )
        return refuse(words)
    if len(items) == 1 or not isinstance(cell, Sequence):
        return refuse(
            Message("{row} has one input only; connect it to another row instead", row=row)
        )
    if not cell.flow:
        kept = [flow_text(config.text, item) for n, item in enumerate(items) if n != port]
        return edit_row(config, layer, cell.span, f"[{', '.join(kept)}]")
    if port:
        return edit_row(config, layer, Span(items[port - 1].span.end, items[port].span.end), "")
    return edit_row(config, layer, Span(items[0].span.start, items[1].span.start), "")


def set_from(config: Config, index: int, refs: int | Items[int]) -> Change:
    """Write the `from` cell of row `index`: a number, or a list of numbers."""
    layer = row_with(config, index)
    if layer is None or layer.from_cell is None:
        return no_cell(config, index, "`from`")
    if isinstance(refs, int):
        return edit_row(config, layer, layer.from_cell.span, str(refs))
    if not refs:
        return refuse(Message("{row} needs at least one input", row=row_of(config, index)))
    return _set_list(config, layer, layer.from_cell, [str(ref) for ref in refs])


def _set_list(config: Config, layer: Layer, cell: Node, refs: list[str]) -> Change:
    items = [item.span.of(config.text) for item in _items(cell)]
    if isinstance(cell, Sequence) and items == refs:
        return Change((), layer.index)
    return edit_row(config, layer, cell.span, f"[{', '.join(refs)}]")


def _items(cell: Node) -> tuple[Node, ...]:
    return cell.items if isinstance(cell, Sequence) else (cell,)
