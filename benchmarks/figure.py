"""One line of the result."""

from dataclasses import dataclass
from typing import Literal

from benchmarks.clock import Timing


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured action.

    Attributes:
        name: What was done.
        timing: How long it took; None if it could not be measured.
        limit_ms: What it must stay under; None for figures without a target.
        judged: What the limit is for: "median", "p95" (19 of 20 runs) or "longest".
        note: What to know about it, or why it could not be measured.
    """

    name: str
    timing: Timing | None
    limit_ms: float | None = None
    judged: Literal["median", "p95", "longest"] = "median"
    note: str = ""

    def line(self) -> str:
        """Name, median, 95th percentile, number of runs, target and how it came out."""
        if self.timing is None:
            return f"{self.name:<46} not measured: {self.note}"
        return (
            f"{self.name:<46} {self.timing.median:9.2f} {self.timing.p95:9.2f} "
            f"{len(self.timing.durations_ms):5d}  {self._verdict():<24} {self.note}"
        ).rstrip()

    def _verdict(self) -> str:
        if self.limit_ms is None or self.timing is None:
            return ""
        taken: float = getattr(self.timing, self.judged)
        return f"{self.judged} < {self.limit_ms:g} ms: {'yes' if taken < self.limit_ms else 'NO'}"


HEADER = f"{'':<46} {'median ms':>9} {'p95 ms':>9} {'runs':>5}  target"


def ratio(name: str, slow: Figure, fast: Figure) -> str:
    """How many times longer `slow` took than `fast`."""
    if slow.timing is None or fast.timing is None:
        return f"{name:<46} not measured"
    return f"{name:<46} {slow.timing.median / fast.timing.median:8.0f} x"
