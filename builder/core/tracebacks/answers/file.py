"""Errors of the file as a whole: YAML, sections that are no lists, multiples that are text."""

from builder.core.diagnostics import Cell, Diagnostic, Message, Severity
from builder.core.text import Span
from builder.core.tracebacks.case import Case
from builder.core.tracebacks.explanation import Cause
from builder.core.tracebacks.kinds import Kind

_LISTS = "Y203 Y204"
_MULTIPLES = "D102"


def explain(case: Case) -> tuple[Cause, ...]:
    """What our own reading of the file found."""
    if case.error.kind is Kind.YAML:
        return _yaml(case)
    if case.error.kind is Kind.ROUNDED_TEXT:
        return tuple(case.of_finding(found) for found in case.with_code(_MULTIPLES))
    return tuple(case.of_finding(found) for found in case.with_code(_LISTS))


def nearest(case: Case) -> tuple[Cause, ...]:
    """The line that the message names, as it is now."""
    if case.error.kind is not Kind.YAML:
        return ()
    span = _line(case)
    layer = case.report.config.layer_at(span.start) if span else None
    if span is None or layer is None:
        return ()
    message = Message("line {line} is {row} now, and the file is valid YAML",
                      line=case.error.values[0], row=case.row(layer.index))  # fmt: skip
    return (Cause(message, layer.index, layer.span),)


def odd_character(case: Case) -> tuple[Cause, ...]:
    """The first character that encodings write otherwise, if the error is about this file."""
    text = case.report.config.text
    at = next((place for place, one in enumerate(text) if not one.isascii()), None)
    if at is None:
        return ()
    span = Span(at, at + 1)
    message = Message(
        "{cell} is written otherwise in each encoding; if the error is about this file, write "
        "comments in English, or save the file in the encoding in which the trainer reads it",
        cell=Cell(span, text[at]),
    )
    layer = case.report.config.layer_at(at)
    return (Cause(message, layer.index if layer else None, span),)


def _yaml(case: Case) -> tuple[Cause, ...]:
    """The faults of the text, the nearest to the place that the message names first."""
    faults = [
        found
        for found in case.report.config.diagnostics
        if found.severity is Severity.ERROR and found.code.startswith("Y1")
    ]
    span = _line(case)
    if span is not None:
        place = span.start
        faults.sort(key=lambda found: abs(found.span.start - place))
    return tuple(_fault(case, found) for found in faults)


def _fault(case: Case, found: Diagnostic) -> Cause:
    cause = case.of_finding(found)
    layer = case.report.config.layer_at(found.span.start)
    if layer is None:
        return cause
    line = case.report.config.lines.position(found.span.start).line
    named = case.error.values[0]
    parts = {"row": case.row(layer.index), "line": line, "fault": cause.message}
    message = Message("{row}, line {line}: {fault}", **parts)
    if line != named:
        message = Message(
            "{row}, line {line}: {fault}; the trainer names line {named}, where its YAML reader "
            "gave up",
            **parts,
            named=named,
        )
    return Cause(message, layer.index, found.span, found.labels, found, found.fixes)


def _line(case: Case) -> Span | None:
    """The line that the message names, if the file has so many."""
    line, lines = case.error.values[0], case.report.config.lines
    end = lines.position(len(case.report.config.text)).line
    if type(line) is not int or not 1 <= line <= end:
        return None
    return Span(lines.start_of(line), lines.end_of(line))
