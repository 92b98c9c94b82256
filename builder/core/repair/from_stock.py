"""Candidates from the stock networks that a file resembles."""

from collections.abc import Iterator, Sequence

from builder.core.analysis import Report
from builder.core.config.edits import Place
from builder.core.diagnostics import Listed, Message, Row
from builder.core.dialects import TITLES
from builder.core.repair.candidate import Candidate
from builder.core.stock import (
    Comparison,
    Group,
    Reference,
    State,
    compare,
    is_duplicate,
    nearest,
)

_NEAR = 6.0  # points of alignment by which another stock network may fall behind the nearest
_TRIED = 3
_SURE = 0.8  # likeness from which the stock network is surely what the file was made from
_WEIGHT = 10.0


def candidates(report: Report) -> Iterator[Candidate]:
    """Repairs that make the file's references what the nearest stock networks have."""
    alignments = nearest(report.config, report.trainer)[:_TRIED]
    for alignment in alignments:
        if alignment.score < alignments[0].score - _NEAR:
            break
        yield from _of(compare(alignment, report.config), alignment is alignments[0])


def _of(comparison: Comparison, first: bool) -> Iterator[Candidate]:
    left = [one for one in comparison.references if one.state is State.LEFT_BEHIND]
    differs = [one for one in comparison.references if one.state is State.DIFFERS]
    if left:
        yield _candidate(comparison, left, first)
    if differs:
        yield _candidate(comparison, [*left, *differs], first)
    if left and differs:
        yield _candidate(comparison, differs, first)


def _candidate(comparison: Comparison, stale: Sequence[Reference], first: bool) -> Candidate:
    alignment = comparison.alignment
    targets = {
        Place(one.layer, one.position): one.expected for one in stale if one.expected is not None
    }
    groups = tuple(
        group for group in comparison.groups if any(group in one.groups for one in stale)
    )
    inserted = tuple(
        row for group in groups for row in group.rows if row not in comparison.moved.values()
    )
    differs = [one for one in stale if one.state is State.DIFFERS]
    weight = _WEIGHT * alignment.likeness - (0.0 if first else 1.0) - 0.5 * len(differs)
    return Candidate(
        targets,
        _title(comparison, stale),
        tuple(_evidence(comparison, groups, stale, differs)),
        weight,
        first and alignment.likeness >= _SURE and not differs and not _ambiguous(comparison, stale),
        inserted,
        tuple(
            comparison.alignment.places.get(group.removed[-1] + 1, len(alignment.rows))
            for group in groups
            if group.removed
        ),
    )


def _ambiguous(comparison: Comparison, stale: Sequence[Reference]) -> bool:
    """Whether a reference is to a row beside its own copy: either may be the one that was meant."""
    meant = {one.expected for one in stale if one.expected is not None and one.expected >= 0}
    copies = [row for row in comparison.inserted if is_duplicate(comparison, row)]
    near = {row + by for row in copies for by in (-1, 0, 1)}
    return bool(meant & near)


def _title(comparison: Comparison, stale: Sequence[Reference]) -> Message:
    if len(stale) == 1:
        reference = stale[0]
        return Message(
            "Let {row} read {target}",
            row=_row(comparison, reference.layer),
            target=_row(comparison, reference.expected or 0),
        )
    return Message("Bring {count} references up to date", count=len(stale))


def _evidence(
    comparison: Comparison,
    groups: Sequence[Group],
    stale: Sequence[Reference],
    differs: Sequence[Reference],
) -> Iterator[Message]:
    name = comparison.alignment.network.name
    trainer = TITLES.get(comparison.alignment.network.trainer, comparison.alignment.network.trainer)
    for group in groups:
        yield _came_or_went(comparison, group, name, trainer)
    left = len(stale) - len(differs)
    if left == 1:
        yield Message("one reference was left behind")
    elif left:
        yield Message("{count} references were left behind", count=left)
    for one in differs:
        yield Message(
            "{row} reads {actual}; in {name} ({trainer}) the same row reads {expected}",
            row=_row(comparison, one.layer),
            actual=_row(comparison, one.source),
            expected=_row(comparison, one.expected or 0),
            name=name,
            trainer=trainer,
        )


def _came_or_went(comparison: Comparison, group: Group, name: str, trainer: str) -> Message:
    stock = comparison.alignment.network.rows
    if group.rows:
        modules = dict.fromkeys(comparison.alignment.rows[row].module for row in group.rows)
        template = (
            "one row ({modules}) was inserted at {row}, compared with {name} ({trainer})"
            if len(group.rows) == 1
            else "{count} rows ({modules}) were inserted at {row}, compared with {name} ({trainer})"
        )
        place = group.rows[0]
    else:
        modules = dict.fromkeys(stock[row].module for row in group.removed)
        template = (
            "one row ({modules}) was removed above {row}, compared with {name} ({trainer})"
            if len(group.removed) == 1
            else "{count} rows ({modules}) were removed above {row}, "
            "compared with {name} ({trainer})"
        )
        place = comparison.alignment.places.get(group.removed[-1] + 1, len(stock) - 1)
    return Message(
        template,
        count=len(group.rows or group.removed),
        modules=Listed(tuple(modules)),
        row=_row(comparison, place),
        name=name,
        trainer=trainer,
    )


def _row(comparison: Comparison, index: int) -> Row | Message:
    if index < 0:
        return Message("the image")
    return Row(index, comparison.config.number_text(index))
