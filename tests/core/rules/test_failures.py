"""What makes YOLOv5 7.0 fail, or train silently wrong, and the row a person would name.

Each case is an edit of an example; the trainer's own last line stands beside it.
"""

from pathlib import Path

import pytest

from builder.core.diagnostics import Severity
from builder.core.rules import read_manual
from tests.core.rules.networks import findings, fixed, grave, named, network

EXAMPLES = Path(__file__).parents[3] / "examples"
YOLOV5S = (EXAMPLES / "yolov5s.yaml").read_text(encoding="utf-8")
FLOW = YOLOV5S[: YOLOV5S.index("backbone:")] + (
    "backbone:\n  [[-1, 1, Conv, [64, 6, 2, 2]],\n   [-1, 1, Conv, [128, 3, 2]],\n"
    "   [-1, 3, C3, [128]],\n   [-1, 1, Conv, [256, 3, 2]],\n  ]\n"
    "head:\n  [[[2, 3, 4], 1, Detect, [nc, anchors]],\n  ]\n"
)


def edited(old: str, new: str) -> str:
    assert YOLOV5S.count(old) == 1
    return YOLOV5S.replace(old, new)


CASES = {
    # RuntimeError: Sizes of tensors must match except in dimension 1.
    "a: Concat of two sizes": (edited("[-1, 6], 1", "[-1, 7], 1"), [("S101", 12)]),
    # IndexError: list index out of range
    "b: index 60": (edited("[-1, 6], 1", "[-1, 60], 1"), [("G101", 12)]),
    "b: forward": (edited("[-1, 6], 1", "[-1, 14], 1"), [("G101", 12)]),
    # RuntimeError: Given groups=1, weight of size [128, 100, 3, 3] …
    "c: nn.Conv2d": (
        edited("Conv, [256, 3, 2]]    #", "nn.Conv2d, [100, 128, 3, 2, 1]]    #"),
        [("S102", 3)],
    ),
    # NameError: name 'C3z' is not defined
    "d: unknown module": (edited("C3, [1024]]", "C3z, [1024]]"), [("B101", 8)]),
    # TypeError: Conv.__init__() takes from 3 to 9 positional arguments but 10 were given
    "e: too many args": (
        edited("Conv, [256, 1, 1]]", "Conv, [256, 1, 1, None, 1, 1, True, 0]]"),
        [("B104", 14)],
    ),
    # IndexError: list index out of range
    "e2: no args": (edited("Conv, [256, 1, 1]]", "Conv, []]"), [("B103", 14)]),
    # TypeError: can't multiply sequence by non-int of type 'float'
    "g: channels in words": (edited("Conv, [256, 1, 1]]", "Conv, ['abc', 1, 1]]"), [("B105", 14)]),
    # builds without an error
    "h: head reads a Concat": (edited("[[17, 20, 23]", "[[17, 20, 22]"), [("G111", 24)]),
    "h: two heads of one stride": (edited("[[17, 20, 23]", "[[17, 19, 20]"), [("G111", 24)]),
    "h: all three too early": (edited("[[17, 20, 23]", "[[15, 18, 20]"), [("G111", 24)]),
    "h: reversed": (edited("[[17, 20, 23]", "[[23, 20, 17]"), [("H101", 24)]),
    # ValueError: not enough values to unpack (expected 4, got 3)
    "i: three cells": (edited("1, SPPF", "SPPF"), [("Y202", 9)]),
}


@pytest.mark.parametrize(("text", "wanted"), CASES.values(), ids=CASES)
def test_is_found_at_the_row(text: str, wanted: list[tuple[str, int | None]]) -> None:
    assert named(grave(findings(text))) == wanted


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        # ParserError: while parsing a block mapping
        pytest.param(
            edited("  - [-1, 3, C3, [128]] ", "    - [-1, 3, C3, [128]] "), "Y104", 16, id="f"
        ),
        # ParserError: expected ',' or ']', but got '['
        pytest.param(FLOW.replace("[128]],", "[128]]"), "Y102", 15, id="f2"),
    ],
)
def test_a_slip_of_yaml_is_found_on_its_line(text: str, code: str, line: int) -> None:
    (found,) = [one for one in grave(findings(text)) if one.code.startswith("Y")]
    assert (found.code, text.count("\n", 0, found.span.start) + 1) == (code, line)


