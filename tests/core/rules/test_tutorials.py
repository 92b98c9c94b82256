"""What tutorials' configs hide, on networks of our own with the same faults."""

from pathlib import Path

from tests.core.rules.networks import HEADER, findings, fixed, grave, named, network

EXAMPLES = Path(__file__).parents[3] / "examples"

# An attention block in front of the head that nobody reads, a small letter, comments that are
# one behind from row 5 on, and a list that is never closed.
ATTENTION = """\
nc: 80
depth_multiple: 0.67
width_multiple: 0.75
anchors:
  - [5, 6, 9, 4, 7, 9]
  - [9, 12, 17, 7, 11, 15]
backbone:
  [[-1, 1, Conv, [64, 6, 2, 2]],  # 0-P1/2
   [-1, 1, Conv, [128, 3, 2]],  # 1-P2/4
   [-1, 1, Conv, [256, 3, 2]],  # 2-P3/8
   [-1, 3, c3, [256]],  #3
   [-1, 3, CBAM, [256]],
   [-1, 1, SPPF, [256, 5]],  # 4
  ]
head:
  [[-1, 1, nn.Upsample, [None, 2, 'nearest']],
   [[-1, 1], 1, BiFPN_Concat2, [1]],  # cat backbone P2
   [-1, 3, C3, [128, False]],  # 7 (P2/4-small)
   [-1, 1, Conv, [128, 3, 2]],
   [[-1, 5], 1, BiFPN_Concat2, [1]],  # cat backbone P3
   [-1, 3, C3, [256, False]],  # 10 (P3/8-medium)
   [-1, 1, SimAM, [256]],

   [[8, 11], 1, Detect, [nc, anchors]],
"""

WHOLE_BACKBONE = network(
    "[-1, 1, TinyNet_M0, []]  # 4",
    "[-1, 1, SPPF, [1024, 5]]  # 5",
    head=(
        "[-1, 1, Conv, [512, 1, 1]]  # 6",
        "[-1, 1, nn.Upsample, [None, 2, 'nearest']]  # 7",
        "[[-1, 3], 1, Concat, [1]]  # cat backbone P4 8",
        "[-1, 3, C3, [512, False]]  # 9",
        "[-1, 1, Conv, [512, 3, 2]]  # 10",
        "[[-1, 5], 1, Concat, [1]]  # cat head P5 11",
        "[-1, 3, C3, [1024, False]]  # 12",
        "[[9, 12], 1, Detect, [nc, anchors]]",
    ),
    header=HEADER,
)


def test_attention_block_that_nobody_reads() -> None:
    found = {one.code: one for one in findings(ATTENTION)}
    assert found["Y103"].layer is None
    assert (found["B101"].layer, found["B101"].span.of(ATTENTION)) == (3, "c3")
    assert found["B101"].fixes[0].applicability == "safe"
    assert found["G102"].message == (
        "nobody reads row 12 (SimAM); Detect (row 13) reads row 11 instead"
    )
    assert found["G106"].message == (
        "3 comments from row 5 on are one behind: `# 4` stands on row 5"
    )
    assert [label.message for label in found["G106"].labels] == ["this is row 8", "this is row 11"]
    assert sorted(one.code for one in grave(findings(ATTENTION))) == ["B101", "G102", "Y103"]


def test_attention_block_mended_step_by_step() -> None:
    text = ATTENTION
    for code in ("Y103", "B101", "G102", "G106"):
        (found,) = [one for one in findings(text) if one.code == code]
        text = fixed(text, found)
    assert {one.code for one in findings(text)} == {"B102"}
    assert "[[8, 12], 1, Detect" in text
    assert "# 11 (P3/8-medium)" in text


def test_comments_are_surely_wrong_once_the_head_reads_the_rows_marked_for_it() -> None:
    text = ATTENTION.replace("c3", "C3")
    (comments,) = [one for one in findings(text) if one.code == "G106"]
    assert comments.fixes[0].applicability == "safe"


