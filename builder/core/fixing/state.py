"""A text with its analysis and its findings, and which of its rows are sound."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property

from builder.core.analysis import Report
from builder.core.config import Config, read_config
from builder.core.diagnostics import Diagnostic, Severity
from builder.core.rules import diagnose
from builder.core.rules.outcome import sound_rows

Analyze = Callable[[Config], Report]


def look(text: str, analyze: Analyze) -> "State":
    """Analyze a text and check it.

    Raises:
        UnknownScaleError, UnknownDialectError: The options that `analyze` uses do not fit it.
    """
    report = analyze(read_config(text))
    return State(text, report, diagnose(report))


def is_reading(finding: Diagnostic) -> bool:
    """Whether a finding is about the YAML itself, not about what it says."""
    return finding.code.startswith("Y1")


@dataclass(frozen=True)
class State:
    """One text and everything that is known of it."""

    text: str
    report: Report
    found: tuple[Diagnostic, ...] = field(repr=False)

    @property
    def config(self) -> Config:
        """The rows, with the numbers that `from` uses."""
        return self.report.config

    @cached_property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The findings that are errors."""
        return tuple(one for one in self.found if one.severity is Severity.ERROR)

    @cached_property
    def reading_errors(self) -> int:
        """How many errors keep YAML from reading the text."""
        return sum(is_reading(one) for one in self.errors)

    @cached_property
    def sound(self) -> frozenset[int]:
        """Rows that were computed and at which no error stands."""
        return sound_rows(self.report, self.found)

    def count(self, severity: Severity, outside: Iterable[int] = ()) -> int:
        """How many findings are as grave as that or graver, but for those at some rows."""
        left_out = set(outside)
        return sum(one.severity >= severity and one.layer not in left_out for one in self.found)
