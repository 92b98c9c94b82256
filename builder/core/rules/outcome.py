"""What comes of edits: the report on the text after them."""

from builder.core.analysis import Report, again
from builder.core.dialects import UnknownScaleError
from builder.core.text import TextEdit, apply_edits


def after(report: Report, edits: tuple[TextEdit, ...]) -> Report | None:
    """The report on the text after `edits`, or None if it cannot be read as before."""
    try:
        return again(report, apply_edits(report.config.text, edits))
    except UnknownScaleError:
        return None
