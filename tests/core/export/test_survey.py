"""The table of scales and sizes as text."""

import csv
import io

from builder.core.analysis import survey
from builder.core.config import read_config
from builder.core.diagnostics import Diagnostic, Severity
from builder.core.export.survey import (
    COLUMNS,
    Surveyed,
    as_csv,
    as_markdown,
    as_tabs,
    cells,
    problem_text,
    scale_text,
)
from builder.core.text import Span
from tests.texts import FIVE_SLOT, ULTRALYTICS

REPORTS = survey(read_config(ULTRALYTICS), [(64, 64), (64, 128)], file="net.yaml")
SURVEY = [Surveyed.of(report, ()) for report in REPORTS]


def finding(severity: Severity, message: str) -> Diagnostic:
    return Diagnostic("S101", severity, message, Span(0, 1))


def test_cells_are_the_reports_own_numbers() -> None:
    report = REPORTS[3]
    assert report.totals.params is not None
    assert report.totals.flops is not None
    assert report.totals.activation_bytes is not None
    assert cells(SURVEY[3]) == [
        "s", "64×128", str(report.totals.params), f"{report.totals.flops / 1e9:.3f}",
        report.totals.gflops_trainer, str(report.totals.layers),
        f"{report.totals.activation_bytes / 2**20:.1f}", "",
    ]  # fmt: skip


def test_the_worst_finding_stands_for_all() -> None:
    found = [
        finding(Severity.INFO, "a note"),
        finding(Severity.WARNING, "odd"),
        finding(Severity.ERROR, "=wrong"),
    ]
    assert problem_text(Surveyed.of(REPORTS[0], found)) == "S101: =wrong (+1)"
    assert problem_text(Surveyed.of(REPORTS[0], found[:2])) == "S101: odd"
    assert problem_text(Surveyed.of(REPORTS[0], found[:1])) == ""


def test_formats() -> None:
    rows = list(csv.reader(io.StringIO(as_csv(SURVEY), newline="")))
    assert rows[0] == list(COLUMNS)
    assert [row[:2] for row in rows[1:3]] == [["n", "64×64"], ["n", "64×128"]]
    lines = as_markdown(SURVEY).splitlines()
    assert lines[1] == "| :-- | :-- | --: | --: | --: | --: | --: | :-- |"
    assert len(lines) == 2 + len(SURVEY)
    tabs = as_tabs(SURVEY, ["a"] * 8).splitlines()
    assert tabs[0] == "\t".join("aaaaaaaa")
    assert len(tabs) == 1 + len(SURVEY)
    bad = Surveyed.of(REPORTS[0], [finding(Severity.ERROR, "a|b")])
    assert "a\\|b" in as_markdown([bad])


def test_what_has_no_name_is_called_by_its_multiples() -> None:
    own = FIVE_SLOT.replace("depth_multiple: 1.0", "depth_multiple: 0.8")
    (report, *_) = survey(read_config(own), [(64, 64)])
    assert scale_text(report) == "0.8 × 1"
    assert cells(Surveyed(report))[2:7] == ["", "", "", "", ""]
    start = ULTRALYTICS.index("scales:")
    text = ULTRALYTICS[:start] + ULTRALYTICS[ULTRALYTICS.index("backbone") :]
    (report,) = survey(read_config(text), [(64, 64)])
    assert scale_text(report) == ""
