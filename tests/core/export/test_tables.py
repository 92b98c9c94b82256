"""The layer table as CSV and Markdown."""

import csv as stdlib_csv
import io
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from builder.core.export import csv, markdown
from builder.core.export.rows import COLUMNS
from tests.networks import layer, recorded, report, stale_yolov5s


def _read(text: str) -> list[dict[str, str]]:
    return list(stdlib_csv.DictReader(io.StringIO(text, newline="")))


def test_csv_holds_every_layer_and_columns_add_up() -> None:
    made = recorded("yolov5s")
    *rows, totals = _read(csv.export(made))
    assert [row["index"] for row in rows] == [str(i) for i in range(25)]
    assert rows[16]["from"] == "15 4"
    assert rows[16]["output (C×H×W)"] == "256×80×80"
    assert rows[0]["stride (px)"] == "2"
    assert sum(int(row["parameters"]) for row in rows) == int(totals["parameters"]) == 7_235_389
    assert rows[24]["output (C×H×W)"] == "3×80×80×85; 3×40×40×85; 3×20×20×85"


def test_what_is_unknown_is_empty_and_says_why() -> None:
    *rows, totals = _read(csv.export(stale_yolov5s()))
    assert rows[16]["parameters"] == rows[16]["GFLOPs"] == rows[16]["output (C×H×W)"] == ""
    assert rows[16]["notes"] == "sizes 80x80 and 40x40 differ"
    assert rows[20]["notes"] == "no input: row 16 failed"
    assert rows[20]["status"] == "blocked"
    assert totals["parameters"] == ""
    assert "16, 17, 18" in totals["notes"]


def test_a_cell_is_never_a_formula() -> None:
    made = report([layer(0, (-1,), "=HYPERLINK(1)", (1, 8, 320, 320))])
    row = _read(csv.export(made))[0]
    assert row["module"] == "'=HYPERLINK(1)"
    assert row["from"] == "-1"


@settings(max_examples=50)
@given(st.text(), st.text())
def test_any_text_comes_back_from_csv(module: str, args: str) -> None:
    made = report([replace(layer(0, (-1,), module, None), args_text=args)])
    row = _read(csv.export(made))[0]
    assert row["module"].removeprefix("'") == module.removeprefix("'")
    assert row["arguments"].removeprefix("'") == args.removeprefix("'")


def test_markdown_is_one_table() -> None:
    made = recorded("yolov5s")
    lines = markdown.export(made).splitlines()
    assert lines[0].startswith("| index | from | repeats | module |")
    assert lines[1].startswith("| --: | :-- | --: |")
    assert len(lines) == 2 + 25 + 1
    assert {line.replace("\\|", "").count("|") for line in lines} == {len(COLUMNS) + 1}
    assert "**7235389**" in lines[-1]


@settings(max_examples=50)
@given(st.text(alphabet="|`\\\n *<a_[", max_size=8))
def test_no_name_breaks_the_table(module: str) -> None:
    lines = markdown.export(report([layer(0, (-1,), module, None)])).splitlines()
    assert len(lines) == 4
    bare = lines[2].replace("\\\\", "").replace("\\|", "")
    assert bare.count("|") == len(COLUMNS) + 1
