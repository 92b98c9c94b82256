"""Which rows give an error: one file for each family of messages."""

from builder.core.tracebacks.answers.table import ANSWERS, summary_of

__all__ = ["ANSWERS", "summary_of"]
