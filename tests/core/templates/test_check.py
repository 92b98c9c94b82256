"""Tables that can be read and still make no network."""

import pytest

from builder.core.blocks.stage_tables import TABLES
from builder.core.templates import Blocks, Form, Head, Plan, check_table, read_table, table_text
from builder.core.text import LineIndex

S = table_text(TABLES["efficientnet_v2_s"])
DETECT, CLASSIFY = Plan(), Plan(Head.CLASSIFY)
TUTORIAL = Plan(blocks=Blocks.TUTORIAL)
GATES = Plan(Head.CLASSIFY, blocks=Blocks.TUTORIAL)
SHORT = "2 3 1 1 24 24 0 0\n4 3 2 4 24 48 0 0\n4 3 2 4 48 64 0 0\n"
DEEP = SHORT + "1 3 2 4 64 64 1 0\n1 3 2 4 64 64 1 0\n1 3 2 4 64 64 1 0\n"
THIN = "2 3 2 1 8 8 1 0.1\n2 3 2 4 8 8 1 0.1\n2 3 2 4 8 8 1 0.1\n2 3 2 4 8 8 1 0.1\n"
MANY = "100 3 1 1 24 24 0 0\n" * 5

CASES = {
    "good": (S, DETECT, None),
    "channels that do not meet": (
        S.replace(" 64, 128", " 56, 128"),
        DETECT,
        (7, 16, "stage 4 takes 56 channels, but stage 3 gives 64"),
    ),
    "channels that trainers round": (
        SHORT.replace("48", "45"),
        CLASSIFY,
        (2, 12, "trainers make 48 channels of 45: take a multiple of 8"),
    ),
    "a stem that trainers round": ("1 3 1 1 20 24 0 0", CLASSIFY, (1, 9, "make 24 channels of 20")),
    "no stride 16": (SHORT, DETECT, (3, 5, "the last stage has 8")),
    "no stride 16, to classify": (SHORT, CLASSIFY, None),
    "stride 64": (DEEP, DETECT, (6, 5, "this stage has stride 64")),
    "stride 64, to classify": (DEEP, CLASSIFY, None),
    "gates of no channels": (THIN, TUTORIAL, (1, 15, "se_ratio 0.1 of 8 channels leaves none")),
    "a gate of the first block": ("1 3 1 1 16 8 1 0.1", GATES, None),
    "a gate of the second block": (
        "2 3 1 1 16 8 1 0.1",
        GATES,
        (1, 16, "se_ratio 0.1 of 8 channels leaves none"),
    ),
    "gates of the paper": (THIN, DETECT, None),
    "gates in one block": (THIN, Plan(form=Form.BACKBONE, blocks=Blocks.TUTORIAL), None),
    "a gate without expansion": (
        SHORT.replace("48 64 0 0", "48 64 0 0.25").replace("2 4 48 64", "2 1 48 64"),
        CLASSIFY,
        (3, 17, "takes squeeze-excite only where in equals out"),
    ),
    "500 blocks": (MANY, CLASSIFY, (5, 1, "that makes 500 blocks; at most 400")),
}  # fmt: skip


@pytest.mark.parametrize(("text", "plan", "told"), CASES.values(), ids=CASES)
def test_what_is_wrong(text: str, plan: Plan, told: tuple[int, int, str] | None) -> None:
    found = read_table(text)
    assert found.faults == ()
    faults = check_table(found.rows, plan)
    if told is None:
        assert faults == ()
        return
    assert LineIndex(text).position(faults[0].span.start) == told[:2]
    assert told[2] in faults[0].words.en
    assert faults[0].words.zh


def test_a_break_is_told_for_each_stage() -> None:
    text = S.replace(" 48,  64", " 56,  72")
    faults = check_table(read_table(text).rows, DETECT)
    assert [fault.words.en for fault in faults] == [
        "stage 3 takes 56 channels, but stage 2 gives 48",
        "stage 4 takes 64 channels, but stage 3 gives 72",
    ]
