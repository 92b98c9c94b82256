"""Fixes that can be applied together."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from builder.core.config import Config, Layer
from builder.core.diagnostics import Applicability, Diagnostic, Fix
from builder.core.text import Span, TextEdit


@dataclass(frozen=True, slots=True)
class Candidate:
    """A finding with one of its fixes."""

    finding: Diagnostic
    fix: Fix


def first_fixes(findings: Iterable[Diagnostic], *, unsafe: bool) -> Iterator[Candidate]:
    """The best fix of each finding that may be applied."""
    for finding in findings:
        for fix in finding.fixes:
            if unsafe or fix.applicability is Applicability.SAFE:
                yield Candidate(finding, fix)
                break


def apart(config: Config, candidates: Iterable[Candidate]) -> list[Candidate]:
    """Those that leave each other alone: an earlier one keeps out later ones it meets.

    Two meet if edits of theirs touch, or stand in one cell of a row: each knows only what the
    cell said before.
    """
    kept: list[Candidate] = []
    taken: list[Span] = []  # in the order of the text; none touches another
    for one in candidates:
        regions = [_region(config, edit) for edit in one.fix.edits]
        if regions and not any(_is_taken(region, taken) for region in regions):
            kept.append(one)
            for region in regions:
                _take(region, taken)
    return kept


def _is_taken(region: Span, taken: list[Span]) -> bool:
    at = bisect_left(taken, region.start, key=lambda span: span.end)
    return at < len(taken) and taken[at].start <= region.end


def _take(region: Span, taken: list[Span]) -> None:
    """Note a region; several edits of one fix may stand in one cell."""
    if not _is_taken(region, taken):
        insort(taken, region)
        return
    at = bisect_left(taken, region.start, key=lambda span: span.end)
    last = at
    while last < len(taken) and taken[last].start <= region.end:
        last += 1
    whole = Span(min(region.start, taken[at].start), max(region.end, taken[last - 1].end))
    taken[at:last] = [whole]


def _region(config: Config, edit: TextEdit) -> Span:
    layer = config.layer_at(edit.span.start)
    cells = _cells(layer) if layer else ()
    return next((cell for cell in cells if cell.covers(edit.span)), edit.span)


def _cells(layer: Layer) -> Iterator[Span]:
    for cell in (layer.from_cell, layer.number, layer.module, layer.args):
        if cell is not None:
            yield cell.span
