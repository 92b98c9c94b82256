import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.cli.columns import width
from builder.cli.contract import rows
from builder.cli.main import main
from builder.cli.table import layer_table, summary
from tests.cli.conftest import EXAMPLES, YOLOV5S, Builder
from tests.networks import layer, report, stale_yolov5s

Network = Callable[..., Path]

LAYER_KEYS = {
    "index", "slots", "section", "from", "repeats", "module", "args", "params", "flops", "macs",
    "out_shapes", "stride", "activation_bytes", "receptive_field", "status", "line",
}  # fmt: skip
STALE = ("[[-1, 4], 1, Concat, [1]]                 # 16", "[[-1, 6], 1, Concat, [1]] # 16")


def test_the_table_shows_rows_totals_and_what_the_trainer_prints(builder: Builder) -> None:
    ended = builder("show", YOLOV5S)
    assert ended.code == 0
    lines = ended.out.splitlines()
    assert lines[0] == f"{YOLOV5S}: yolov5@7.0 (found from the file), image 640x640, nc 80"
    first = next(line for line in lines if line.split()[:1] == ["0"])
    assert first.split()[:8] == ["0", "-1", "1", "Conv", "32x320x320", "P1/2", "3,520", "0.734"]
    assert "25 rows: 7,235,389 parameters, 16.625 GFLOPs at 640x640" in ended.out
    assert (
        "yolov5@7.0 prints: 214 layers, 7235389 parameters, 7235389 gradients, 16.6 GFLOPs"
        in ended.out
    )
    assert "head strides: 8, 16, 32" in ended.out


def test_a_difference_between_printed_and_exact_gflops_is_explained(builder: Builder) -> None:
    ended = builder("show", EXAMPLES / "yolov5-efficientnetv2.yaml")
    assert "note: " in ended.out
    assert "64x64" in ended.out or "32x32" in ended.out


def test_an_asked_dialect_is_not_called_found(builder: Builder) -> None:
    assert "(found" not in builder("show", YOLOV5S, "--dialect", "yolov5").out


def test_columns_line_up_beside_chinese_module_names() -> None:
    lines = list(
        layer_table(
            report(
                [
                    layer(0, (-1,), "卷积", (1, 32, 320, 320)),
                    layer(1, (0,), "Conv", (1, 64, 160, 160)),
                ]
            )
        )
    )
    starts = {width(line[: line.index("P")]) for line in lines[1:]}
    assert len(starts) == 1


def test_long_lines_are_cut_to_the_terminal() -> None:
    lines = list(layer_table(stale_yolov5s(), widest=50))
    assert max(map(width, (line for line in lines if "^" not in line))) <= 50


def test_faults_stand_in_their_rows_and_unknown_totals_are_said() -> None:
    stale = stale_yolov5s()
    table = "\n".join(layer_table(stale))
    assert "^ error: sizes 80x80 and 40x40 differ" in table
    assert "blocked by row 16" in table
    assert "unknown: no numbers for rows 16 to 24, so" in "\n".join(summary(stale))
    assert "? parameters" in "\n".join(summary(stale))


def test_show_ends_with_1_and_counts_the_errors_on_stderr(
    builder: Builder, network: Network
) -> None:
    file = network(STALE)
    ended = builder("show", file)
    assert ended.code == 1
    assert "1 error" in ended.err
    assert "  ^ error[S1" in ended.out


def test_rows_of_a_damaged_file_are_shown_and_the_damage_is_said(
    builder: Builder, network: Network
) -> None:
    ended = builder("show", network(("[-1, 1, SPPF, [1024, 5]]", "[-1, 1, SPPF, [1024, 5]")))
    assert ended.code == 1
    assert "the YAML has faults, the first in line" in ended.out
    assert "SPPF" in ended.out
    assert "Conv" in ended.out


def test_json_is_the_contract(builder: Builder) -> None:
    ended = builder("show", YOLOV5S, "--format", "json")
    shown = json.loads(ended.out)
    assert list(shown)[:6] == ["file", "dialect", "dialect_from", "scale", "image_size", "nc"]
    assert shown["dialect_from"] == "file"
    assert shown["image_size"] == [640, 640]
    assert all(set(row) >= LAYER_KEYS for row in shown["layers"])
    first = shown["layers"][0]
    assert first["from"] == [-1]
    assert first["args"] == [3, 32, 6, 2, 2]
    assert first["out_shapes"] == [[1, 32, 320, 320]]
    assert first["stride"] == 2
    assert first["line"] == 14
    assert first["reason"] is None
    assert len(shown["layers"][24]["out_shapes"]) == 3
    assert shown["layers"][24]["stride"] is None
    assert "several outputs" in shown["layers"][24]["reason"]
    assert shown["totals"]["params"] == 7235389
    assert shown["totals"]["gflops_trainer"] == "16.6"
    assert shown["totals"]["layers"] == 214
    assert shown["totals"]["reason"] is None
    assert shown["diagnostics"] == []


def test_every_null_of_the_json_has_its_reason(builder: Builder, network: Network) -> None:
    file = network(STALE)
    shown = json.loads(builder("show", file, "--format", "json").out)
    for row in shown["layers"]:
        if None in row.values() and row["reason"] is None:
            assert [key for key, value in row.items() if value is None] == ["reason"]
    assert shown["layers"][16]["status"] == "error"
    assert shown["layers"][17]["status"] == "blocked"
    assert "16" in shown["layers"][17]["reason"]
    assert shown["totals"]["params"] is None or shown["totals"]["flops"] is None
    assert "16" in shown["totals"]["reason"]
    found = shown["diagnostics"]
    assert found
    assert found[0]["severity"] == "error"
    assert {"code", "message", "line", "column", "end_line", "end_column", "layer", "fixes"} <= set(
        found[0]
    )


def test_several_files_give_an_array(builder: Builder) -> None:
    shown = json.loads(builder("show", YOLOV5S, YOLOV5S, "--format", "json").out)
    assert [one["file"] for one in shown] == [str(YOLOV5S)] * 2


def test_image_size_and_classes_are_obeyed(builder: Builder) -> None:
    shown = json.loads(
        builder("show", YOLOV5S, "--imgsz", "384x640", "--nc", "3", "--format", "json").out
    )
    assert shown["image_size"] == [384, 640]
    assert shown["nc"] == 3
    assert shown["layers"][0]["out_shapes"] == [[1, 32, 192, 320]]
    assert shown["layers"][24]["out_shapes"][0][-1] == 8


def test_csv_and_markdown_hold_every_row(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["show", str(YOLOV5S), "--format", "csv"]) == 0
    rows = list(csv.reader(io.StringIO(capsysbinary.readouterr().out.decode(), newline="")))
    assert len(rows) >= 26
    assert main(["show", str(YOLOV5S), "--format", "markdown"]) == 0
    assert capsysbinary.readouterr().out.decode().count("\n| ") >= 26


def test_csv_takes_one_file(builder: Builder) -> None:
    ended = builder("show", YOLOV5S, YOLOV5S, "--format", "csv")
    assert (ended.code, ended.out) == (2, "")


@pytest.mark.parametrize(
    ("indices", "words"),
    [((3,), "row 3"), ((3, 4), "rows 3, 4"), ((1, 3, 4, 5, 9), "rows 1, 3 to 5, 9")],
)
def test_rows_are_named_in_runs(indices: tuple[int, ...], words: str) -> None:
    assert rows(indices) == words
