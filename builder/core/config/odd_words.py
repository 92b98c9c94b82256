"""Words in rows that YAML reads and nobody means: full-width punctuation, odd blanks, `64 3`."""

import re
from typing import Final

from builder.core.config.config import Layer
from builder.core.config.node import Mapping, Node, Scalar, Sequence
from builder.core.config.recover_log import WIDE_OR_ODD, Log
from builder.core.diagnostics import Diagnostic, Message
from builder.core.text import Span, TextEdit

_VALUE: Final = r"(?:-?\d+(?:\.\d+)?|True|False|None|true|false|nc|anchors|nearest|\"\w+\"|'\w+')"
_SEVERAL: Final = re.compile(rf"{_VALUE}(?:[ \t]*;[ \t]*{_VALUE}|[ \t]+{_VALUE})+")
_GAP: Final = re.compile(r"[ \t]*(;)|(?<=[^\s;])()[ \t]+(?=[^ \t;])")


def find_odd_words(text: str, layers: tuple[Layer, ...]) -> list[Diagnostic]:
    """Findings for unquoted words in rows that hold such characters."""
    log = Log(text)
    for layer in layers:
        for cell in (layer.from_cell, layer.args):
            _find_lost_commas(log, cell)
    if WIDE_OR_ODD.search(text) is None:
        return log.found
    for layer in layers:
        if WIDE_OR_ODD.search(text, layer.span.start, layer.span.end):
            _look(log, layer.node)
    return log.found


def _find_lost_commas(log: Log, cell: Node | None) -> None:
    """Several values in one word: `64 3` or `64; 3`."""
    for item in cell.items if isinstance(cell, Sequence) and cell.flow else ():
        if not isinstance(item, Scalar) or item.style != "plain":
            continue
        if _SEVERAL.fullmatch(log.text, item.span.start, item.span.end):
            for gap in _GAP.finditer(log.text, item.span.start, item.span.end):
                message = Message("a comma is missing between these values")
                edit = TextEdit(Span(*(gap.span(1) if gap[1] else (gap.start(),) * 2)), ",")
                fix = (Message("Write `,`") if gap[1] else Message("Insert `,`"), (edit,))
                log.report("Y102", Span(max(gap.start() - 1, 0), gap.end()), message, fix)


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
