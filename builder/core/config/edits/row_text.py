"""The text of one row, as a user gives it and as a file wants it."""

from dataclasses import dataclass

from builder.core.config.config import Config, Layer
from builder.core.config.node import Mapping, Node, Scalar, Sequence
from builder.core.config.tree import parse_tree
from builder.core.text import Span, TextEdit, apply_edits


@dataclass(frozen=True, slots=True)
class NewRow:
    """One row to be written.

    Attributes:
        flow: Its text in brackets.
        cells: The text of each value.
        dashes: Its text as a list with dashes in some file, comments included, if it comes
            from there; it fits only where dashes stand below the same `indent`.
        indent: The blanks that bring its dashes under each other.
    """

    flow: str
    cells: tuple[str, ...]
    dashes: str = ""
    indent: str = ""

    def block(self, line_end: str, indent: str) -> str:
        """The row as a list with dashes, whose first dash stands after `indent`."""
        if self.dashes and self.indent == indent:
            return self.dashes
        return (line_end + indent).join(f"- {cell}" for cell in self.cells)

    def reading(self, ref: int) -> "NewRow":
        """The same row with another `from`."""
        cells = (str(ref), *self.cells[1:])
        node = parse_tree(self.flow).root
        assert isinstance(node, Sequence)
        flow = apply_edits(self.flow, [TextEdit(node.items[0].span, str(ref))])
        return NewRow(flow, cells)


def parse_row(text: str) -> NewRow | None:
    """Read `[-1, 1, CBAM, [512]]`, with or without the outer brackets; None if it is no row."""
    body = text.strip()
    for flow in (body, f"[{body.rstrip(',')}]"):
        tree = parse_tree(flow)
        node = tree.root
        if tree.fault or tree.diagnostics or not isinstance(node, Sequence) or not node.flow:
            continue
        if len(node.items) == 4 and node.span == Span(0, len(flow)):
            return NewRow(flow, tuple(item.span.of(flow) for item in node.items))
    return None


def copy_of(config: Config, layer: Layer) -> NewRow | None:
    """The row as a new one that reads the row before it; None if it has not four cells."""
    node = layer.node
    if not isinstance(node, Sequence) or len(node.items) != 4:
        return None
    inside = all(node.span.covers(item.span) for item in node.items)
    text = node.span.of(config.text)
    if not (node.flow and node.closed and inside and text.startswith("[")):
        text = flow_text(config.text, node)
    row = parse_row(text)
    return row.reading(-1) if row else None


def flow_text(text: str, node: Node) -> str:
    """A node in the spelling with brackets, on one line where its words allow it."""
    if isinstance(node, Scalar):
        written = node.span.of(text)
        return written or "null"
    if isinstance(node, Mapping):
        pairs = (f"{flow_text(text, key)}: {flow_text(text, value)}" for key, value in node.pairs)
        return "{" + ", ".join(pairs) + "}"
    return "[" + ", ".join(flow_text(text, item) for item in node.items) + "]"
