"""Finds repairs and ranks them."""

from collections.abc import Iterator
from dataclasses import replace
from math import exp
from typing import NamedTuple

from builder.core.analysis import Report
from builder.core.config.edits import repoint, repointed
from builder.core.diagnostics import Applicability, Fix, Message, Severity
from builder.core.repair import from_stock, shifts
from builder.core.repair.candidate import Candidate
from builder.core.repair.repair import Change, Repair
from builder.core.rules import diagnose
from builder.core.rules.health import Health, health
from builder.core.rules.network import Network
from builder.core.rules.outcome import after, sound_rows
from builder.core.text import TextEdit

_FAILED, _DEAD, _HEAD, _LOOSE, _COMMENT, _CHANGE = 4.0, 3.0, 3.0, 0.5, 0.5, 0.2
_MOST_BLIND = 150  # candidates without a stock network: each takes some milliseconds
_MOST_ROWS = 6_000  # of all such candidates together
_CLEAR = 2.0  # points by which the first must lead to be safe


def repairs(report: Report, most: int = 5) -> tuple[Repair, ...]:
    """Ways to bring stale references up to date, the likeliest first; () if none seems stale.

    No repair harms a row that is sound, or leaves more errors than there are. Behind a row that
    fails others wait, which may show an error of their own when it runs.

    Args:
        report: The analysis of the file as it is.
        most: How many to give at most.
    """
    kept: list[_Judged] = []
    for judged in sorted(_judged(report), key=lambda one: -one.points):
        if len(kept) == most:
            break
        if not _new_error(report, judged.result):
            kept.append(judged)
    return tuple(_ranked(kept))


class _Judged(NamedTuple):
    """A candidate with what comes of it."""

    points: float
    candidate: Candidate
    repair: Repair
    result: Report
    health: Health


def _judged(report: Report) -> Iterator[_Judged]:
    """Every candidate after which nothing is worse; without a stock network only if it must be.

    Where the file surely comes from one, what came and went is known: then other places are wrong,
    though more rows may run if they read around one that fails of itself.
    """
    network = Network(report)
    before = health(network)
    seen: set[tuple[TextEdit, ...]] = set()
    settled = False
    for candidate in from_stock.candidates(report):
        judged = _judge(report, candidate, before, seen)
        if judged is not None:
            settled |= not candidate.doubtful
            yield judged
    if settled or not before.faults:
        return
    blind = sorted(shifts.candidates(network), key=lambda one: -one.weight)
    for candidate in blind[: min(_MOST_BLIND, _MOST_ROWS // len(network))]:
        judged = _judge(report, candidate, before, seen)
        if judged is not None:
            yield judged


def _judge(
    report: Report, candidate: Candidate, before: Health, seen: set[tuple[TextEdit, ...]]
) -> _Judged | None:
    edits = repoint(report.config, candidate.targets)
    if not edits or edits in seen:
        return None
    seen.add(edits)
    result = after(report, edits)
    if result is None:
        return None
    now = health(Network(result))
    if not now.no_worse_than(before, known=not candidate.doubtful):
        return None
    if candidate.doubtful and not now.better_than(before):
        return None
    points = candidate.weight - _cost(now) - _CHANGE * len(edits)
    return _Judged(points, candidate, _repair(report, candidate, edits, before, now), result, now)


def _cost(now: Health) -> float:
    return (
        _FAILED * now.failed
        + _DEAD * now.dead
        + _HEAD * now.head
        + _LOOSE * now.loose
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
    """Whether a repair leaves more errors than the file has, or one at a row that was sound."""
    found = diagnose(report)
    old = [one for one in found if one.severity is Severity.ERROR]
    new = [one for one in diagnose(result) if one.severity is Severity.ERROR]
    sound = sound_rows(report, found)
    return len(new) > len(old) or any(one.layer in sound for one in new)


def _ranked(kept: list[_Judged]) -> Iterator[Repair]:
    """The repairs with their shares; only a first one without a rival stays safe."""
    weights = [exp(judged.points - kept[0].points) for judged in kept]
    for place, (judged, weight) in enumerate(zip(kept, weights, strict=True)):
        repair = replace(judged.repair, score=weight / sum(weights))
        if place or any(_rivals(kept[0], other) for other in kept[1:]):
            repair = replace(repair, fix=replace(repair.fix, applicability=Applicability.UNSAFE))
        yield repair


def _rivals(first: _Judged, other: _Judged) -> bool:
    """Whether another repair is nearly as likely and wants something else, not only less."""
    near = first.points - other.points < _CLEAR
    return near and not set(other.repair.changes) <= set(first.repair.changes)
