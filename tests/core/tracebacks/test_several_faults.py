"""Configs with more than one fault: the numbers of the message and the table tell which it was."""

import pytest

from builder.core.analysis import analyze
from builder.core.config import read_config
from builder.core.rules import diagnose
from builder.core.tracebacks import Explanation, Verdict, explain_error
from builder.core.tracebacks.paste import read_paste
from builder.core.tracebacks.printed import printed_rows
from builder.core.tracebacks.state import differences
from tests.core.tracebacks.cases import CASES, EXAMPLES, mutated
from tests.core.tracebacks.test_cases import explained, table_of
from tests.core.tracebacks.test_pasting import SIZES

STOCK = (EXAMPLES / "yolov5s.yaml").read_text("utf-8")


def answer(rows: dict[int, str], words: str, printed: int = 0) -> Explanation:
    report = analyze(read_config(mutated(STOCK, rows, {})))
    table = table_of(report, printed) if printed else ""
    return explain_error(table + words, report, diagnose(report))


def rows_of(told: Explanation) -> list[int | None]:
    return [cause.row for cause in told.causes]


def test_the_number_of_arguments_tells_the_row() -> None:
    rows = {
        10: "[-1, 1, Conv, [512, 1, 1, 0, 1, 1, True, 8]]",
        14: "[-1, 1, Conv, [256, 1, 1, 0, 1, 1, True, 8, 9]]",
    }
    words = "TypeError: Conv.__init__() takes from 3 to 9 positional arguments but {} were given"
    assert rows_of(answer(rows, words.format(10))) == [10]
    assert rows_of(answer(rows, words.format(11))) == [14]
    assert answer(rows, words.format(12)).verdict is Verdict.NOT_THIS_CONFIG
    old = "TypeError: __init__() takes from 3 to 9 positional arguments but 11 were given"
    assert rows_of(answer(rows, old)) == [14]


def test_the_type_of_an_index_tells_the_row() -> None:
    rows = {10: "[[-1], 1, Conv, [512, 1, 1]]", 14: "[a, 1, Conv, [256, 1, 1]]"}
    words = "TypeError: list indices must be integers or slices, not "
    assert rows_of(answer(rows, f"{words}list")) == [10]
    assert rows_of(answer(rows, f"{words}str")) == [14]


def test_the_table_tells_which_of_several_rows_it_was() -> None:
    rows = {12: "[[-1, 40], 1, Concat, [1]]", 16: "[[-1, 41], 1, Concat, [1]]"}
    words = "IndexError: list index out of range"
    assert rows_of(answer(rows, words)) == [12, 16]
    assert rows_of(answer(rows, words, printed=16)) == [16, 12]


def test_sizes_tell_which_join_it_was() -> None:
    rows = {12: "[[-1, 7], 1, Concat, [1]]", 22: "[[-1, 10, 6], 1, Concat, [1]]"}
    told = answer(rows, SIZES)
    assert rows_of(told) == [12]
    assert "row 11 (P4/16)" in told.causes[0].message


def test_equal_errors_are_told_in_the_order_of_the_rows() -> None:
    """Two joins with one mistake each: the first is where the trainer stops."""
    rows = {12: "[[-1, 7], 1, Concat, [1]]", 19: "[[10, 6, -1], 1, Concat, [1]]"}
    assert rows_of(answer(rows, SIZES))[0] == 12


def test_the_usual_image_sizes_are_tried_first() -> None:
    case = next(case for case in CASES if case.name == "v5-p6-size")
    assert "an image 800 pixels high or wide" in explained(case).causes[0].message


def test_weights_that_mostly_fit_nowhere_are_not_said_to_be_shifted() -> None:
    words = "\n".join(
        f"size mismatch for model.{row}.conv.weight: copying a param with shape "
        f"torch.Size([{size}, 3, 9, 9]) from checkpoint, the shape in current model is "
        f"torch.Size([{own}])."
        for row, size, own in ((0, 7, "32, 3, 6, 6"), (1, 8, "64, 32, 3, 3"))
    )
    words += (
        "\nsize mismatch for model.3.conv.weight: copying a param with shape torch.Size([256, 128, "
        "3, 3]) from checkpoint, the shape in current model is torch.Size([128, 64, 3, 3])."
    )
    told = answer({}, words)
    assert rows_of(told) == [0]
    assert "other sizes or names" in told.causes[0].message


