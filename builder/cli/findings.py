"""What findings mean for the exit code, and how many there are."""

from collections.abc import Iterable

from builder.cli.exit_code import ExitCode
from builder.core.diagnostics import Diagnostic, Severity


def exit_code(found: Iterable[Diagnostic]) -> ExitCode:
    """Whether there is an error among the findings."""
    errors = any(one.severity is Severity.ERROR for one in found)
    return ExitCode.ERRORS_FOUND if errors else ExitCode.FINE


def tally(found: Iterable[Diagnostic]) -> str:
    """How many of each: "2 errors, 1 warning", "no problems"."""
    severities = [one.severity for one in found]
    errors, warnings = severities.count(Severity.ERROR), severities.count(Severity.WARNING)
    others = len(severities) - errors - warnings
    parts = [
        f"{number} {word}{'s' * (number != 1)}"
        for number, word in ((errors, "error"), (warnings, "warning"), (others, "note"))
        if number
    ]
    return ", ".join(parts) or "no problems"
