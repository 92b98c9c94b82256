"""Lets torch measure models that a report lacks, where torch and their library are installed."""

import sys
from collections.abc import Callable

from builder.cli.columns import visible
from builder.core.analysis import Report
from builder.core.facts import by_subject, store

_ROUNDS = 3  # the size of a trainer's own count is known only after the first


def may_measure(report: Report) -> bool:
    """Whether torch could measure something that the report lacks."""
    return any(store().may_be_measured(one.subject) for one in report.unmeasured)


def with_measurements(analyze: Callable[[], tuple[Report, ...]]) -> tuple[Report, ...]:
    """Analyze, and again after each time that torch has measured something for it."""
    reports = analyze()
    for _ in range(_ROUNDS):
        wanted = dict.fromkeys(one for report in reports for one in report.unmeasured)
        lacking = [one for one in wanted if store().may_be_measured(one.subject)]
        if not lacking:
            break
        from builder.torch_engine.asking import measure_now  # late: most files need no torch

        for subject, asked in by_subject(lacking).items():
            words = f"builder: torch measures {visible(subject.words)}; the numbers are kept"
            print(words, file=sys.stderr, flush=True)
            store().learn(measure_now(asked))
        reports = analyze()
    return reports
