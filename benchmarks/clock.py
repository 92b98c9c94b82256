"""Timing of repeated actions."""

import gc
import math
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Timing:
    """Durations of one action in milliseconds, fastest first."""

    durations_ms: tuple[float, ...]

    @property
    def median(self) -> float:
        """Half of the runs were faster."""
        return statistics.median(self.durations_ms)

    @property
    def p95(self) -> float:
        """19 of 20 runs were faster."""
        return self.durations_ms[math.ceil(0.95 * len(self.durations_ms)) - 1]

    @property
    def longest(self) -> float:
        """All runs were as fast or faster."""
        return self.durations_ms[-1]


def timing(durations_ms: list[float]) -> Timing:
    """The timing of runs that were measured elsewhere."""
    return Timing(tuple(sorted(durations_ms)))


def measure(action: Callable[[], object], *, runs: int, warm_up: int = 3) -> Timing:
    """Time `action` after `warm_up` runs that do not count.

    The garbage collector stays on, as it does for users, but starts with a clean slate.
    """
    for _ in range(warm_up):
        action()
    gc.collect()
    durations = []
    for _ in range(runs):
        start = time.perf_counter()
        action()
        durations.append((time.perf_counter() - start) * 1000)
    return timing(durations)
