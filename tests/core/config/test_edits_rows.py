"""Gestures on rows, as the whole text that comes out."""

import re

import pytest

from builder.core.config import SectionName, read_config
from builder.core.config import edits as gestures
from builder.core.config.edits import Change
from builder.core.text import apply_edits
from tests.core.config.networks import BLOCK, FLOW, ROWS_OF_DASHES

NEW = "[-1, 1, CBAM, [8]]"


def after(text: str, change: Change) -> str:
    assert change.edits, change.notes
    new = apply_edits(text, change.edits)
    assert read_config(new).diagnostics == read_config(text).diagnostics == ()
    return new


def lines(text: str) -> list[str]:
    """The lines from the backbone's first row."""
    return text.splitlines()[next(n for n, x in enumerate(text.splitlines()) if "Conv" in x) :]


def test_insert_into_a_flow_list() -> None:
    change = gestures.insert_row(read_config(FLOW), 2, NEW)
    assert change.index == 2
    assert lines(after(FLOW, change)) == [
        "  [[-1, 1, Conv, [16, 3, 2]],  # 0-P1/2",
        "   [-1, 1, Conv, [32, 3, 2]],  # 1-P2/4",
        "   [-1, 1, CBAM, [8]],",
        "   [-1, 2, C3, [32]],",
        "   [-1, 1, Conv, [64, 3, 2]],  # 4-P3/8",
        "  ]",
        "",
        "head:",
        "  [[-1, 1, nn.Upsample, [None, 2, 'nearest']],",
        "   [[-1, 3], 1, Concat, [1]],  # cat P2",
        "   [-2, 1, Conv, [32, 1]],  # 7 (P2/4)",
        "",
        "   [[7, 4], 1, Detect, [nc, anchors]],  # Detect(P2, P3)",
        "  ]",
    ]


def test_a_relative_reference_stretches_across_the_new_row() -> None:
    text = after(FLOW, gestures.insert_row(read_config(FLOW), 5, NEW))
    assert (
        "   [[-1, 2], 1, Concat, [1]],  # cat P2\n   [-3, 1, Conv, [32, 1]],  # 7 (P2/4)\n" in text
    )


def test_insert_before_the_first_row() -> None:
    text = after(FLOW, gestures.insert_row(read_config(FLOW), 0, NEW))
    assert "  [[-1, 1, CBAM, [8]],\n   [-1, 1, Conv, [16, 3, 2]],  # 1-P1/2\n" in text
    assert "   [[7, 4], 1, Detect" in text


def test_the_boundary_belongs_to_the_backbone_unless_told() -> None:
    config = read_config(FLOW)
    end = "# 3-P3/8\n   [-1, 1, CBAM, [8]],\n  ]\n"
    assert end in after(FLOW, gestures.insert_row(config, 4, NEW))
    assert end in after(FLOW, gestures.insert_row(config, 4, NEW, SectionName.BACKBONE))
    start = "head:\n  [[-1, 1, CBAM, [8]],\n   [-1, 1, nn.Upsample"
    assert start in after(FLOW, gestures.insert_row(config, 4, NEW, SectionName.HEAD))


def test_insert_after_takes_every_reader() -> None:
    text = after(FLOW, gestures.insert_after(read_config(FLOW), 6, "-1, 1, CBAM, [8]"))
    assert "# 6 (P2/4)\n   [-1, 1, CBAM, [8]],\n\n   [[7, 3], 1, Detect" in text


def test_insert_on_a_lateral_edge() -> None:
    text = after(FLOW, gestures.insert_on_edge(read_config(FLOW), 2, 5, NEW))
    assert "   [2, 1, CBAM, [8]],\n   [[-2, -1], 1, Concat, [1]],  # cat P2\n" in text
    assert "   [-2, 1, Conv, [32, 1]],  # 7 (P2/4)\n" not in text  # it reads the Upsample still
    assert "   [-3, 1, Conv, [32, 1]],  # 7 (P2/4)\n" in text


def test_insert_on_a_chain_edge_is_insert() -> None:
    config = read_config(FLOW)
    assert gestures.insert_on_edge(config, 1, 2, "[0, 1, CBAM, [8]]") == gestures.insert_row(
        config, 2, NEW
    )


def test_remove_points_readers_at_the_input() -> None:
    change = gestures.remove_row(read_config(FLOW), 2)
    assert change.notes == ()
    text = after(FLOW, change)
    assert "[[-1, 1], 1, Concat" in text
    assert "# 2-P3/8" in text
    assert "[[5, 2], 1, Detect" in text


