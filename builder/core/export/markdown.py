"""The layer table as a Markdown pipe table."""

from builder.core.analysis.report import Report
from builder.core.export.cells import markdown_cell, markdown_line
from builder.core.export.rows import COLUMNS, NUMBERS, table


def export(report: Report) -> str:
    """A pipe table with a row per layer and the totals in bold; ends with a line end."""
    *layers, totals = table(report)
    rule = ["--:" if column in NUMBERS else ":--" for column in range(len(COLUMNS))]
    bold = [f"**{cell}**" if cell else "" for cell in map(markdown_cell, totals)]
    lines = [
        markdown_line(COLUMNS),
        f"| {' | '.join(rule)} |",
        *map(markdown_line, layers),
        f"| {' | '.join(bold)} |",
    ]
    return "\n".join(lines) + "\n"
