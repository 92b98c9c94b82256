"""Checks of a network, each with its manual.

A check is one file in `checks/`, named for the fault it finds. `diagnose` runs them all.
"""

from itertools import islice

from builder.core.analysis import Report
from builder.core.config import Config
from builder.core.diagnostics import Diagnostic, Severity
from builder.core.rules.manual import Manual, codes, explain, read_manual
from builder.core.rules.network import MOST_FINDINGS, Network
from builder.core.rules.registry import RULES
from builder.core.rules.repeated import spare_repeated
from builder.core.text import Span

__all__ = ["Manual", "codes", "diagnose", "explain", "read_manual"]


_PUNCTUATION = "Y105"
_OF_PUNCTUATION = frozenset({"Y202", "B107"})  # how rows read that full-width commas hold together


def _without_consequences(config: Config, found: list[Diagnostic]) -> list[Diagnostic]:
    """Findings, without those that full-width punctuation in the same row explains."""
    places = [one.span for one in found if one.code == _PUNCTUATION]
    if not places:
        return found
    return [one for one in found if not _explained(config, one, places)]


def _explained(config: Config, one: Diagnostic, places: list[Span]) -> bool:
    if one.code not in _OF_PUNCTUATION or one.layer is None:
        return False
    row = config.layers[one.layer].span
    return any(row.covers(place) for place in places)


def diagnose(report: Report) -> tuple[Diagnostic, ...]:
    """Everything that is wrong in a file, in the order of the text.

    What reading found is part of it. A row at which the trainer stops has one error, by the
    rule that explains it best; a row that only waits for another has none. Of each rule the
    first 100 findings count.
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
    found = spare_repeated(report.config, _without_consequences(report.config, found))
    found.sort(key=lambda one: (one.span.start, -one.severity, one.code))
    return tuple(found)