def test_remove_of_a_branch_gives_the_chain_a_number() -> None:
    text = after(BRANCH, gestures.remove_row(read_config(BRANCH), 2))
    assert text == BRANCH.replace("  - [0, 1, Conv, [8]]\n", "").replace(
        "- [-1, 1, SPPF", "- [0, 1, SPPF"
    )


BRANCH = """\
backbone:
  - [-1, 1, Conv, [8]]
  - [-1, 1, Conv, [16]]
  - [0, 1, Conv, [8]]
  - [-1, 1, SPPF, [8]]
head: []
"""


def test_remove_of_a_concat_says_what_it_cannot_mend() -> None:
    text = "backbone:\n- [-1, 1, A, []]\n- [-1, 1, B, []]\n- [[-1, 0], 1, Concat, [1]]\n"
    text += "- [-1, 1, C, []]\nhead: []\n"
    change = gestures.remove_row(read_config(text), 2)
    (note,) = change.notes
    assert "row 2 read the removed row 2 (Concat), which joined rows 1, 0" in note
    assert "- [-1, 1, B, []]\n- [-1, 1, C, []]\nhead" in after(text, change)


def test_remove_of_the_first_row_cannot_give_the_image_to_others() -> None:
    text = "backbone:\n- [-1, 1, A, []]\n- [-1, 1, B, []]\n- [0, 1, C, []]\nhead: []\n"
    change = gestures.remove_row(read_config(text), 0)
    assert "- [-1, 1, B, []]\n- [0, 1, C, []]" in after(text, change)
    (note,) = change.notes
    assert "row 1 read the removed row 0 (A); only row 0 can read the image" in note


def test_move_keeps_the_chain_and_carries_the_comment() -> None:
    text = after(FLOW, gestures.move_row(read_config(FLOW), 1, 2))
    assert "   [-1, 2, C3, [32]],\n   [-1, 1, Conv, [32, 3, 2]],  # 2-P2/4\n" in text
    assert "[[-1, 1], 1, Concat" in text  # it still reads the C3


def test_move_across_the_boundary() -> None:
    text = after(FLOW, gestures.move_row(read_config(FLOW), 3, 4))
    assert "   [-1, 2, C3, [32]],\n  ]\n" in text
    assert "'nearest']],\n   [-1, 1, Conv, [64, 3, 2]],  # 4-P3/8\n   [[-1, 2]" in text
    assert "[[6, 4], 1, Detect" in text


def test_move_before_a_row_that_it_reads_is_told() -> None:
    change = gestures.move_row(read_config(FLOW), 5, 1)
    assert change.notes == ("row 1 reads row 3, which now comes after it",)


def test_duplicate_reads_the_original() -> None:
    text = after(FLOW, gestures.duplicate_row(read_config(FLOW), 6))
    assert "# 6 (P2/4)\n   [-1, 1, Conv, [32, 1]],\n\n   [[6, 3]" in text


def test_block_lists_keep_their_style() -> None:
    text = after(BLOCK, gestures.insert_row(read_config(BLOCK), 1, NEW))
    assert text == (
        BLOCK.replace("# 0-P1/2\n", "# 0-P1/2\n  - [-1, 1, CBAM, [8]]\n")
        .replace("# 1-P2/4", "# 2-P2/4")
        .replace("# 2\n", "# 3\n")
        .replace("# 3\n  - [[-1, 1]", "# 4\n  - [[-1, 2]")
        .replace("(4), fpn", "(5), fpn")
        .replace("[[4]", "[[5]")
    )


def test_rows_of_dashes_keep_their_style() -> None:
    text = after(
        ROWS_OF_DASHES, gestures.insert_row(read_config(ROWS_OF_DASHES), 1, "[0, 1, A, [[1, 2]]]")
    )
    assert "# 0\n- - 0\n  - 1\n  - A\n  - [[1, 2]]\n- - -1\n" in text
    assert "    - true  # 2\nhead:" in text
    assert "- - - 3\n  - 1\n  - Detect" in text


def test_remove_and_duplicate_in_rows_of_dashes() -> None:
    config = read_config(ROWS_OF_DASHES)
    removed = after(ROWS_OF_DASHES, gestures.remove_row(config, 0))
    assert "backbone:\n- - -1\n  - 2\n  - C3\n" in removed
    doubled = after(ROWS_OF_DASHES, gestures.duplicate_row(config, 1))
    assert "# 1\n- - -1\n  - 2\n  - C3\n  - [16, true]\nhead:" in doubled


