"""One finding of a check."""

from dataclasses import dataclass
from enum import IntEnum

from builder.core.diagnostics.fix import Fix
from builder.core.text import Span


class Severity(IntEnum):
    """How much a finding matters; compares by weight."""

    HINT = 1
    INFO = 2
    WARNING = 3
    ERROR = 4

    @property
    def word(self) -> str:
        """The name that users and JSON see."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Label:
    """Another place that explains a finding, with its words."""

    span: Span
    message: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: a code that is never reused, a sentence with its numbers, a place.

    Attributes:
        code: Letter of the area and a number, such as "S201".
        severity: How much it matters.
        message: The fact in one sentence.
        span: Where to look first.
        layer: Index of the row it is about, if it is about one.
        labels: Other places, each with its words.
        fixes: Ways out, best first.
    """

    code: str
    severity: Severity
    message: str
    span: Span
    layer: int | None = None
    labels: tuple[Label, ...] = ()
    fixes: tuple[Fix, ...] = ()
