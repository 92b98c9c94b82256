"""Whatever a file writes into its cells, there is a report, and it says why a row is unknown."""

import pytest

from builder.core.analysis import Report, Status, analyze
from builder.core.blocks.catalogue import NAMES
from builder.core.config import read_config
from builder.core.dialects.torch_names import TORCH_NN
from builder.core.rules import diagnose

ROWS = """\
backbone:
  - [-1, 1, Conv, [16, 3, 2]]
  - [{origin}, {number}, {module}, {args}]
head:
  - [[1], 1, Detect, [nc, anchors]]
"""
HEADER = {"nc": "80", "depth_multiple": "1.0", "width_multiple": "1.0", "anchors": "3"}
LARGE = "0x" + "F" * 300  # more than a float holds
MODULES = sorted({*NAMES, *(f"nn.{name}" for name in TORCH_NN)})
ARGS = (
    "[]",
    "[16]",
    "[16, 3, 2]",
    "[None]",
    "[{a: 1}, .inf]",
    "[.nan, [[1], 2]]",
    "['nn.LSTM(1)']",
    f"[{LARGE}, {LARGE}, {LARGE}]",
)
ODD = (
    *("1" * 400, "-1e308", ".inf", ".nan", "true", "null", "text", "[]", "[[a]]", "{a: 1}", ""),
    *(LARGE, "0x" + "F" * 3400, "0b" + "1" * 20_000, "1:" * 3000 + "1", "'1e308*10'", "'1//0'"),
    "'" + "*".join(["1048576**32"] * 100) + "'",
)
TRAINERS = (None, "yolov5@master", "ultralytics@8.4", "yolov7", "yolov9")


def report_of(header: dict[str, str], trainer: str | None = None, **cells: str) -> Report:
    row = {"origin": "-1", "number": "1", "module": "Conv", "args": "[16]", **cells}
    lines = [f"{key}: {value}\n" for key, value in {**HEADER, **header}.items()]
    return analyze(read_config("".join(lines) + ROWS.format(**row)), dialect=trainer)


def silent(report: Report) -> list[int]:
    """Rows without an output of which no finding speaks."""
    found = diagnose(report)
    if any(one.layer is None for one in found):  # the header is at fault
        return []
    told = {one.layer for one in found}
    labelled = [label.span for one in found for label in one.labels]
    own = {Status.ERROR, Status.UNKNOWN}
    return [
        row.index
        for row, layer in zip(report.layers, report.config.layers, strict=True)
        if row.status in own
        and row.index not in told
        and not any(layer.span.covers(span) for span in labelled)
    ]


@pytest.mark.parametrize("module", MODULES)
def test_any_module_with_any_arguments(module: str) -> None:
    for args in ARGS:
        for origin in ("-1", "[-1]", "[0, 0]"):
            report = report_of({}, module=module, args=args, origin=origin)
            assert silent(report) == [], (origin, args)
            for row in report.layers:
                assert row.fault or None not in (row.params, row.flops, row.out_shapes)


@pytest.mark.parametrize("trainer", TRAINERS)
@pytest.mark.parametrize("value", ODD, ids=lambda value: value[:12])
def test_any_value_in_the_header(value: str, trainer: str | None) -> None:
    for key in (*HEADER, "activation", "ch", "ch_mul"):
        assert silent(report_of({key: value}, trainer)) == [], key


@pytest.mark.parametrize("trainer", TRAINERS)
@pytest.mark.parametrize("value", ODD, ids=lambda value: value[:12])
def test_any_value_in_a_cell(value: str, trainer: str | None) -> None:
    for cell in ("origin", "number", "module", "args"):
        assert silent(report_of({}, trainer, **{cell: value})) == [], cell
    assert silent(report_of({}, trainer, args=f"[{value}, {value}]")) == []


@pytest.mark.parametrize("args", [f"[64, {LARGE}, {LARGE}]", "[64, 64, 2, 1, 1, 1, 1e400]"])
def test_numbers_that_the_trainer_cannot_compute_with_are_told(args: str) -> None:
    found = diagnose(report_of({}, "ultralytics@8.4", module="C2fAttn", args=args))
    (one,) = [one for one in found if one.layer == 1]
    assert one.code == "B105"
    assert "the trainer cannot compute with these numbers: " in one.message


@pytest.mark.parametrize(
    ("nc", "told"),
    [
        ("99999999", "`nc: 99999999` is beyond what any network has. The numbers here assume 80"),
        ("0x" + "F" * 6000, "`0xFFFFFFFFFFFFFFFFFF...` is too large a number; it is kept as text"),
        (".nan", "`nc` must be a number, not nan. The numbers here assume 80"),
    ],
)
def test_too_large_a_number_of_classes_is_not_called_none(nc: str, told: str) -> None:
    assert told in [one.message for one in diagnose(report_of({"nc": nc}))]


@pytest.mark.parametrize("number", ["1001", "99999999999999"])
def test_absurd_repeats_are_told(number: str) -> None:
    report = report_of({}, number=number)
    assert [(one.code, one.layer) for one in diagnose(report)] == [("B116", 1)]
    assert report.totals.params is None


def test_a_row_that_reads_hundreds_is_told_and_not_followed() -> None:
    """Each of them would be tried as a fix of rows that nobody reads."""
    report = report_of({}, origin=f"[{', '.join(['0'] * 5_000)}]", module="Concat", args="[1]")
    assert report.layers[1].status is Status.UNKNOWN
    (found,) = [one for one in diagnose(report) if one.layer == 1]
    assert (found.code, found.message) == (
        "B116", "row 1: `from` names 5000 rows; more than 200 are not followed"
    )  # fmt: skip