@pytest.mark.parametrize(
    "text",
    [
        "backbone:\n  - [-1, 1, A, []]\nhead:\n  - [-1, 1, B, []]  # 1\n",
        "backbone: [[-1, 1, A, []]]\nhead: [[-1, 1, B, []]]",
        "backbone:\n  [[-1, 1, A, []]]\nhead:\n  [[-1, 1, B, []],  # 1\n  ]\n",
        "backbone:\n- - -1\n  - 1\n  - A\n  - []\nhead: # rows\n- - -1\n  - 1\n  - B\n  - []",
        "backbone:\n  [\n   [-1, 1, A, []]\n  ]\nhead:\n  [\n   [-1, 1, B, []],\n  ]\n",
    ],
)
def test_removing_the_only_row_leaves_an_empty_list(text: str) -> None:
    new = after(text, gestures.remove_row(read_config(text), 1))
    config = read_config(new)
    assert config.root is not None
    assert config.root.value["head"] == []
    assert len(config.layers) == 1
    again = after(new, gestures.insert_row(config, 1, "[-1, 1, C, []]", SectionName.HEAD))
    assert [layer.name for layer in read_config(again).layers] == ["A", "C"]
    assert read_config(again).layers[1].section is SectionName.HEAD


SPELLINGS = {
    "one line": "backbone: [[-1, 1, A, []], [-1, 1, B, []]]\n"
    "head: [[-1, 1, C, []], [1, 1, D, []]]\n",
    "several on a line": "backbone:\n  [[-1, 1, A, []], [-1, 1, B, []],  # 1\n   [-1, 1, C, []], "
    "[-1, 1, D, []]]  # 3\nhead:\n  [[1, 1, E, []]]\n",
    "no comma at the end": "backbone:\n  [[-1, 1, A, []],  # 0\n   [-1, 1, B, []]  # 1\n  ]\n"
    "head:\n  [[1, 1, C, []]]  # 2\n",
    "closed on the last line": "backbone:\n  [[-1, 1, A, []],  # 0\n   [-1, 1, B, []]]  # 1\n"
    "head:\n  [[1, 1, C, []]]",
    "commas in front": "backbone:\n  [ [-1, 1, A, []]\n  , [-1, 1, B, []]  # 1\n  , [0, 1, C, []]\n"
    "  ]\nhead:\n  [ [1, 1, D, []]\n  ]\n",
    "over several lines": "backbone:\n  [[-1, 1, A,\n    [1,\n     2]],  # 0\n   [\n"
    "    -1, 1, B, []\n   ],  # 1\n  ]\nhead:\n  [[-1, 1, C, []],\n  [1, 1, D, []]]\n",
    "crlf": FLOW.replace("\n", "\r\n"),
    "mixed ends": FLOW.replace("[32]],\n", "[32]],\r\n").replace("# 0-P1/2\n", "# 0-P1/2\r"),
    "no final line end": BLOCK.rstrip("\n"),
    "byte order mark": "\ufeff" + FLOW,
    "tabs": FLOW.replace("\n   [", "\n\t [").replace("],  #", "],\t#"),
    "wide comments": FLOW.replace("# 1-P2/4", "# 1\uff0c\u7b2c\u4e00\u5c42\xa0\U0001f680"),
    "comments between": FLOW.replace("   [-1, 2,", "   # - [0, 1, Old, []],\n\n   [-1, 2,"),
    "dashes below dashes": ROWS_OF_DASHES,
    "wide dashes": BLOCK.replace("  - [", "  -   ["),
    "dashes without indent": BLOCK.replace("  - [", "- ["),
    "block": BLOCK,
    "styles differ": BLOCK[: BLOCK.index("head")] + FLOW[FLOW.index("head") :].replace("6", "5"),
}


@pytest.mark.parametrize("name", SPELLINGS)
def test_every_place_of_every_spelling(name: str) -> None:
    text = SPELLINGS[name]
    config = read_config(text)
    assert config.diagnostics == ()
    names = [layer.name for layer in config.layers]
    count = len(names)
    for at in range(count + 1):
        for section in SectionName:
            new = read_config(after(text, gestures.insert_row(config, at, NEW, section)))
            assert [layer.name for layer in new.layers] == [*names[:at], "CBAM", *names[at:]]
            assert ends_of(new.text) == ends_of(text)
    for index in range(count):
        new = read_config(after(text, gestures.remove_row(config, index)))
        assert [layer.name for layer in new.layers] == names[:index] + names[index + 1 :]
        for to in range(count):
            change = gestures.move_row(config, index, to)
            moved = [*names[:index], *names[index + 1 :]]
            moved.insert(to, names[index])
            new = read_config(apply_edits(text, change.edits))
            assert new.diagnostics == ()
            assert [layer.name for layer in new.layers] == moved
            assert comments(new.text) == comments(text)


