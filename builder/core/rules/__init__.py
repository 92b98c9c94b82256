"""Checks of a network, each with its manual.

A check is one file in `checks/`, named for the fault it finds. `diagnose` runs them all.
"""

from dataclasses import replace
from itertools import islice

from builder.core.analysis import Report
from builder.core.config.read import MAX_CHARACTERS
from builder.core.diagnostics import Diagnostic, Label, Severity
from builder.core.rules.allowing import without_allowed
from builder.core.rules.checks import left_behind, unlike_stock, weights_shift
from builder.core.rules.manual import Manual, codes, explain, read_manual
from builder.core.rules.network import MOST_FINDINGS, Network
from builder.core.rules.punctuation import without_consequences
from builder.core.rules.registry import RULES, Rule
from builder.core.rules.repeated import spare_repeated

__all__ = ["Manual", "codes", "diagnose", "explain", "read_manual"]

_CAUSES = (left_behind.CODE, unlike_stock.CODE)
_OF_NETWORKS = "GHS"  # letters of codes that are about how rows fit together
# What is looked for once more in a network that was mended: the rest costs time and tells nothing.
_LATER = tuple(
    rule for rule in RULES if rule.code not in _CAUSES and rule.code != weights_shift.CODE
)


def diagnose(report: Report) -> tuple[Diagnostic, ...]:
    """Everything that is wrong in a file, in the order of the text.

    What reading found is part of it. A row at which the trainer stops has one error, by the
    rule that explains it best; a row that only waits for another has none. What comes of
    references that were left behind is told with them. Of each rule the first 100 findings count.
    What a comment of the file allows is left out.
    """
    network = Network(report)
    found = _one_cause(network, _found(network, RULES))
    found = spare_repeated(report.config, without_consequences(report.config, found))
    found = without_allowed(report, found)
    found.sort(key=lambda one: (one.span.start, -one.severity, one.code))
    return tuple(found)


def _found(network: Network, rules: tuple[Rule, ...]) -> list[Diagnostic]:
    found = list(network.config.diagnostics)
    if len(network.config.text) > MAX_CHARACTERS:
        return found  # no network: reading has said so, and rules would take long to say nothing
    told = {one.layer for one in found if one.severity is Severity.ERROR}
    for rule in rules:
        for one in islice(rule.check(network), MOST_FINDINGS):
            if one.severity is Severity.ERROR and one.layer is not None:
                if one.layer in told:
                    continue
                told.add(one.layer)
            found.append(one)
    return found


def _one_cause(network: Network, found: list[Diagnostic]) -> list[Diagnostic]:
    """Tell what comes of wrong references only with them, as places to look at."""
    for code in _CAUSES:
        for cause in [one for one in found if one.code == code and one.fixes]:
            result = network.after(cause.fixes[0].edits)
            if result is not None:
                found = _explained(found, cause, _found(Network(result), _LATER))
    return found


def _explained(
    found: list[Diagnostic], cause: Diagnostic, later: list[Diagnostic]
) -> list[Diagnostic]:
    remaining = {(one.code, one.layer) for one in later}
    gone = [
        one
        for one in found
        if one.code not in _CAUSES
        and one.code[0] in _OF_NETWORKS
        and one.severity >= Severity.WARNING
        and (one.code, one.layer) not in remaining
    ]
    labels = (*(Label(one.span, one.message) for one in gone), *cause.labels)
    stays = [one for one in found if one not in gone and one is not cause]
    told = any(one.severity is Severity.ERROR and one.layer == cause.layer for one in stays)
    severity = cause.severity if told else max(one.severity for one in (cause, *gone))
    whole = replace(cause, labels=labels, severity=severity)
    return [whole if one is cause else one for one in found if one not in gone]
