"""Finds repairs and ranks them."""

from collections.abc import Iterator
from dataclasses import replace
from math import exp

from builder.core.analysis import Report
from builder.core.config.edits import repoint, repointed
from builder.core.diagnostics import Applicability, Fix, Message, Severity
from builder.core.repair import from_stock
from builder.core.repair.candidate import Candidate
from builder.core.repair.repair import Change, Repair
from builder.core.rules import diagnose
from builder.core.rules.health import Health, after, health
from builder.core.rules.network import Network
from builder.core.text import TextEdit

_FAILED, _DEAD, _HEAD, _SKIPPING, _COMMENT, _CHANGE = 4.0, 3.0, 3.0, 0.5, 0.5, 0.2
_CLEAR = 2.0  # points by which the first must lead to be safe


def repairs(report: Report, most: int = 5) -> tuple[Repair, ...]:
    """Ways to bring stale references up to date, the likeliest first; () if none seems stale.

    No repair has an error that the file has not: what stops the trainer is compared before and
    after.

    Args:
        report: The analysis of the file as it is.
        most: How many to give at most.
    """
    before = health(Network(report))
    judged = sorted(_judged(report, before), key=lambda one: -one[0])
    kept: list[tuple[float, Candidate, Repair]] = []
    for points, candidate, repair, result in judged:
        if len(kept) == most:
            break
        if not _new_error(report, result):
            kept.append((points, candidate, repair))
    return tuple(_ranked(kept))


_Judged = tuple[float, Candidate, Repair, Report]


def _judged(report: Report, before: Health) -> Iterator[_Judged]:
    seen: set[tuple[TextEdit, ...]] = set()
    for candidate in _candidates(report):
        edits = repoint(report.config, candidate.targets)
        if not edits or edits in seen:
            continue
        seen.add(edits)
        result = after(report, edits)
        if result is None:
            continue
        now = health(Network(result))
        if not now.no_worse_than(before):
            continue
        points = candidate.weight - _cost(now) - _CHANGE * len(edits)
        yield points, candidate, _repair(report, candidate, edits, before, now), result


def _candidates(report: Report) -> Iterator[Candidate]:
    yield from from_stock.candidates(report)


def _cost(now: Health) -> float:
    return (
        _FAILED * now.failed
        + _DEAD * now.dead
        + _HEAD * now.head
        + _SKIPPING * now.skipping
        + _COMMENT * now.comments
    )


def _repair(
    report: Report,
    candidate: Candidate,
    edits: tuple[TextEdit, ...],
    before: Health,
    now: Health,
) -> Repair:
    changes = tuple(
        Change(place.layer, place.position, old, new)
        for place, old, new in repointed(report.config, candidate.targets)
    )
    evidence = (*candidate.evidence, *_gains(before, now))
    safe = candidate.decisive and now.faults == 0
    trust = Applicability.SAFE if safe else Applicability.UNSAFE
    fix = Fix(candidate.title, edits, trust)
    return Repair(fix, evidence, changes, candidate.inserted, candidate.removed)


def _gains(before: Health, now: Health) -> Iterator[Message]:
    if now.failed < before.failed:
        yield (
            Message("with it every row runs")
            if not now.failed
            else Message("with it {count} more rows run", count=before.failed - now.failed)
        )
    if now.dead < before.dead:
        yield (
            Message("with it every row is read")
            if not now.dead
            else Message("with it fewer rows go unread: {count}", count=now.dead)
        )
    if now.head < before.head:
        yield Message("with it the head reads one level after another")
    if now.comments < before.comments:
        yield Message("with it the comments agree")


def _new_error(report: Report, result: Report) -> bool:
    """Whether the text after a repair has an error that the file had not."""
    old = [one for one in diagnose(report) if one.severity is Severity.ERROR]
    new = [one for one in diagnose(result) if one.severity is Severity.ERROR]
    return len(new) > len(old)


def _ranked(kept: list[tuple[float, Candidate, Repair]]) -> Iterator[Repair]:
    if not kept:
        return
    best = kept[0][0]
    weights = [exp(points - best) for points, _, _ in kept]
    for place, ((points, _, repair), weight) in enumerate(zip(kept, weights, strict=True)):
        score = weight / sum(weights)
        rival = place > 0 or (len(kept) > 1 and points - kept[1][0] < _CLEAR)
        if rival and repair.fix.applicability is Applicability.SAFE:
            fix = replace(repair.fix, applicability=Applicability.UNSAFE)
            yield replace(repair, fix=fix, score=score)
        else:
            yield replace(repair, score=score)
