"""Checks of a network, each with its manual.

A check is one file in `checks/`, named for the fault it finds. `diagnose` runs them all.
"""

from itertools import islice

from builder.core.analysis import Report
from builder.core.diagnostics import Diagnostic, Severity
from builder.core.rules.allowing import without_allowed
from builder.core.rules.manual import Manual, codes, explain, read_manual
from builder.core.rules.network import MOST_FINDINGS, Network
from builder.core.rules.registry import RULES
from builder.core.rules.repeated import spare_repeated

__all__ = ["Manual", "codes", "diagnose", "explain", "read_manual"]


def diagnose(report: Report) -> tuple[Diagnostic, ...]:
    """Everything that is wrong in a file, in the order of the text.

    What reading found is part of it. A row at which the trainer stops has one error, by the
    rule that explains it best; a row that only waits for another has none. Of each rule the
    first 100 findings count. What a comment of the file allows is left out.
    """
    found = list(report.config.diagnostics)
    told = {one.layer for one in found if one.severity is Severity.ERROR}
    network = Network(report)
    for rule in RULES:
        for one in islice(rule.check(network), MOST_FINDINGS):
            if one.severity is Severity.ERROR and one.layer is not None:
                if one.layer in told:
                    continue
                told.add(one.layer)
            found.append(one)
    found = without_allowed(report, spare_repeated(report.config, found))
    found.sort(key=lambda one: (one.span.start, -one.severity, one.code))
    return tuple(found)
