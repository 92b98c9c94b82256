"""Words in rows that YAML reads and nobody means: full-width punctuation, odd blanks."""

from builder.core.config.config import Layer
from builder.core.config.node import Mapping, Node, Scalar, Sequence
from builder.core.config.recover_log import WIDE_OR_ODD, Log
from builder.core.diagnostics import Diagnostic


def find_odd_words(text: str, layers: tuple[Layer, ...]) -> list[Diagnostic]:
    """Findings for unquoted words in rows that hold such characters."""
    if WIDE_OR_ODD.search(text) is None:
        return []
    log = Log(text)
    for layer in layers:
        if WIDE_OR_ODD.search(text, layer.span.start, layer.span.end):
            _look(log, layer.node)
    return log.found


def _look(log: Log, node: Node) -> None:
    if isinstance(node, Scalar):
        if node.style == "plain":
            log.odd_characters(node.span.start, node.span.end)
        return
    inside = node.items if isinstance(node, Sequence) else tuple(_values(node))
    for item in inside:
        _look(log, item)


def _values(node: Mapping) -> list[Node]:
    return [value for _, value in node.pairs]
