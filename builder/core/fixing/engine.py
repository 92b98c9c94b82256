"""Applies fixes pass by pass."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from builder.core.analysis import Report
from builder.core.analysis import analyze as analyze_plainly
from builder.core.diagnostics import Diagnostic, Severity
from builder.core.fixing.batch import apart, first_fixes
from builder.core.fixing.fixed import Applied, Fight, Fixed, Rejected
from builder.core.fixing.passes import Found, Step, by_repair, one_unsafe, together
from builder.core.fixing.state import Analyze, State, is_reading, look
from builder.core.fixing.wanted import Wanted
from builder.core.repair import Repair, repairs
from builder.core.text import LineIndex, TextEdit, compose, invert, map_offset

FindRepairs = Callable[[Report], Sequence[Repair]]
ALL: Final = Wanted()
_LEAST_PASSES: Final = 40


def fix_all(
    text: str,
    *,
    unsafe: bool = False,
    analyze: Analyze = analyze_plainly,
    wanted: Wanted = ALL,
    find_repairs: FindRepairs = repairs,
) -> Fixed:
    """Mend everything in a text that can be mended. Mending the result again changes nothing.

    A pass first mends what YAML cannot read, then brings references up to date where that is
    decisive, then applies all safe fixes that do not meet, and only when there are none left, and
    only if asked to, one that may change the network.

    Args:
        text: The text of a config.
        unsafe: Apply also fixes and repairs that may change the network.
        analyze: Analyzes a config with the options that hold (dialect, scale, image size).
        wanted: Which codes to mend.
        find_repairs: Finds repairs of stale references.

    Raises:
        UnknownScaleError, UnknownDialectError: The options of `analyze` do not fit the text.
    """
    engine = _Engine(text, unsafe, analyze, wanted, find_repairs)
    engine.run()
    return engine.result()


@dataclass
class _Engine:
    """The text on its way; `seen` are its states, one more than `passes`."""

    original: str
    unsafe: bool
    analyze: Analyze
    wanted: Wanted
    find_repairs: FindRepairs
    seen: list[State] = field(default_factory=list)
    edits: list[tuple[TextEdit, ...]] = field(default_factory=list)
    passes: list[tuple[Applied, ...]] = field(default_factory=list)
    rejected: tuple[Rejected, ...] = ()
    fight: Fight | None = None

    def run(self) -> None:
        """Go on until nothing changes, a text comes back, or there is no end in sight."""
        self.seen, self.edits = [look(self.original, self.analyze)], [()]
        while self.fight is None:
            found, self.rejected = self._next()
            if found is None:
                return
            texts = [state.text for state in self.seen]
            self._take(found)
            if found.after.text in texts:
                self._stop(texts.index(found.after.text))
            elif len(self.passes) > _LEAST_PASSES + 2 * len(found.after.config.layers):
                self._stop(0)

    def result(self) -> Fixed:
        """What it came to."""
        last = self.seen[-1]
        return Fixed(
            last.text,
            self.edits[-1],
            last.report,
            tuple(self.passes),
            last.found,
            self.rejected,
            self.fight,
        )

    def _next(self) -> tuple[Found | None, tuple[Rejected, ...]]:
        """The next pass, and what was tried in vain before it."""
        rejected: list[Rejected] = []
        for step in self._steps():
            found = step(self.seen[-1], self.analyze, rejected)
            if found is not None:
                return found, ()
        return None, tuple(dict.fromkeys(self._placed(rejected)))

    def _steps(self) -> Iterator[Step]:
        state = self.seen[-1]
        wanted = [one for one in state.found if self.wanted.takes(one)]
        reading = [one for one in wanted if is_reading(one)]
        others = [one for one in wanted if not is_reading(one)]
        offered: Sequence[Repair] | None = None
        for trust in (False, True) if self.unsafe else (False,):
            yield together(apart(state.config, first_fixes(reading, unsafe=trust)))
            if offered is None:
                offered = () if state.reading_errors else self._repairs(state)
            yield by_repair(offered, others, self.wanted, unsafe=trust)
            if trust:
                yield one_unsafe(_while_unread(state, others))
            else:
                yield together(apart(state.config, first_fixes(others, unsafe=False)))

    def _repairs(self, state: State) -> Sequence[Repair]:
        """Repairs, where a finding can be due to references; they take longer than all else."""
        return self.find_repairs(state.report) if any(map(_of_references, state.found)) else ()

    def _take(self, found: Found) -> None:
        self.passes.append(tuple(self._placed_applied(found.applied)))
        self.seen.append(found.after)
        self.edits.append(compose(self.original, self.edits[-1], found.edits))

    def _stop(self, at: int) -> None:
        """Go back to the text of pass `at` and say which rules kept it from coming to rest."""
        applied = [one for each in self.passes[at:] for one in each]
        codes = tuple(dict.fromkeys(code for one in applied for code in one.codes))
        self.fight = Fight(codes, tuple(one.fix.title for one in applied))
        del self.seen[at + 1 :], self.edits[at + 1 :], self.passes[at:]

    def _placed(self, rejected: Sequence[Rejected]) -> Iterator[Rejected]:
        for one in rejected:
            yield Rejected(one.fix, one.findings, self._line(_place(one)), one.reason)

    def _placed_applied(self, applied: Sequence[Applied]) -> Iterator[Applied]:
        for one in applied:
            yield Applied(one.fix, one.findings, self._line(_place(one)), one.repair)

    def _line(self, offset: int) -> int:
        """The line in the text that was given of a place in the text as it is now."""
        back = invert(self.original, self.edits[-1])
        place = min(map_offset(offset, back), len(self.original))
        return LineIndex(self.original).position(place).line


def _while_unread(state: State, findings: list[Diagnostic]) -> list[Diagnostic]:
    """Only errors as long as it is not clear what the rows are: comments may count them rightly."""
    unread = any(error.code.startswith("Y") for error in state.errors)
    return [o for o in findings if o.severity is Severity.ERROR] if unread else findings


def _of_references(finding: Diagnostic) -> bool:
    """Whether references that are wrong may be why: about graph, shapes or heads."""
    return finding.severity >= Severity.WARNING and finding.code.startswith(("G", "S", "H"))


def _place(one: Applied | Rejected) -> int:
    """Where in its pass's text a fix is about: its finding, or a repair's first edit."""
    if len(one.findings) == 1:
        return one.findings[0].span.start
    return min((edit.span.start for edit in one.fix.edits), default=0)
