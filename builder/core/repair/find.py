"""Finds repairs and ranks them."""

from builder.core.analysis import Report
from builder.core.repair.repair import Repair


def repairs(report: Report, most: int = 5) -> tuple[Repair, ...]:
    """Ways to bring stale references up to date, the likeliest first; () if none seems stale.

    Args:
        report: The analysis of the file as it is.
        most: How many to give at most.
    """
    del report, most
    return ()
