"""The layer table as a Markdown pipe table."""

from collections.abc import Iterable

from builder.core.analysis.report import Report
from builder.core.export.rows import COLUMNS, NUMBERS, table


def export(report: Report) -> str:
    """A pipe table with a row per layer and the totals in bold; ends with a line end."""
    *layers, totals = table(report)
    rule = ["--:" if column in NUMBERS else ":--" for column in range(len(COLUMNS))]
    bold = [f"**{cell}**" if cell else "" for cell in map(_escaped, totals)]
    lines = [
        _line(COLUMNS),
        _line(rule),
        *(_line(map(_escaped, cells)) for cells in layers),
        _line(bold),
    ]
    return "\n".join(lines) + "\n"


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _escaped(cell: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    for character in "\\`*_[]<>|":
        cell = cell.replace(character, "\\" + character)
    return " ".join(cell.split())
