"""What comments claim, held against the rows."""

import pytest

from builder.core.rules.comments import joined_level, stride_claimed
from tests.core.rules.networks import HEADER, STEM, findings, grave, named, network

WIDE = "[-1, 1, Conv, [32, 3, 2]]"


@pytest.mark.parametrize(
    ("comment", "stride"),
    [
        ("# 3-P3/8", 8),
        ("# (P4/16-medium)", 16),
        ("# 检测头输出P3/8", 8),
        ("# P5/32层", 32),
        ("# P3/8 -> P4/16", None),
        ("# P3/16", None),
        ("# XP3/8", None),
        ("# P3/88", None),
    ],
)
def test_a_level_in_a_comment(comment: str, stride: int | None) -> None:
    assert stride_claimed(comment) == stride


@pytest.mark.parametrize(
    ("comment", "joined"),
    [
        ("# cat backbone P4", ("backbone", 16)),
        ("# join head P3", ("head", 8)),
        ("# Concat P5", (None, 32)),
        ("# 与 cat backbone P4层拼接", ("backbone", 16)),
        ("# 11 join backbone P40", None),
        ("# category P3", None),
    ],
)
def test_a_join_in_a_comment(comment: str, joined: tuple[str | None, int] | None) -> None:
    assert joined_level(comment) == joined


def test_a_level_said_twice_is_a_wrong_comment_and_no_lost_level() -> None:
    rows = (f"{STEM}  # P2/4", f"{WIDE}  # P2/4")
    (found,) = grave(findings(network(*rows, head=("[[0, 1], 1, Detect, [nc, anchors]]",))))
    assert (found.code, found.layer) == ("S106", 0)


@pytest.mark.parametrize(("head", "wanted"), [("[nc, anchors]", [("H102", 2)]), ("[nc]", [])])
def test_anchors_say_levels_only_to_a_trainer_that_reads_them(
    head: str, wanted: list[tuple[str, int]]
) -> None:
    """A file that was converted to Ultralytics may have kept them."""
    header = HEADER.replace("anchors: 3", "anchors:\n  - [10, 13]  # P2/4\n  - [30, 61]  # P3/8")
    if head == "[nc]":
        header += "scales:\n  n: [1.0, 1.0, 1024]\n"
    text = network(STEM, WIDE, head=(f"[[0, 1], 1, Detect, {head}]",), header=header)
    assert named(grave(findings(text))) == wanted


@pytest.mark.parametrize(
    ("comment", "trust"),
    [("# 3", "safe"), ("# 3-P2/4", "safe"), ("# 3 bottlenecks", "unsafe"), ("# 3 个", "unsafe")],
)
def test_a_lone_number_before_words_is_not_renumbered_unasked(comment: str, trust: str) -> None:
    text = network(f"{STEM}  # 0", f"{WIDE}  {comment}", "[-1, 1, C3, [32]]  # 2")
    (found,) = [one for one in findings(text) if one.code == "G106"]
    assert found.message == "the comment says 3, but this is row 1"
    assert [fix.applicability for fix in found.fixes] == [trust]
