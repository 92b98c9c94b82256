"""Takes what a page left in a text away, and finds the way back to the places in that text."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace
from typing import Final, NamedTuple

from builder.core.config.node import Mapping, Node, Scalar, Sequence
from builder.core.config.pasted import Stage, as_source, between, in_front
from builder.core.config.pasted_rows import bullets, run_together
from builder.core.diagnostics import Diagnostic, Fix, Label
from builder.core.text import Span, TextEdit, apply_edits

_STAGES: Final[tuple[Stage, ...]] = (in_front, as_source, bullets, run_together, between)


class Peeled(NamedTuple):
    """A text without what a page left in it.

    Attributes:
        text: What is left.
        found: What was taken away, with places in the text that was given.
        ways: The way back, the last stage first.
    """

    text: str
    found: tuple[Diagnostic, ...]
    ways: tuple["WayBack", ...]

    def node(self, node: Node | None) -> Node | None:
        """A node of the text that is left, with its places in the text that was given."""
        for way in self.ways if node else ():
            assert node is not None
            node = way.node(node)
        return node

    def findings(self, found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        """The same for findings."""
        for way in self.ways:
            found = [way.finding(one) for one in found]
        return tuple(found)


def peel(text: str) -> Peeled:
    """Go through all stages; one that finds nothing leaves the text as it is."""
    found: list[Diagnostic] = []
    ways: tuple[WayBack, ...] = ()
    for stage in _STAGES:
        here = stage(text)
        edits = [edit for one in here for fix in one.fixes for edit in fix.edits]
        if edits:
            found += Peeled(text, (), ways).findings(here)
            ways = (WayBack(edits), *ways)
            text = apply_edits(text, edits)
    return Peeled(text, tuple(found), ways)


class WayBack:
    """Offsets after edits to offsets before them."""

    __slots__ = ("_before", "_starts")

    def __init__(self, edits: Iterable[TextEdit]) -> None:
        # Stretches of the text after the edits: where each begins, and where that was. Stretches
        # of an edit's own text and of kept text take turns.
        self._starts: list[int] = [0]
        self._before: list[int] = [0]
        shift = 0
        for edit in sorted(edits, key=lambda edit: (edit.span.start, edit.span.end)):
            self._starts += (edit.span.start + shift, edit.span.start + shift + len(edit.text))
            self._before += (edit.span.start, edit.span.end)
            shift += len(edit.text) - len(edit.span)

    def offset(self, after: int) -> int:
        """Where a character stood; one that an edit wrote maps to the start of what it replaced."""
        place = bisect_right(self._starts, after) - 1
        written = place % 2 == 1
        return self._before[place] + (0 if written else after - self._starts[place])

    def span(self, span: Span) -> Span:
        """Where a stretch stood."""
        start = self.offset(span.start)
        end = self.offset(span.end - 1) + 1 if len(span) else start
        return Span(start, max(start, end))

    def node(self, node: Node) -> Node:
        """A node where it stood."""
        span = self.span(node.span)
        if isinstance(node, Scalar):
            return replace(node, span=span)
        if isinstance(node, Sequence):
            return replace(node, span=span, items=tuple(self.node(one) for one in node.items))
        return Mapping(span, tuple((self._key(k), self.node(v)) for k, v in node.pairs), node.flow)

    def finding(self, found: Diagnostic) -> Diagnostic:
        """A finding where it stood."""
        return replace(
            found,
            span=self.span(found.span),
            labels=tuple(Label(self.span(one.span), one.message) for one in found.labels),
            fixes=tuple(
                Fix(fix.title, tuple(self._edit(e) for e in fix.edits), fix.applicability)
                for fix in found.fixes
            ),
        )

    def _key(self, key: Scalar) -> Scalar:
        return replace(key, span=self.span(key.span))

    def _edit(self, edit: TextEdit) -> TextEdit:
        return TextEdit(self.span(edit.span), edit.text)
