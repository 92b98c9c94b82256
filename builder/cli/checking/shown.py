"""What is shown of a file."""

from collections.abc import Sequence
from dataclasses import dataclass

from builder.cli.written import Written
from builder.core.diagnostics import Applicability, Diagnostic


@dataclass(frozen=True, slots=True)
class Shown:
    """One checked file.

    Attributes:
        path: Its name.
        dialect: How it was read.
        written: Its text; of a file without findings it may be empty.
        found: The findings to show.
        fail_on: The severity from which one of them makes the check fail.
        known: How many more the baseline knows.
    """

    path: str
    dialect: str
    written: Written
    found: tuple[Diagnostic, ...]
    fail_on: int
    known: int = 0

    @property
    def fails(self) -> bool:
        """Whether a finding makes the check fail."""
        return any(one.severity >= self.fail_on for one in self.found)


def mendable(files: Sequence[Shown]) -> tuple[int, int]:
    """How many findings have a fix that is safe, and how many have others only."""
    fixes = [one.fixes for file in files for one in file.found if one.fixes]
    safe = sum(any(fix.applicability is Applicability.SAFE for fix in some) for some in fixes)
    return safe, len(fixes) - safe
