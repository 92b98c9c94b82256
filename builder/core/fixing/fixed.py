"""What came of mending a file: values only."""

from dataclasses import dataclass, field

from builder.core.analysis import Report
from builder.core.diagnostics import Applicability, Diagnostic, Fix, Listed, Message, Severity
from builder.core.repair import Repair
from builder.core.text import TextEdit


@dataclass(frozen=True, slots=True)
class Applied:
    """A fix that is in the text now.

    Attributes:
        fix: Its title, and its edits of the text as it was in its pass.
        findings: What it mended: one finding; for a repair all that are gone after it.
        line: Where it stands in the text that was given, from 1.
        repair: The repair that it belongs to, if it brings several references up to date.
    """

    fix: Fix
    findings: tuple[Diagnostic, ...]
    line: int
    repair: Repair | None = None

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of what it mended, each once, the gravest first."""
        by_weight = sorted(self.findings, key=lambda one: -one.severity)
        return tuple(dict.fromkeys(one.code for one in by_weight))


@dataclass(frozen=True, slots=True)
class Rejected:
    """A fix that was tried and is not applied.

    Attributes:
        fix: The fix.
        findings: What it would have mended; () for a repair that mends nothing.
        line: Line in the text that was given.
        reason: What speaks against it.
    """

    fix: Fix
    findings: tuple[Diagnostic, ...]
    line: int
    reason: Message


@dataclass(frozen=True, slots=True)
class Fight:
    """Rules whose fixes undo each other; none of these fixes is applied.

    Attributes:
        codes: The rules.
        titles: The fixes in the order in which they would follow each other for ever.
    """

    codes: tuple[str, ...]
    titles: tuple[str, ...]

    @property
    def message(self) -> Message:
        """The fact, with the way out."""
        if len(self.codes) > 1:
            return Message(
                "the fixes of {codes} undo each other; mend one of them by hand",
                codes=Listed(self.codes),
            )
        return Message(
            "the fixes of {codes} never come to an end; mend it by hand", codes=Listed(self.codes)
        )


@dataclass(frozen=True, slots=True)
class Fixed:
    """A mended text.

    Attributes:
        text: The text after all passes.
        edits: What turns the text that was given into it, as one set.
        report: The analysis of `text`.
        passes: What was applied, pass by pass.
        remaining: Findings in `text`.
        rejected: Fixes of `remaining` that were tried in vain.
        fight: Rules that undo each other, if there are any.
    """

    text: str
    edits: tuple[TextEdit, ...]
    report: Report
    passes: tuple[tuple[Applied, ...], ...]
    remaining: tuple[Diagnostic, ...]
    rejected: tuple[Rejected, ...] = ()
    fight: Fight | None = field(default=None)

    @property
    def applied(self) -> tuple[Applied, ...]:
        """Everything that was applied, in order."""
        return tuple(one for each in self.passes for one in each)

    @property
    def errors(self) -> int:
        """How many errors are left."""
        return sum(one.severity is Severity.ERROR for one in self.remaining)

    @property
    def unsafe_left(self) -> int:
        """How many findings have only fixes that may change the network."""
        return sum(bool(one.fixes) and not has_safe(one) for one in self.remaining)


def has_safe(finding: Diagnostic) -> bool:
    """Whether a finding has a fix that is surely meant."""
    return any(fix.applicability is Applicability.SAFE for fix in finding.fixes)
