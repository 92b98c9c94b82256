"""The layer table as comma-separated values."""

import csv
import io

from builder.core.analysis.report import Report
from builder.core.export.rows import COLUMNS, table

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def export(report: Report) -> str:
    """A header line, a line per layer, a line with the totals; lines end with CR LF."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows([_plain(cell) for cell in row] for row in table(report))
    return out.getvalue()


def _plain(cell: str) -> str:
    """A cell that a spreadsheet takes as text: a config is somebody else's file."""
    harmless = not cell.startswith(_FORMULA) or _is_numbers(cell)
    return cell if harmless else "'" + cell


def _is_numbers(cell: str) -> bool:
    return all(part.lstrip("-").isdigit() for part in cell.split())