STOCK = "# builder: dialect yolov5@7.0\n"


def test_whole_backbone_in_one_row_is_told_once() -> None:
    (found,) = findings(STOCK + WHOLE_BACKBONE)
    assert (found.code, found.layer) == ("D106", 0)
    assert found.message.startswith("row 0: TinyNet_M0 looks like a whole backbone")
    assert fixed(STOCK + WHOLE_BACKBONE, found) == WHOLE_BACKBONE


def test_whole_backbone_with_masks() -> None:
    masks = WHOLE_BACKBONE.replace("Detect, [nc, anchors]", "Segment, [nc, anchors, 32, 256]")
    assert named(findings(STOCK + masks)) == [("D106", 0)]


def test_whole_backbone_that_nobody_knows_is_the_one_finding_of_its_fork() -> None:
    (found,) = findings(WHOLE_BACKBONE)
    assert (found.code, found.layer) == ("S108", 0)
    assert found.message.startswith("row 0-4: TinyNet_M0 is not worked out here")


KNOWN = WHOLE_BACKBONE.replace("TinyNet_M0", "EfficientViT_M0")


def test_a_join_of_the_wrong_slot_is_mended_by_its_number() -> None:
    assert grave(findings(KNOWN)) == []
    wrong = KNOWN.replace("[-1, 3]", "[-1, 2]")
    (found,) = grave(findings(wrong))
    assert found.code == "S101"
    assert found.message == ("row 8 joins 40x40 (P4/16) from row 7 with 80x80 (P3/8) from slot 2")
    assert [fix.title for fix in found.fixes] == ["Take slot 3 (EfficientViT_M0, 40x40)"]
    assert fixed(wrong, found) == KNOWN


def test_an_empty_slot_cannot_be_read() -> None:
    (found,) = grave(findings(KNOWN.replace("[-1, 3]", "[-1, 1]")))
    assert found.code == "G101"
    assert found.message == (
        "row 8 (Concat) reads slot 1, which the backbone in row 0 leaves empty; "
        "it can read slots 2 to 7"
    )
    assert found.fixes[0].title == "Take slot 3 (EfficientViT_M0, 40x40)"


def test_rows_behind_a_backbone_are_named_as_from_counts_them() -> None:
    stale = KNOWN.replace("[[9, 12]", "[[9, 11]")
    (dead,) = grave(findings(stale))
    assert dead.message == "nobody reads row 12 (C3, 20x20); Detect (row 13) reads row 11 instead"
    assert fixed(stale, dead) == KNOWN
    beyond = KNOWN.replace("[[9, 12]", "[[9, 14]")
    (found,) = grave(findings(beyond))
    assert found.message == (
        "row 13 (Detect) reads row 14, but the last row is 13; it can read slots 2 to 12"
    )
    assert fixed(beyond, found) == KNOWN


def test_comments_behind_a_backbone_count_its_slots() -> None:
    text = KNOWN.replace("# 10\n", "# 9\n")
    found = [one for one in findings(text) if one.code == "G106"]
    assert [one.message for one in found] == ["the comment says 9, but this is row 10"]
    assert fixed(text, found[0]) == KNOWN


def test_an_unknown_first_row_is_no_backbone_where_the_indices_fit() -> None:
    text = network("[-1, 1, TinyNet_M0, []]", head=("[[0], 1, Detect, [nc, anchors]]",))
    assert named(findings(text)) == [("B101", 0)]


def test_head_without_its_finest_level() -> None:
    text = (EXAMPLES / "yolov5-efficientnetv2.as-published.yaml").read_text(encoding="utf-8")
    (found,) = grave(findings(text))
    assert (found.code, found.layer) == ("H102", 27)
    assert found.message == (
        "row 27: Detect reads strides 16, 32 and 64 (rows 20, 23 and 26), but the anchors are "
        "for 8, 16 and 32: there is no stride-8 head"
    )
    assert "says P3/8, but row 20 is 40x40 (P4/16)" in [label.message for label in found.labels]
