"""The layer table as comma-separated values."""

import csv
import io

from builder.core.analysis.report import Report
from builder.core.export.cells import spreadsheet_cell
from builder.core.export.rows import COLUMNS, table


def export(report: Report) -> str:
    """A header line, a line per layer, a line with the totals; lines end with CR LF."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows([spreadsheet_cell(cell) for cell in row] for row in table(report))
    return out.getvalue()
