"""Configs with more than one fault: the numbers of the message and the table tell which it was."""

from builder.core.analysis import analyze
from builder.core.config import read_config
from builder.core.rules import diagnose
from builder.core.tracebacks import Explanation, Verdict, explain_error
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
