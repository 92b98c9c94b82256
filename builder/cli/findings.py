"""What findings mean for the exit code, and how many there are."""

from collections.abc import Iterable

from builder.cli.exit_code import ExitCode
from builder.core.diagnostics import Diagnostic, Listed, Message, Severity


def exit_code(found: Iterable[Diagnostic]) -> ExitCode:
    """Whether there is an error among the findings."""
    errors = any(one.severity is Severity.ERROR for one in found)
    return ExitCode.ERRORS_FOUND if errors else ExitCode.FINE


def tally(found: Iterable[Diagnostic]) -> Message:
    """How many of each: "2 errors, 1 warning", "no problems"."""
    severities = [one.severity for one in found]
    errors, warnings = severities.count(Severity.ERROR), severities.count(Severity.WARNING)
    others = len(severities) - errors - warnings
    parts = [
        Message("1 error") if errors == 1 else Message("{number} errors", number=errors),
        Message("1 warning") if warnings == 1 else Message("{number} warnings", number=warnings),
        Message("1 note") if others == 1 else Message("{number} notes", number=others),
    ]
    some = [part for part, number in zip(parts, (errors, warnings, others), strict=True) if number]
    return Message("{counts}", counts=Listed(some, "")) if some else Message("no problems")
