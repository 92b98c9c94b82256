"""The ways in which one pass changes a text."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from builder.core.diagnostics import Applicability, Diagnostic, Message, Severity
from builder.core.fixing.attempt import Attempt, attempt
from builder.core.fixing.batch import Candidate
from builder.core.fixing.fixed import Applied, Rejected
from builder.core.fixing.state import Analyze, State
from builder.core.fixing.verify import fault_of, gone
from builder.core.fixing.wanted import Wanted
from builder.core.repair import Repair
from builder.core.text import TextEdit

_MOST_TRIES: Final = 400  # in one pass
_LIKELY: Final = 0.5  # a repair with more is likelier than all others together


@dataclass(frozen=True, slots=True)
class Found:
    """A pass: what it applies, and the text after it. Lines are worked out by the engine."""

    applied: tuple[Applied, ...]
    edits: tuple[TextEdit, ...]
    after: State


Step = Callable[[State, Analyze, list[Rejected]], Found | None]


def together(candidates: Sequence[Candidate]) -> Step:
    """Apply several fixes at once; if that does harm, half of them, and so on down to one."""

    def step(state: State, analyze: Analyze, rejected: list[Rejected]) -> Found | None:
        kept: list[Candidate] = []
        last: Attempt | None = None
        groups, tries = [list(candidates)] if candidates else [], _MOST_TRIES
        while groups and tries:
            group, tries = groups.pop(), tries - 1
            tried = _try(state, [*kept, *group], analyze)
            if tried.fault is None:
                kept += group
                last = tried
            elif len(group) == 1:
                rejected.append(Rejected(group[0].fix, (group[0].finding,), 0, tried.fault))
            else:  # the first half first: it lies on top
                half = len(group) // 2
                groups += (group[half:], group[:half])
        return _found(kept, last) if last else None

    return step


def one_unsafe(findings: Sequence[Diagnostic]) -> Step:
    """Apply one fix of the gravest finding that can be mended: the one that leaves least errors.

    Only one, because a wrong reference often has several findings, and the next pass sees what is
    left of them.
    """

    def step(state: State, analyze: Analyze, rejected: list[Rejected]) -> Found | None:
        for finding in sorted(findings, key=lambda one: (-one.severity, one.span.start)):
            good: list[tuple[Candidate, Attempt]] = []
            for candidate in (Candidate(finding, fix) for fix in finding.fixes):
                tried = _try(state, [candidate], analyze)
                if tried.fault is None:
                    good.append((candidate, tried))
                else:
                    rejected.append(Rejected(candidate.fix, (finding,), 0, tried.fault))
            if good:
                chosen, best = min(good, key=lambda one: _weight(one[1].after)[0])
                return _found([chosen], best)
        return None

    return step


def by_repair(
    repairs: Sequence[Repair], findings: Sequence[Diagnostic], wanted: Wanted, *, unsafe: bool
) -> Step:
    """Bring references up to date: a decisive repair, or the likeliest if it beats single fixes.

    A repair explains several findings at once. One that is not decisive must leave fewer findings
    than the best fix of one reference, or as few and be likelier than all other repairs.
    """

    def step(state: State, analyze: Analyze, rejected: list[Rejected]) -> Found | None:
        for repair in repairs[:1] if unsafe else filter(_is_decisive, repairs):
            tried, mended = _try_repair(state, repair, analyze)
            if mended and not wanted.any_of(mended):
                continue
            if tried.fault is None and unsafe:
                single = one_unsafe(findings)(state, analyze, [])
                if single and not _beats(repair, tried, single):
                    continue
            if tried.fault is None and tried.after is not None:
                applied = Applied(repair.fix, mended, 0, repair)
                return Found((applied,), tried.edits, tried.after)
            assert tried.fault is not None
            rejected.append(Rejected(repair.fix, mended, 0, tried.fault))
        return None

    return step


def _is_decisive(repair: Repair) -> bool:
    return repair.fix.applicability is Applicability.SAFE


def _try_repair(
    state: State, repair: Repair, analyze: Analyze
) -> tuple[Attempt, tuple[Diagnostic, ...]]:
    tried = attempt(state, repair.fix.edits, (), analyze)
    if tried.after is None:
        return tried, ()
    grave = (o for o in gone(state, tried.edits, tried.after) if o.severity >= Severity.WARNING)
    mended = tuple(grave)
    fault = tried.fault or fault_of(state, tried.edits, tried.after, mended)
    if not mended:
        fault = Message("it mends none of the findings")
    return Attempt(tried.edits, tried.after, fault), mended


def _beats(repair: Repair, tried: Attempt, single: Found) -> bool:
    mine, other = _weight(tried.after), _weight(single.after)
    return mine < other or (mine == other and repair.score > _LIKELY)


def _weight(state: State | None) -> tuple[int, int]:
    """Errors, and errors with warnings, that are left."""
    assert state is not None  # a text without a fault was read
    return state.count(Severity.ERROR), state.count(Severity.WARNING)


def _try(state: State, candidates: Sequence[Candidate], analyze: Analyze) -> Attempt:
    edits = [edit for one in candidates for edit in one.fix.edits]
    return attempt(state, edits, [one.finding for one in candidates], analyze)


def _found(candidates: Sequence[Candidate], tried: Attempt) -> Found:
    assert tried.after is not None  # it has no fault
    applied = tuple(Applied(one.fix, (one.finding,), 0) for one in candidates)
    return Found(applied, tried.edits, tried.after)
