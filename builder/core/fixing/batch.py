"""Fixes that can be applied together."""

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
    taken: list[Span] = []
    for one in candidates:
        regions = [_region(config, edit) for edit in one.fix.edits]
        if regions and not any(_meet(mine, other) for mine in regions for other in taken):
            kept.append(one)
            taken += regions
    return kept


def _meet(one: Span, other: Span) -> bool:
    return one.start <= other.end and other.start <= one.end


def _region(config: Config, edit: TextEdit) -> Span:
    layer = config.layer_at(edit.span.start)
    cells = _cells(layer) if layer else ()
    return next((cell for cell in cells if cell.covers(edit.span)), edit.span)


def _cells(layer: Layer) -> Iterator[Span]:
    for cell in (layer.from_cell, layer.number, layer.module, layer.args):
        if cell is not None:
            yield cell.span
