"""`show` at all scales and several image sizes, and how it says the dialect."""

import csv
import io
import json
from pathlib import Path

import pytest

from builder.cli.main import main
from tests.cli.conftest import YOLOV5S, Builder
from tests.texts import FIVE_SLOT, ULTRALYTICS


@pytest.fixture
def net(tmp_path: Path) -> Path:
    path = tmp_path / "net.yaml"
    path.write_text(ULTRALYTICS)
    return path


def test_a_table_of_all_scales_and_sizes(builder: Builder, net: Path) -> None:
    ended = builder("show", net, "--scale", "all", "--imgsz", "64,64x128", "--imgsz", "128")
    assert ended.code == 0
    head, _, titles, *rows = ended.out.splitlines()
    assert head == f"{net}: ultralytics@8.4 (found from the file), nc 3"
    assert titles.split()[:6] == ["scale", "image", "params", "GFLOPs", "printed", "layers"]
    assert [row.split()[:2] for row in rows] == [
        [scale, size] for scale in ("n", "s", "x") for size in ("64x64", "64x128", "128x128")
    ]
    alone = builder("show", net, "--scale", "s", "--imgsz", "128").out
    params = next(row.split()[2] for row in rows if row.startswith("s"))
    assert f"{params} parameters" in alone


def test_json_is_an_array_of_whole_reports(builder: Builder, net: Path) -> None:
    shown = json.loads(
        builder("show", net, "--scale", "all", "--imgsz", "64", "--format", "json").out
    )
    assert [one["scale"] for one in shown] == ["n", "s", "x"]
    alone = json.loads(
        builder("show", net, "--scale", "x", "--imgsz", "64", "--format", "json").out
    )
    assert shown[2] == alone
    one = json.loads(builder("show", net, "--imgsz", "64,128", "--format", "json").out)
    assert [each["image_size"] for each in one] == [[64, 64], [128, 128]]


@pytest.mark.parametrize(("form", "lines"), [("csv", 4), ("markdown", 5)])
def test_tables_for_other_programs(
    net: Path, form: str, lines: int, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["show", str(net), "--scale", "all", "--imgsz", "64", "--format", form]) == 0
    out = capsysbinary.readouterr().out.decode()
    assert len(out.splitlines()) == lines
    if form == "csv":
        rows = list(csv.DictReader(io.StringIO(out, newline="")))
        assert [row["scale"] for row in rows] == ["n", "s", "x"]
        assert all(int(row["parameters"]) > 0 for row in rows)


def test_published_sizes_of_yolov5(builder: Builder) -> None:
    ended = builder("show", YOLOV5S, "--scale", "all")
    printed = [line.split()[4] for line in ended.out.splitlines()[3:]]
    assert printed == ["4.6", "16.6", "49.2", "109.6", "206.3"]  # as YOLOv5 prints them


def test_problems_at_each_scale_and_the_exit_code(builder: Builder, net: Path) -> None:
    net.write_text(ULTRALYTICS.replace("[[3], 1, Detect", "[[9], 1, Detect"))
    ended = builder("show", net, "--scale", "all", "--imgsz", "64,128")
    assert ended.code == 1
    assert ended.out.count("G101: row 4 (Detect) reads row 9") == 6
    assert "see `builder check --scale n --imgsz 64x64`" in ended.err


def test_several_files_in_one_table_each(builder: Builder, net: Path) -> None:
    ended = builder("show", net, YOLOV5S, "--imgsz", "64,128")
    assert ended.out.count("scale ") == 2
    shown = json.loads(builder("show", net, YOLOV5S, "--imgsz", "64,128", "--format", "json").out)
    assert len(shown) == 4
    assert builder("show", net, YOLOV5S, "--imgsz", "64,128", "--format", "csv").code == 2


@pytest.mark.parametrize("verb", [["check"], ["certify"], ["export", "--to", "csv", "-o", "-"]])
def test_other_verbs_take_one_scale(builder: Builder, net: Path, verb: list[str]) -> None:
    ended = builder(verb[0], net, *verb[1:], "--scale", "all")
    assert (ended.code, "no scale 'all'" in ended.err) == (2, True)


@pytest.mark.parametrize("words", ["64,", "a", "64;128", "0"])
def test_wrong_sizes_are_refused(builder: Builder, net: Path, words: str) -> None:
    assert builder("show", net, "--imgsz", words).code == 2


def test_how_the_dialect_was_decided(builder: Builder, net: Path) -> None:
    def shown(*words: str) -> tuple[str, str]:
        found = json.loads(builder("show", net, "--format", "json", *words).out)
        return found["dialect"], found["dialect_from"]

    assert shown() == ("ultralytics@8.4", "file")
    assert shown("--dialect", "ultralytics@8.3") == ("ultralytics@8.3", "option")
    net.write_text("# builder: dialect ultralytics@8.3\n" + ULTRALYTICS)
    assert shown() == ("ultralytics@8.3", "comment")
    assert "(by the file's comment)" in builder("show", net).out


def test_heads_with_named_outputs(builder: Builder, net: Path) -> None:
    out = builder("show", net, "--imgsz", "64").out
    assert "boxes 64x64, scores 3x64" in out
    last = json.loads(builder("show", net, "--format", "json").out)["layers"][-1]
    assert last["out_names"] == ["boxes", "scores"]
    two = ULTRALYTICS.replace("nc: 3", "end2end: True\nnc: 3")
    net.write_text(two)
    lines = builder("show", net, "--imgsz", "64").out.splitlines()
    row = next(place for place, line in enumerate(lines) if "4 outputs:" in line)
    assert lines[row + 1].strip() == "one2many: boxes 64x64, scores 3x64"
    assert lines[row + 2].strip() == "one2one: boxes 64x64, scores 3x64"


def test_rows_of_a_five_slot_file_are_shown_by_their_numbers(
    builder: Builder, tmp_path: Path
) -> None:
    path = tmp_path / "vit.yaml"
    path.write_text(FIVE_SLOT)
    out = builder("show", path).out
    firsts = [line.split()[0] for line in out.splitlines() if " Concat " in line]
    assert firsts == ["8", "12", "15"]
    assert any(line.split()[:1] == ["0-4"] for line in out.splitlines())
    assert "blocked by rows 0 to 4" in out
    assert "no numbers for rows 0 to 17" in out
    layers = json.loads(builder("show", path, "--format", "json").out)["layers"]
    assert layers[0]["slots"] == [0, 1, 2, 3, 4]
    assert layers[4]["slots"] == [8]
    assert layers[1]["reason"] == "rows 0 to 4 give no output"