NOTHING: dict[int, str] = {}
X = "[-1, 1, X, [64]]"
CONV = "RuntimeError: Given groups=1, weight of size [{}], expected input[1, 256, 8, 8] to have {} "
PIXEL = "Expected more than 1 value per channel when training, got input size [1, {}, 1, 1]"
CALL = '  File "/y/{}", line 3, in {}\n'
FAR = {12: "[[-1, 40], 1, Concat, [1]]"}
INDEX = "IndexError: list index out of range"
# Rows of YOLOv5s that are changed, the text, the first rows that are named, whether they give it.
TOLD: dict[str, tuple[dict[int, str], str, list[int | None], Verdict]] = {
    "a weight of that size": (
        {11: "[-1, 1, nn.Conv2d, [512, 256, 1]]"},
        CONV.format("256, 512, 1, 1", 512) + "channels, but got 256 channels instead",
        [11], Verdict.EXPLAINED,
    ),
    "a weight of another size": (
        {11: "[-1, 1, nn.Conv2d, [512, 256, 1]]"},
        CONV.format("256, 512, 3, 3", 512) + "channels, but got 256 channels instead",
        [11], Verdict.NOT_THIS_CONFIG,
    ),
    "attention with other numbers": (
        {10: "[-1, 1, CBAM, [1024]]"},
        CONV.format("16, 333, 1, 1", 333) + "channels, but got 512 channels instead",
        [], Verdict.NOT_THIS_CONFIG,
    ),
    "attention with another input": (
        {10: "[-1, 1, CBAM, [1024]]"},
        CONV.format("16, 1024, 1, 1", 1024) + "channels, but got 256 channels instead",
        [], Verdict.NOT_THIS_CONFIG,
    ),
    "a single pixel": (
        {9: "[-1, 1, nn.AvgPool2d, [8]]"},
        PIXEL.format(256),
        [10], Verdict.EXPLAINED,
    ),
    "a single pixel of other channels": (
        {9: "[-1, 1, nn.AvgPool2d, [8]]"},
        PIXEL.format(99),
        [10, 12], Verdict.NOT_THIS_CONFIG,
    ),
    "a row that is built, though data is read above it": (
        FAR, CALL.format("general.py", "check_amp") + CALL.format("yolo.py", "parse_model") + INDEX,
        [12], Verdict.EXPLAINED,
    ),
    "sizes, wherever they were met": (
        {12: "[[-1, 7], 1, Concat, [1]]"}, CALL.format("val.py", "run") + SIZES,
        [12], Verdict.EXPLAINED,
    ),
    "a row of two cells": (
        {8: "[-1, 3, C3]", 13: "[-1, 3]"},
        "ValueError: not enough values to unpack (expected 4, got 2)", [13], Verdict.EXPLAINED,
    ),
    "a row of five cells": (
        {8: "[-1, 3, C3]", 13: "[-1, 3, C3, [512], 1]"},
        "ValueError: too many values to unpack (expected 4)", [13], Verdict.EXPLAINED,
    ),
    "the broken line that is named": (
        {2: "[-1, 3, C3, [128]", 20: "[-1, 3, C3, [512, False]"},
        'while scanning a\n in "a.yaml", line 13, column 5\n in "a.yaml", line 37, column 3',
        [20, 2], Verdict.EXPLAINED,
    ),
    "an error before weights that were left out": (
        {12: "[[-1, 7], 1, Concat, [1]]"}, f"{SIZES}\nTransferred 300/391 items",
        [12], Verdict.EXPLAINED,
    ),
    "each nearest row once": ({9: X}, "KeyError: 'Y'", [9], Verdict.NOT_THIS_CONFIG),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "words", "told", "verdict"), TOLD.values(), ids=TOLD)
def test_what_is_told(
    rows: dict[int, str], words: str, told: list[int | None], verdict: Verdict
) -> None:
    given = answer(rows, words)
    assert given.verdict is verdict
    assert rows_of(given) == told


def test_a_key_that_is_there_is_not_said_to_lack() -> None:
    report = analyze(read_config(STOCK.replace("depth_multiple: 0.33", "depth_multiple: a")))
    found = diagnose(report)
    assert "depth_multiple" in found[0].message
    told = explain_error("KeyError: 'depth_multiple'", report, found)
    assert told.verdict is Verdict.NOT_THIS_CONFIG


def test_the_table_tells_which_of_two_equal_modules_it_was() -> None:
    """A copy may have the class and still stop at the second row of it."""
    given = answer({9: X, 13: X}, "NameError: name 'X' is not defined", printed=13)
    assert rows_of(given) == [13]
    assert [label.message for label in given.causes[0].labels] == ["row 9 names it too"]


def test_the_last_table_counts() -> None:
    report = analyze(read_config(STOCK))
    assert len(printed_rows(table_of(report, 25) + table_of(report, 3))) == 3


def test_counters_are_no_weights() -> None:
    keys = ('"model.9.cv1.bn.weight"', '"model.10.bn.num_batches_tracked"')
    listed = differences(read_paste(f"Missing key(s) in state_dict: {', '.join(keys)}."))
    assert listed.places == (9,)
