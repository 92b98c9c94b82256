"""Gestures on a file whose row 0 has several numbers, as the text that comes out."""

import pytest

from builder.core.config import Config, read_config
from builder.core.config.edits import (
    connect,
    insert_after,
    insert_on_edge,
    insert_row,
    move_row,
    remove_row,
)
from builder.core.config.edits.change import Change
from builder.core.text import apply_edits
from tests.texts import FIVE_SLOT, FIVE_SLOT_WITH_CBAM_AT_6

CONFIG = read_config(FIVE_SLOT).numbered(5)
CBAM = "[-1, 1, CBAM, [1024]]"


def after(change: Change, config: Config = CONFIG) -> Config:
    assert change.edits, change.notes
    return read_config(apply_edits(config.text, change.edits)).numbered(5)


def refs(config: Config, number: int) -> list[int]:
    return [ref.value for ref in config.layers[config.row_of(number)].refs]


def test_numbers_in_words() -> None:
    assert [CONFIG.number_text(index) for index in (0, 1, 13)] == ["0-4", "5", "17"]
    assert read_config(FIVE_SLOT).number_text(0) == "0"


def test_a_new_row_moves_later_numbers_and_leaves_the_backbones() -> None:
    changed = after(insert_row(CONFIG, 2, CBAM))
    assert FIVE_SLOT_WITH_CBAM_AT_6 in changed.text


def test_of_several_edges_from_the_backbone_one_is_meant() -> None:
    text = FIVE_SLOT.replace("[[13, 16], 1, Detect", "[[2, 3, 16], 1, Detect")
    config = read_config(text).numbered(5)
    for port, slot in ((0, 2), (1, 3)):
        changed = after(insert_on_edge(config, 0, 13, CBAM, port), config)
        assert refs(changed, 17) == [slot]
        wanted = [2, 3, 16]
        wanted[port] = -1
        assert refs(changed, 18) == wanted
        back = after(remove_row(changed, changed.row_of(17)), changed)
        assert refs(back, 17) == [2, 3, 16]


def test_a_port_that_reads_another_row_is_refused() -> None:
    assert insert_on_edge(CONFIG, 0, 4, CBAM, 0).refused


def test_a_row_behind_the_backbone_stands_behind_its_last_map() -> None:
    changed = after(insert_after(CONFIG, 0, CBAM))
    assert changed.layers[1].name == "CBAM"
    assert refs(changed, 6) == [-1]
    assert refs(changed, 9) == [-1, 3]
    assert refs(changed, 13) == [-1, 2]


def test_a_removed_row_hands_its_map_on() -> None:
    text = FIVE_SLOT.replace("[-1, 1, Conv, [512, 1, 1]], # 6", "[3, 1, Conv, [512, 1, 1]], # 6")
    config = read_config(text).numbered(5)
    changed = after(remove_row(config, config.row_of(6)), config)
    assert changed.layers[2].name == "nn.Upsample"
    assert refs(changed, 6) == [3]


@pytest.mark.parametrize(
    "change",
    [insert_row(CONFIG, 0, CBAM), remove_row(CONFIG, 0), move_row(CONFIG, 0, 3)],
    ids=["insert", "remove", "move"],
)
def test_the_backbone_stays_first(change: Change) -> None:
    assert change.refused
    assert "row 0 stays the first row" in change.notes[0]


def test_notes_name_rows_by_their_numbers() -> None:
    assert "row 6 cannot read row 9" in connect(CONFIG, 5, 2, 0).notes[0]
    assert after(connect(CONFIG, 0, 4, 1)).layers[4].refs[1].value == 4
