"""What people do in a hurry, and the words and the first fix that they must get.

Each case is an edit of an example: the finding, a part of its sentence, the title of its first fix
("" for none) and whether that is safe.
"""

from pathlib import Path

import pytest

from builder.core.diagnostics import Applicability
from builder.core.fixing import fix_all
from tests.core.rules.networks import findings

EXAMPLES = Path(__file__).parents[3] / "examples"
YOLOV5S = (EXAMPLES / "yolov5s.yaml").read_text("utf-8")
YOLOV7 = (EXAMPLES / "yolov7-elan.yaml").read_text("utf-8")
C3_4 = "  - [-1, 6, C3, [256]]            # 4\n"


def edited(*changes: tuple[str, str], text: str = YOLOV5S) -> str:
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def swapped_backbone() -> str:
    """The backbone of a tutorial, whose rows have the name of a network that is known here."""
    rows = "".join(
        f"  - [-1, 1, MobileNetV3, [{channels}, 72, 3, 2, 0, 1]]\n" for channels in (16, 24, 40, 80)
    )
    start, end = YOLOV5S.index("  - [-1, 1, Conv, [64"), YOLOV5S.index("head:")
    return f"{YOLOV5S[:start]}  - [-1, 1, conv_bn_hswish, [16, 2]]\n{rows}{YOLOV5S[end:]}"


CASES = {
    "attention with the channels as they come in": (
        edited((C3_4, C3_4 + "  - [-1, 1, CBAM, [128]]\n")),
        ("S104", 5, "keeps the 128 channels that come in", "Write 256 for CBAM", True),
    ),
    "attention with too many channels": (
        edited((C3_4, C3_4 + "  - [-1, 1, SE, [512]]\n")),
        ("S104", 5, "the trainer notes 256", "Write 256 for SE", True),
    ),
    "a row between rows that count back": (
        edited(
            ("  - [-1, 1, Conv, [64, 3, 1]]        # 12",
             "  - [-1, 1, SE, [64]]\n  - [-1, 1, Conv, [64, 3, 1]]        # 12"),
            text=YOLOV7,
        ),
        ("G110", 14, "reads row 12 as `-2`, which meant row 11 before one row (SE)",
         "Bring 12 references up to date", None),
    ),
    "every input of the head one too late": (
        edited(("[[17, 20, 23]", "[[18, 21, 24]")),
        ("G101", 24, "reads itself", "Read rows 17, 20 and 23 in Detect, each 1 earlier", True),
    ),
    "brackets and the number lost": (
        edited(("[[-1, 6], 1, Concat", "[-1, 6, Concat")),
        ("G104", 12, "takes a list of rows", "Write [-1, 6], 1", False),
    ),
    "none": (
        edited(("[None, 2, nearest]", "[none, 2, nearest]")),
        ("B105", 11, "`none` is text to the trainer", "Write None", True),
    ),
    "a comma lost before quotes": (
        edited(("[None, 2, nearest]", '[None, 2 "nearest"]')),
        ("Y102", None, "a comma is missing", "Insert `,`", True),
    ),
    "somebody's variant of a block": (
        edited(("[[-1, 14], 1, Concat, [1]]", "[[-1, 14], 1, Concat_BiFPN, [256, 256]]")),
        ("B101", 19, ("add its class and its line in parse_model to your copy, or did you mean "
         "Concat?"), "", None),
    ),
    "two letters swapped": (
        edited(("SPPF", "SPFF")),
        ("B101", 9, "did you mean SPPF?", "Write SPPF", False),
    ),
    "classes with a point": (
        edited(("nc: 80", "nc: 3.0")),
        ("D102", None, "`nc` must be a whole number, not 3.0. The numbers here assume 3", "", None),
    ),
    "first layer of a borrowed backbone": (
        swapped_backbone(),
        ("B101", 0, "has no module conv_bn_hswish", "", None),
    ),
    "a data set's file": (
        "path: ../datasets/coco128\ntrain: images/train2017\nval: images/val\nnames: [a, b]\n",
        ("Y203", None, "this is a data set's file", "", None),
    ),
    "training settings": (
        "lr0: 0.01\nlrf: 0.01\nmomentum: 0.937\n",
        ("Y203", None, "this is a file of training settings", "", None),
    ),
    "a picture": (
        "\x89PNG\r\n" + "\x00\x01\x02" * 40,
        ("Y109", None, "this is no text file", "", None),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_first_words_and_first_fix(name: str) -> None:
    text, (code, row, words, title, safe) = CASES[name]
    one = next(found for found in findings(text) if found.code == code)
    assert one.layer == row
    assert words in one.message
    assert (one.fixes[0].title if one.fixes else "") == title
    if safe is not None:
        assert (one.fixes[0].applicability is Applicability.SAFE) == safe


def test_a_namesake_of_a_whole_backbone_is_not_cut_to_its_arguments() -> None:
    found = [one for one in findings(swapped_backbone()) if one.code == "B104"]
    assert [one.layer for one in found] == [1, 2, 3, 4]
    assert all("another class of that name" in one.message and not one.fixes for one in found)


@pytest.mark.parametrize("name", ["a comma lost before quotes", "none"])
def test_nothing_else_is_told_of_that_cell(name: str) -> None:
    text, (code, *_) = CASES[name]
    codes = {found.code for found in findings(text)}
    assert code in codes
    assert codes.isdisjoint({"B107", "S105"})


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (CASES["every input of the head one too late"][0], YOLOV5S),
        (
            edited((C3_4, C3_4 + "  - [-1, 1, CBAM, [128]]\n")),
            edited(
                (C3_4, C3_4 + "  - [-1, 1, CBAM, [256]]\n"), ("[[-1, 6]", "[[-1, 7]"),
                ("[[-1, 14]", "[[-1, 15]"), ("[[-1, 10]", "[[-1, 11]"),
                ("[[17, 20, 23]", "[[18, 21, 24]"),
            ),
        ),
        (edited(("[None, 2, nearest]", "[None, 2, \u2018nearest\u2019]"), ("nc: 80", "nc\uff1a80")),
         edited(("[None, 2, nearest]", "[None, 2, 'nearest']"))),
        (CASES["none"][0], YOLOV5S),
    ],
    ids=["head", "attention", "quotes of a page", "none"],
)  # fmt: skip
def test_safe_fixes_bring_back_what_was_meant(text: str, wanted: str) -> None:
    def rows(text: str) -> list[str]:
        return [line.partition("#")[0].rstrip() for line in text.splitlines()]

    assert rows(fix_all(text).text) == rows(wanted)


def test_a_concat_of_one_row_is_never_written_unasked() -> None:
    text = CASES["brackets and the number lost"][0]
    assert fix_all(text).text == text
