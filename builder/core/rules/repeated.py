"""Rows that repeat another row, or a part of it, by a YAML alias: `*name`."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace

from builder.core.config import Config, Layer, Node, Sequence
from builder.core.diagnostics import Diagnostic
from builder.core.text import Span


def spare_repeated(config: Config, found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Findings that stand in their own row, without fixes that would change other rows too."""
    if "*" not in config.text:
        return list(found)
    shared = _merged(span for layer in config.layers for span in _elsewhere(layer))
    return [_spare(config, one, shared) for one in found]


def _merged(spans: Iterable[Span]) -> list[Span]:
    """Those that lie in no other, in the order of the text; nested nodes never cross."""
    outer: list[Span] = []
    for span in sorted(set(spans), key=lambda span: (span.start, -span.end)):
        if not outer or not outer[-1].covers(span):
            outer.append(span)
    return outer


def _elsewhere(layer: Layer) -> Iterator[Span]:
    """Places of the row's values that stand where the alias's name was given."""
    for cell in (layer.from_cell, layer.number, layer.module, layer.args):
        if cell is None:
            continue
        if not layer.span.covers(cell.span):
            yield cell.span
        yield from _outside(cell)


def _outside(node: Node) -> Iterator[Span]:
    for item in node.items if isinstance(node, Sequence) else ():
        if not node.span.covers(item.span):
            yield item.span
        yield from _outside(item)


def _spare(config: Config, one: Diagnostic, shared: list[Span]) -> Diagnostic:
    def touches(span: Span) -> bool:
        at = bisect_right(shared, span.start, key=lambda place: place.start) - 1
        return at >= 0 and shared[at].covers(span)

    fixes = tuple(fix for fix in one.fixes if not any(touches(edit.span) for edit in fix.edits))
    span = one.span
    if one.layer is not None and touches(span):
        row = config.layers[one.layer].span
        span = span if row.covers(span) else row
    return replace(one, span=span, fixes=fixes)
