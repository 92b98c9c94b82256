"""What comes of edits: the report on the text after them, and which rows they must not harm."""

from collections.abc import Iterable

from builder.core.analysis import Report, Status, again
from builder.core.diagnostics import Diagnostic, Severity
from builder.core.dialects import UnknownScaleError
from builder.core.text import TextEdit, apply_edits


def after(report: Report, edits: tuple[TextEdit, ...]) -> Report | None:
    """The report on the text after `edits`, or None if it cannot be read as before."""
    try:
        return again(report, apply_edits(report.config.text, edits))
    except UnknownScaleError:
        return None


def sound_rows(report: Report, found: Iterable[Diagnostic]) -> frozenset[int]:
    """Rows that were computed and at which none of the findings is an error."""
    computed = {row.index for row in report.layers if row.status is Status.OK}
    for one in found:
        if one.severity is Severity.ERROR:
            touched = report.config.layer_at(one.span.start) if one.layer is None else None
            computed.discard(touched.index if touched else one.layer)
    return frozenset(computed)
