"""Rows that repeat others by `*name`: findings stand there, and fixes change no other row."""

from builder.core.config import read_config
from tests.core.rules.networks import HEADER, findings

WHOLE = f"""{HEADER}backbone:
  - [-1, 1, Conv, [16, 3, 2]]
  - &up [[0, 9], 1, Concat, [1]]
head:
  - *up
  - [[1, 2], 1, Detect, [nc, anchors]]
"""
CELLS = f"""{HEADER}backbone:
  - [-1, 1, Conv, &wide [16, 3, 2, None, 1, 1, nn.SiLU]]
  - [-1, 1, Conv, *wide]
  - [-1, 1, Conv, [16, 3, 2, None, 1, 1, nn.SiLU]]
head:
  - [[0, 1, 2], 1, Detect, [nc, anchors]]
"""


def test_a_repeated_row_is_marked_itself() -> None:
    rows = read_config(WHOLE).layers
    wrong = [one for one in findings(WHOLE) if one.code == "G101"]
    assert [one.layer for one in wrong] == [1, 2]
    assert rows[1].span.covers(wrong[0].span)
    assert wrong[1].span == rows[2].span
    assert WHOLE[slice(rows[2].span.start, rows[2].span.end)] == "*up"


def test_no_fix_changes_what_another_row_repeats() -> None:
    assert [one.fixes for one in findings(WHOLE) if one.code == "G101"] == [(), ()]
    named = [one for one in findings(CELLS) if one.code == "B106"]
    assert [(one.layer, len(one.fixes)) for one in named] == [(0, 0), (1, 0), (2, 1)]
    assert named[1].span == read_config(CELLS).layers[1].span


def test_a_file_longer_than_any_network_is_told_by_its_length() -> None:
    found = findings(WHOLE.replace("Conv", "Mystery") + "# x\n" * 300_000)
    assert [one.code for one in found] == ["Y110"]
