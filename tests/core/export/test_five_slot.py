"""Exports of a file whose backbone has five numbers name rows as its `from` cells do."""

import csv as stdlib_csv
import io

from builder.core.analysis import analyze
from builder.core.config import read_config
from builder.core.export import csv, markdown, svg
from tests.texts import FIVE_SLOT, ULTRALYTICS

REPORT = analyze(read_config(FIVE_SLOT))


def test_tables() -> None:
    rows = list(stdlib_csv.DictReader(io.StringIO(csv.export(REPORT), newline="")))
    assert [row["index"] for row in rows[:3]] == ["0-4", "5", "6"]
    assert [row["from"] for row in rows[:5]] == ["-1", "4", "5", "6", "7 3"]
    assert rows[1]["notes"] == "no input: row 0-4 failed"
    assert rows[-1]["notes"].startswith("unknown: rows 0-4, 5, 6")
    assert "| 8 | 7 3 | 1 | Concat |" in markdown.export(REPORT)


def test_figure() -> None:
    wrong = FIVE_SLOT.replace("[[-1, 10], 1, Concat", "[[-1, 40], 1, Concat")
    figure = svg.export(analyze(read_config(wrong), dialect="five-slot"))
    for number in ("0-4", "5", "17", "40?"):
        assert f">{number}</text>" in figure


def test_outputs_with_names() -> None:
    report = analyze(read_config(ULTRALYTICS), image_size=(64, 64))
    *_, head, _ = stdlib_csv.DictReader(io.StringIO(csv.export(report), newline=""))
    assert head["output (C×H×W)"] == "boxes 64×64; scores 3×64"