def ends_of(text: str) -> set[str]:
    return {
        end
        for end in ("\r\n", "\n", "\r")
        if end in text.replace("\r\n", "" if end != "\r\n" else "\r\n")
    }


def comments(text: str) -> list[str]:
    """The comments without their numbers, which a move changes, in any order."""
    found = (line.partition("#")[2] for line in text.splitlines())
    return sorted(re.sub(r"\d+", "", part).strip() for part in found if part)


@pytest.mark.parametrize("name", SPELLINGS)
def test_comments_stay_with_their_rows(name: str) -> None:
    text = SPELLINGS[name]
    config = read_config(text)
    at = len(config.layers) // 2
    new = read_config(after(text, gestures.insert_row(config, at, NEW)))
    for layer in config.layers:
        moved = new.layers[layer.index + (layer.index >= at)]
        assert (layer.comment is None) == (moved.comment is None), layer.index


@pytest.mark.parametrize(
    ("comment", "renumbered"),
    [
        ("# 2", "# 3"),
        ("#2", "#3"),
        ("# 2-P3/8", "# 3-P3/8"),
        ("# 2 (P3/8-small)", "# 3 (P3/8-small)"),
        ("# X3 (2), fpn_blocks.1", "# X3 (3), fpn_blocks.1"),
        ("# 2, fpn", "# 3, fpn"),
        ("# 2 \u4e24\u4e2a", "# 3 \u4e24\u4e2a"),
        ("# 2  20*20", "# 3  20*20"),
        ("# 2*10*160", None),
        ("# 2 x 2", None),
        ("# 2x", None),
        ("# 2-4", None),
        ("# 2/4", None),
        ("# 2.5", None),
        ("# 2\u4e2a", None),
        ("# 3", None),  # it was wrong before
        ("# cat (1) and (2)", None),
        ("# cat P2", None),
    ],
)
def test_index_comments(comment: str, renumbered: str | None) -> None:
    text = "backbone:\n" + "- [-1, 1, A, []]\n" * 2 + f"- [-1, 1, B, []]  {comment}\nhead: []\n"
    new = after(text, gestures.insert_row(read_config(text), 0, NEW))
    assert new.splitlines()[4] == f"- [-1, 1, B, []]  {renumbered or comment}"


def test_references_that_were_wrong_stay() -> None:
    text = "backbone:\n- [-1, 1, A, []]\n- [7, 1, B, []]\n- [-9, 1, C, []]\n"
    text += "- [3, 1, D, []]\nhead: []\n"
    new = after(text, gestures.insert_row(read_config(text), 1, NEW))
    assert [row.refs[0].value for row in read_config(new).layers] == [-1, -1, 7, -9, 3]


@pytest.mark.parametrize(
    "change",
    [
        gestures.insert_row(read_config(FLOW), 99, NEW),
        gestures.insert_row(read_config(FLOW), 1, "[-1, 1, A"),
        gestures.insert_row(read_config(FLOW), 1, "[-1, 1, A]"),
        gestures.insert_row(read_config("backbone: 3\nhead: []\n"), 0, NEW),
        gestures.insert_row(read_config(""), 0, NEW),
        gestures.insert_on_edge(read_config(FLOW), 0, 7, NEW),
        gestures.remove_row(read_config(FLOW), 8),
        gestures.move_row(read_config(FLOW), 0, 8),
        gestures.duplicate_row(read_config("backbone: [[1, 2]]\nhead: []"), 0),
    ],
)
def test_what_cannot_be_done_says_why(change: Change) -> None:
    assert change.refused
    assert change.edits == ()
    assert len(change.notes) == 1


def test_a_row_that_repeats_another_is_told() -> None:
    text = "backbone:\n- [-1, 1, A, []]\n- &r [0, 1, B, []]\n- *r\nhead: []\n"
    change = gestures.insert_row(read_config(text), 0, NEW)
    assert change.notes == ("row 3 repeats another row by `*`; its `from` is not renumbered",)


@pytest.mark.parametrize(
    "spoil", [("[32]],", "[32]]"), ("  ]\n\nhead", "\nhead"), ("'nearest'", "'nearest")]
)
def test_edits_of_a_broken_file_add_no_fault(spoil: tuple[str, str]) -> None:
    text = FLOW.replace(*spoil)
    config = read_config(text)
    assert len(config.diagnostics) == 1
    for index in range(len(config.layers)):
        for change in (
            gestures.insert_row(config, index, NEW),
            gestures.remove_row(config, index),
            gestures.duplicate_row(config, index),
        ):
            assert change.edits or change.notes
            new = read_config(apply_edits(text, change.edits))
            assert len(new.diagnostics) <= 1
            assert abs(len(new.layers) - len(config.layers)) == bool(change.edits)
