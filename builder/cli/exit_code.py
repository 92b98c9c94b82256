"""What the process says when it ends, and the exception for wrong use."""

from enum import IntEnum


class ExitCode(IntEnum):
    """Exit status of every verb; scripts rely on the numbers."""

    FINE = 0
    ERRORS_FOUND = 1
    WRONG_USE = 2
    INTERNAL = 3
    INTERRUPTED = 130  # as shells report SIGINT
    READER_LEFT = 141  # as shells report SIGPIPE: `| head` had enough


class UsageError(Exception):
    """The command cannot be done as asked; the message tells the user why and the way out."""
