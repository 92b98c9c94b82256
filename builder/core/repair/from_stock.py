"""Candidates from the stock networks that a file resembles."""

from collections.abc import Iterator
from dataclasses import replace

from builder.core.analysis import Report
from builder.core.config.edits import Place
from builder.core.diagnostics import Message
from builder.core.repair.candidate import Candidate
from builder.core.rules.lineage import SURE, Lineage, lineage
from builder.core.stock import Comparison, State, nearest

_NEAR = 6.0  # points of alignment by which another stock network may fall behind the nearest
_TRIED = 3
_WEIGHT = 10.0
_OTHER_READING = 3.0  # points that a less literal reading falls behind


def candidates(report: Report) -> Iterator[Candidate]:
    """Repairs that make the file's references what the nearest stock networks have."""
    alignments = nearest(report.config, report.trainer)
    for place, alignment in enumerate(alignments[:_TRIED]):
        if alignment.score < alignments[0].score - _NEAR:
            break
        others = () if place else alignments[1:]
        yield from _of(Comparison(alignment, report.config, others), first=not place)


def _of(comparison: Comparison, first: bool) -> Iterator[Candidate]:
    for states in (
        (State.LEFT_BEHIND,),
        (State.LEFT_BEHIND, State.DIFFERS),
        (State.DIFFERS,),
        (State.DOUBTFUL,),
    ):
        found = lineage(comparison, *states)
        if found.references:
            yield _candidate(found, first)
            if State.LEFT_BEHIND in states:
                yield from _past_copies(found)


def _past_copies(found: Lineage) -> Iterator[Candidate]:
    """The other reading of copied rows: that what read the row above them reads the last."""
    last_of = dict(found.copies)
    rows = found.comparison.alignment.rows
    others = {
        Place(one.layer, one.position): last_of[one.expected]
        for one in found.comparison.references
        if one.expected in last_of
        and rows[one.layer].refs[one.position] != -1
        and one.layer > last_of[one.expected]
    }
    if others:
        plain = _candidate(found, first=False)
        words = Message("what read a row before it was copied reads the last of its copies")
        yield replace(
            plain,
            targets={**plain.targets, **others},
            evidence=(*plain.evidence, words),
            weight=plain.weight - _OTHER_READING,
        )


def _candidate(found: Lineage, first: bool) -> Candidate:
    differs = sum(one.state is State.DIFFERS for one in found.references)
    weight = _WEIGHT * found.comparison.alignment.likeness - (not first) - 0.5 * differs
    doubtful = any(one.state is State.DOUBTFUL for one in found.references)
    return Candidate(
        found.targets,
        found.title,
        tuple(_evidence(found)),
        weight - _OTHER_READING * doubtful,
        decisive=first and found.decisive,
        doubtful=_doubtful(found),
        inserted=found.inserted,
        removed=found.removed,
    )


def _doubtful(found: Lineage) -> bool:
    """Whether the file may well be meant as it is."""
    compared = found.comparison
    differs = any(one.state is State.DIFFERS for one in found.references)
    return compared.alignment.likeness < SURE or (differs and bool(compared.groups))


def _evidence(found: Lineage) -> Iterator[Message]:
    for cause in found.causes():
        yield Message("{cause}, compared with {origin}", cause=cause, origin=found.origin)
    behind = {State.LEFT_BEHIND, State.DOUBTFUL}
    left = sum(one.state in behind for one in found.references)
    if left == 1:
        yield Message("one reference was left behind")
    elif left:
        yield Message("{count} references were left behind", count=left)
    for one in found.references:
        if one.state is State.DIFFERS and one.expected is not None:
            yield Message(
                "{row} reads {actual}; in {origin} it reads {expected}",
                row=found.row(one.layer),
                actual=found.row(one.source),
                expected=found.row(one.expected),
                origin=found.origin,
            )
