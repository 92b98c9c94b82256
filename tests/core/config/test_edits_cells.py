"""Gestures on cells, inputs and header values, as the text that comes out."""

from collections.abc import Callable

import pytest

from builder.core.config import Config, read_config
from builder.core.config import edits as gestures
from builder.core.config.edits import Change
from builder.core.text import apply_edits
from tests.core.config.networks import FLOW, ROWS_OF_DASHES

Gesture = Callable[[Config], Change]

CHANGES: list[tuple[str, Gesture, str, str]] = [
    (FLOW, lambda c: gestures.set_number(c, 2, 6), "[-1, 2, C3", "[-1, 6, C3"),
    (FLOW, lambda c: gestures.set_module(c, 2, "C3Ghost"), "C3,", "C3Ghost,"),
    (FLOW, lambda c: gestures.set_module(c, 4, "nn.Identity"), "nn.Upsample", "nn.Identity"),
    (FLOW, lambda c: gestures.set_argument(c, 4, 2, "'linear'"), "'nearest'", "'linear'"),
    (FLOW, lambda c: gestures.set_argument(c, 2, 1, "False"), "[32]]", "[32, False]]"),
    (FLOW, lambda c: gestures.set_argument(c, 1, 2, None), "[32, 3, 2]", "[32, 3]"),
    (FLOW, lambda c: gestures.set_argument(c, 2, 0, ""), "C3, [32]", "C3, []"),
    (ROWS_OF_DASHES, lambda c: gestures.set_argument(c, 3, 0, "nc"), "- []", "- [nc]"),
    (ROWS_OF_DASHES, lambda c: gestures.set_argument(c, 1, 2, "1"), "- 16\n    - true",
     "[16, true, 1]"),
    (FLOW, lambda c: gestures.connect(c, 1, 5, 1), "[[-1, 2]", "[[-1, 1]"),
    (FLOW, lambda c: gestures.connect(c, 4, 5, 1), "[[-1, 2]", "[[-1, -1]"),
    (FLOW, lambda c: gestures.connect(c, 0, 5, 2), "[[-1, 2]", "[[-1, 2, 0]"),
    (FLOW, lambda c: gestures.connect(c, 0, 4, 1), "[-1, 1, nn.U", "[[-1, 0], 1, nn.U"),
    (FLOW, lambda c: gestures.connect(c, 2, 4, 0), "[-1, 1, nn.U", "[2, 1, nn.U"),
    (ROWS_OF_DASHES, lambda c: gestures.connect(c, 0, 2, 2), "- - - -1\n    - 0\n",
     "- - [-1, 0, 0]\n"),
    (FLOW, lambda c: gestures.disconnect(c, 7, 0), "[[6, 3], 1", "[[3], 1"),
    (FLOW, lambda c: gestures.disconnect(c, 7, 1), "[[6, 3], 1", "[[6], 1"),
    (ROWS_OF_DASHES, lambda c: gestures.disconnect(c, 2, 0), "- - - -1\n    - 0\n", "- - [0]\n"),
    (FLOW, lambda c: gestures.set_from(c, 5, [-1, 3]), "[[-1, 2]", "[[-1, 3]"),
    (FLOW, lambda c: gestures.set_from(c, 5, -2), "[[-1, 2], 1", "[-2, 1"),
    (FLOW, lambda c: gestures.set_from(c, 6, [4]), "[-2, 1", "[[4], 1"),
    (FLOW, lambda c: gestures.set_header(c, "nc", "80"), "nc: 4  #", "nc: 80  #"),
    (FLOW, lambda c: gestures.set_header(c, "anchors", "3"),
     "anchors:\n  - [10,13, 16,30]  #", "anchors: 3  #"),
    (FLOW, lambda c: gestures.set_header(c, "depth_multiple", "0.33"), "# classes\n",
     "# classes\ndepth_multiple: 0.33\n"),
    (FLOW, lambda c: gestures.set_header(c, "ch", "3"), "# P3/8\nbackbone",
     "# P3/8\nch: 3\nbackbone"),
    ("\ufeffbackbone: []\nhead: []\n", lambda c: gestures.set_header(c, "nc", "1"), "\ufeff",
     "\ufeffnc: 1\n"),
    ("nc:   # classes\r\nhead: []", lambda c: gestures.set_header(c, "nc", "1"), "nc: ", "nc: 1 "),
    ("nc: 1 # a\r\nhead: []", lambda c: gestures.set_header(c, "ch", "1"), "# a\r\n",
     "# a\r\nch: 1\r\n"),
    ("head: []\r\n", lambda c: gestures.set_header(c, "nc", "1"), "head", "nc: 1\r\nhead"),
    ("{head: []}", lambda c: gestures.set_header(c, "nc", "1"), "{", "{nc: 1, "),
    ("# later", lambda c: gestures.set_header(c, "nc", "1"), "# later", "# later\nnc: 1\n"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "gesture", "old", "new"), CHANGES)
def test_one_cell_changes(text: str, gesture: Gesture, old: str, new: str) -> None:
    assert text.count(old) == 1
    change = gesture(read_config(text))
    assert change.notes == ()
    assert apply_edits(text, change.edits).replace("  #", " #") == text.replace(old, new).replace(
        "  #", " #"
    )


@pytest.mark.parametrize(
    "gesture",
    [
        lambda c: gestures.set_number(c, 2, "1]"),
        lambda c: gestures.set_number(c, 99, 1),
        lambda c: gestures.set_module(c, 2, "A, B"),
        lambda c: gestures.set_module(c, 2, "A # B"),
        lambda c: gestures.set_module(c, 2, ""),
        lambda c: gestures.set_argument(c, 2, 5, "1"),
        lambda c: gestures.set_argument(c, 1, 0, None),
        lambda c: gestures.set_argument(c, 1, 0, "1]], [[2"),
        lambda c: gestures.connect(c, 5, 5, 0),
        lambda c: gestures.connect(c, -1, 5, 0),
        lambda c: gestures.disconnect(c, 4, 0),
        lambda c: gestures.disconnect(c, 5, 2),
        lambda c: gestures.set_from(c, 5, []),
        lambda c: gestures.set_header(c, "nc", "1\nbackbone: []"),
        lambda c: gestures.set_header(c, "nc", "[1"),
    ],
)
def test_what_does_not_fit_is_refused(gesture: Gesture) -> None:
    change = gesture(read_config(FLOW))
    assert change.refused
    assert len(change.notes) == 1


def test_the_same_value_again_changes_nothing() -> None:
    config = read_config(FLOW)
    for change in (
        gestures.set_number(config, 2, 2),
        gestures.set_from(config, 5, [-1, 2]),
        gestures.set_header(config, "nc", "4"),
    ):
        assert change.edits == ()
        assert not change.refused
