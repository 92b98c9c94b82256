"""Which rows give an error: one file for each family of messages."""

from builder.core.tracebacks.answers.summaries import summary_of
from builder.core.tracebacks.answers.table import ANSWERS

__all__ = ["ANSWERS", "summary_of"]
