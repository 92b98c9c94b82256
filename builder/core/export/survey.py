"""A table of one network at several scales and image sizes."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from builder.core.analysis.report import Report
from builder.core.diagnostics import Diagnostic, Severity
from builder.core.export.cells import markdown_line, spreadsheet_cell

COLUMNS: Final = (
    "scale",
    "image (H×W)",
    "parameters",
    "GFLOPs",
    "GFLOPs printed",
    "layers",
    "row outputs (MiB)",
    "problem",
)
NUMBERS: Final = frozenset({2, 3, 4, 5, 6})
"""The columns that hold numbers."""


@dataclass(frozen=True, slots=True)
class Surveyed:
    """One network of a survey.

    Attributes:
        report: Its numbers.
        problem: Its worst finding, if that is an error or a warning.
        others: How many more of those there are.
    """

    report: Report
    problem: Diagnostic | None = None
    others: int = 0

    @classmethod
    def of(cls, report: Report, found: Iterable[Diagnostic]) -> "Surveyed":
        """A report and what was found in it."""
        grave = [one for one in found if one.severity >= Severity.WARNING]
        worst = max(grave, key=lambda one: one.severity, default=None)
        return cls(report, worst, max(len(grave) - 1, 0))


def scale_text(report: Report) -> str:
    """The name of the scale, or the multiples where it has none; "" where there are no scales."""
    resolved = report.resolved
    if report.scale is not None:
        return report.scale
    return f"{resolved.depth:g} × {resolved.width:g}" if resolved.scales else ""


def problem_text(one: Surveyed) -> str:
    """The worst finding: "S101: sizes differ (+2)"; "" for none."""
    if one.problem is None:
        return ""
    more = f" (+{one.others})" if one.others else ""
    return f"{one.problem.code}: {one.problem.message}{more}"


def cells(one: Surveyed) -> list[str]:
    """The cells of one network; a cell is empty where nothing is known."""
    totals, (height, width) = one.report.totals, one.report.image_size
    return [
        scale_text(one.report),
        f"{height}×{width}",
        _text(totals.params),
        "" if totals.flops is None else f"{totals.flops / 1e9:.3f}",
        totals.gflops_trainer or "",
        _text(totals.layers),
        "" if totals.activation_bytes is None else f"{totals.activation_bytes / 2**20:.1f}",
        problem_text(one),
    ]


def as_csv(survey: Iterable[Surveyed], titles: Sequence[str] = COLUMNS) -> str:
    """Comma-separated values with a line of titles; lines end with CR LF."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(titles)
    writer.writerows([spreadsheet_cell(cell) for cell in cells(one)] for one in survey)
    return out.getvalue()


def as_markdown(survey: Iterable[Surveyed], titles: Sequence[str] = COLUMNS) -> str:
    """A pipe table; ends with a line end."""
    rule = ["--:" if column in NUMBERS else ":--" for column in range(len(COLUMNS))]
    rows = [markdown_line(cells(one)) for one in survey]
    return "\n".join([markdown_line(titles), f"| {' | '.join(rule)} |", *rows]) + "\n"


def as_tabs(survey: Iterable[Surveyed], titles: Sequence[str] = COLUMNS) -> str:
    """Cells between tabs, as spreadsheets take them from the clipboard."""
    rows = ([spreadsheet_cell(cell) for cell in cells(one)] for one in survey)
    return "\n".join("\t".join(row) for row in (titles, *rows))


def _text(number: int | None) -> str:
    return "" if number is None else str(number)
