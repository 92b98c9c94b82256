"""One cell of a row changed: number, module, arguments."""

from builder.core.config.config import Config, Layer
from builder.core.config.edits.change import Change, no_row, read_after, refuse, row_of
from builder.core.config.edits.row_text import flow_text
from builder.core.config.node import Node, Sequence
from builder.core.diagnostics import Message
from builder.core.text import Span, TextEdit


def set_number(config: Config, index: int, number: int | str) -> Change:
    """Write the `number` cell of row `index`."""
    layer = row_with(config, index)
    if layer is None or layer.number is None:
        return no_cell(config, index, "number")
    return _replace(config, layer, layer.number, str(number))


def set_module(config: Config, index: int, name: str) -> Change:
    """Write the module's name of row `index`."""
    layer = row_with(config, index)
    if layer is None or layer.module is None:
        return no_cell(config, index, "module")
    return _replace(config, layer, layer.module, name)


def set_argument(config: Config, index: int, position: int, yaml_text: str | None) -> Change:
    """Write argument `position` of row `index`; one past the last appends.

    None or an empty text takes the last argument away.
    """
    layer = row_with(config, index)
    args = layer.args if layer else None
    if layer is None or not isinstance(args, Sequence):
        return no_cell(config, index, Message("list of arguments"))
    count = len(args.items)
    text = (yaml_text or "").strip()
    if not 0 <= position <= count:
        row = row_of(config, index)
        return refuse(
            Message("{row} has {count} arguments; write the one before first", row=row, count=count)
        )
    if not text:
        if position < count - 1:
            return refuse(
                Message("only the last argument can be left out; write the default instead")
            )
        kept = args.items[:-1] if position < count else args.items
        return write_list(config, layer, args, [flow_text(config.text, item) for item in kept])
    if position < count:
        return _replace(config, layer, args.items[position], text)
    return append_item(config, layer, args, text)


def row_with(config: Config, index: int) -> Layer | None:
    """The row, if the file has it."""
    return config.layers[index] if 0 <= index < len(config.layers) else None


def no_cell(config: Config, index: int, what: str) -> Change:
    """The refusal for a row, or a cell of it, that is not there."""
    if row_with(config, index) is None:
        return no_row(config, index)
    row = row_of(config, index)
    return refuse(Message("{row} has no {cell}; mend it in the text first", row=row, cell=what))


def append_item(config: Config, layer: Layer, cell: Sequence, text: str) -> Change:
    """Write `text` behind the last item of a list in a row."""
    items = cell.items
    if not cell.flow:
        return write_list(
            config, layer, cell, [*(flow_text(config.text, item) for item in items), text]
        )
    if not items:
        return edit_row(config, layer, Span(cell.span.start + 1, cell.span.start + 1), text)
    end = items[-1].span.end
    return edit_row(config, layer, Span(end, end), f", {text}")


def write_list(config: Config, layer: Layer, cell: Sequence, items: list[str]) -> Change:
    """Write the items of a list in a row; items that stay keep the blanks between them."""
    old = [flow_text(config.text, item) for item in cell.items]
    if cell.flow and cell.items and items == old[:-1]:
        start = cell.items[-2].span.end if len(old) > 1 else cell.items[0].span.start
        return edit_row(config, layer, Span(start, cell.items[-1].span.end), "")
    return edit_row(config, layer, cell.span, f"[{', '.join(items)}]")


def edit_row(config: Config, layer: Layer, span: Span, text: str) -> Change:
    """Replace `span` in a row, if all rows stay what they are but this one."""
    if not layer.span.covers(span):
        row = row_of(config, layer.index)
        return refuse(Message("{row} repeats another row by `*`; edit that one", row=row))
    if span.of(config.text) == text:
        return Change((), layer.index)
    edits = (TextEdit(span, text),)
    after = read_after(config, edits)
    if after is None or not _same_but_one(config, after, layer.index):
        shown = text.strip(" ,")[:60]
        return refuse(Message("`{text}` does not fit into a row", text=shown))
    return Change(edits, layer.index)


def _replace(config: Config, layer: Layer, node: Node, text: str) -> Change:
    return edit_row(config, layer, node.span, text.strip())


def _same_but_one(before: Config, after: Config, index: int) -> bool:
    """Whether both have the same rows with the same number of cells, one row's words aside."""
    if len(before.layers) != len(after.layers):
        return False
    return all(
        _size(old.node) == _size(new.node)
        and (old.index == index or old.span.of(before.text) == new.span.of(after.text))
        for old, new in zip(before.layers, after.layers, strict=True)
    )


def _size(node: Node) -> int:
    return len(node.items) if isinstance(node, Sequence) else -1
