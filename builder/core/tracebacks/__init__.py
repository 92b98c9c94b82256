"""What a trainer's error message says about the rows of a config.

`explain_error` reads a pasted traceback, one line of it or a whole log, and answers which rows give
that error and why. What it says of rows is worked out from the config; the message only tells what
to look for.
"""

from builder.core.tracebacks.explain import explain_error, headline, looks_like_error
from builder.core.tracebacks.explanation import Cause, Explanation, TrainerError, Verdict
from builder.core.tracebacks.kinds import Kind

__all__ = [
    "Cause",
    "Explanation",
    "Kind",
    "TrainerError",
    "Verdict",
    "explain_error",
    "headline",
    "looks_like_error",
]