def test_messages_say_what_students_say() -> None:
    (concat,) = findings(CASES["a: Concat of two sizes"][0])
    assert concat.message == (
        "row 12 joins 40x40 (P4/16) from row 11 with 20x20 (P5/32) from row 7"
    )
    assert [fix.title for fix in concat.fixes] == [
        "Take row 6 (C3, 40x40)",
        "Take row 5 (Conv, 40x40)",
    ]
    (surplus,) = findings(CASES["e: too many args"][0])
    assert surplus.message == (
        "row 14: Conv takes up to 7 arguments (c2, k, s, p, g, d, act), this row has 8"
    )
    (dead,) = findings(CASES["h: head reads a Concat"][0])
    assert dead.message == (
        "row 24 reads row 22 (Concat, 20x20); row for row the file follows yolov5s (YOLOv5), "
        "but there it reads row 23 (C3, 20x20)"
    )
    assert [label.message for label in dead.labels] == [
        "nobody reads row 23 (C3, 20x20); Detect (row 24) reads row 22 instead"
    ]
    assert fixed(CASES["h: head reads a Concat"][0], dead) == YOLOV5S


def test_the_network_that_the_file_is_makes_a_fix_safe() -> None:
    text = CASES["a: Concat of two sizes"][0].replace("# 12 join backbone P4", "# 12")
    (found,) = findings(text)
    assert found.fixes[0].applicability == "safe"
    assert {fix.applicability for fix in found.fixes[1:]} == {"unsafe"}
    assert fixed(text, found) == YOLOV5S.replace("# 12 join backbone P4", "# 12")


def test_the_comment_beside_a_join_makes_its_fix_safe() -> None:
    manual = read_manual("S101")
    assert manual is not None
    text = manual.sections["Example"]
    (found,) = [one for one in grave(findings(text)) if one.code == "S101"]
    assert found.fixes[0].applicability == "safe"
    silent = text.replace("  # cat backbone P2", "")
    (found,) = [one for one in grave(findings(silent)) if one.code == "S101"]
    assert {fix.applicability for fix in found.fixes} == {"unsafe"}


def test_the_comment_beside_a_join_says_nothing_of_the_row_above() -> None:
    """A row with a stride is missing: to read past the row above would build, and be wrong."""
    text = network(
        *("[-1, 1, Conv, [16, 3, 2]]", "[-1, 1, Conv, [32, 3, 2]]", "[-1, 1, Conv, [32, 3, 2]]"),
        *("[-1, 1, Conv, [64, 3, 2]]", "[-1, 1, Conv, [64, 3, 1]]"),
        head=(
            "[-1, 1, Conv, [64, 1, 1]]",
            "[-1, 1, nn.Upsample, [None, 2, nearest]]",
            "[[-1, 2], 1, Concat, [1]]",
            "[-1, 1, Conv, [64, 3, 1]]",
            "[[-1, 4], 1, Concat, [1]]  # cat head P4",
            "[-1, 1, Conv, [128, 3, 1]]",
            "[[8, 10], 1, Detect, [nc, anchors]]",
        ),
    )
    (found,) = grave(findings(text))
    assert (found.code, found.layer) == ("S101", 9)
    assert {fix.applicability for fix in found.fixes} == {"unsafe"}


def test_a_cause_is_as_grave_as_what_comes_of_it() -> None:
    """The row that reads another runs; the Concat below it does not, and is told with it."""
    text = edited(
        "[-1, 1, nn.Upsample, [None, 2, nearest]]  # 11", "[6, 1, nn.Upsample, [None, 2]]"
    )
    (cause,) = findings(text)
    assert (cause.code, cause.layer, cause.severity) == ("G111", 11, Severity.ERROR)
    (join,) = cause.labels
    assert join.message.startswith("row 12 joins 40x40 (P4/16) from row 6 with 80x80")
    assert grave(findings(fixed(text, cause))) == []


EARLIER = (("[-1, 6]", "[-1, 5]"), ("[-1, 4]", "[-1, 3]"), ("[-1, 14]", "[-1, 12]"),
           ("[-1, 10]", "[-1, 9]"))  # fmt: skip


@pytest.mark.parametrize(("count", "wanted"), [(1, 1), (3, 3), (4, 0)])
def test_who_changed_many_references_meant_to(count: int, wanted: int) -> None:
    text = YOLOV5S
    for old, new in EARLIER[-count:]:
        assert text.count(old) == 1
        text = text.replace(old, new)
    assert [one.code for one in findings(text)].count("G111") == wanted


ROW_4 = "  - [-1, 6, C3, [256]]            # 4\n"


@pytest.mark.parametrize(
    ("row", "trust"), [("[-1, 1, nn.Dropout, [0.1]]", "safe"), ("[-1, 6, C3, [256]]", "unsafe")]
)
def test_what_reads_a_row_beside_its_copy_is_not_renumbered_unasked(row: str, trust: str) -> None:
    """Nobody can tell which of two equal rows is the new one."""
    (cause,) = [one for one in findings(edited(ROW_4, f"{ROW_4}  - {row}\n")) if one.code == "G110"]
    assert [fix.applicability for fix in cause.fixes] == [trust]
