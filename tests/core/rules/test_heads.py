"""Heads of all trainers: groups of levels, maps for masks, anchors and classes."""

from builder.core.diagnostics import Severity
from tests.core.rules.networks import HEADER, STEM, findings, fixed, named, network

AUX = HEADER.replace("anchors: 3", "anchors:\n  - [10, 13, 16, 30]\n  - [30, 61, 62, 45]")


def auxiliary(read: str, header: str = AUX) -> str:
    """A network for YOLOv7 with an auxiliary head."""
    conv = "[-1, 1, Conv, [16, 3, 1]]"
    rows = ("[-1, 1, Conv, [16, 3, 2]]", conv, "[-1, 1, MP, []]", conv)
    return network(*rows, head=(f"[{read}, 1, IAuxDetect, [nc, anchors]]",), header=header)


def test_an_auxiliary_head_needs_anchors_for_half_of_its_inputs() -> None:
    assert findings(auxiliary("[1, 3, 0, 2]")) == ()
    three = AUX + "  - [116, 90, 156, 198]\n"
    (found,) = findings(auxiliary("[1, 3, 0, 2]", three))
    assert (found.code, found.severity) == ("H103", Severity.ERROR)
    assert found.message == (
        "row 4: IAuxDetect reads 4 rows in 2 groups, but there are 3 rows of anchors"
    )
    assert found.fixes == ()


def test_the_groups_of_a_head_are_held_to_the_first() -> None:
    text = auxiliary("[1, 3, 2, 0]")
    (found,) = findings(text)
    assert (found.code, found.severity) == ("H110", Severity.ERROR)
    assert found.message == (
        "row 4: IAuxDetect reads strides 2 and 4 in its first group, but 4 and 2 in its second"
    )
    assert fixed(text, found) == auxiliary("[1, 3, 0, 2]")
    (first,) = findings(auxiliary("[3, 1, 2, 0]"))
    assert first.code == "H101"
    assert "in its first group" in first.message


def test_an_odd_row_of_a_head_with_groups_is_left_out() -> None:
    rows = ("[-1, 1, Silence, []]", "[-1, 1, Conv, [64, 3, 2]]", "[-1, 1, ADown, [64]]")
    head = ("[[1, 2, 1, 2, 2], 1, DualDDetect, [nc]]",)
    (found,) = findings(network(*rows, head=head))
    assert (found.code, found.severity) == ("H110", Severity.WARNING)
    assert found.message == (
        "row 3: DualDDetect reads 2 groups of levels, so 5 rows are 1 too many"
    )


def test_maps_for_masks_are_no_levels() -> None:
    rows = ("[-1, 1, Silence, []]", "[-1, 1, Conv, [64, 3, 2]]", "[-1, 1, ADown, [64]]")
    for head in ("[[1, 2, 1], 1, DSegment, [nc, 32, 256]]",
                 "[[1, 2, 1, 2, 1, 1], 1, DualDSegment, [nc, 32, 256]]"):  # fmt: skip
        assert findings(network(*rows, head=(head,))) == ()


def test_anchors_are_taken_out_of_a_head_that_has_none() -> None:
    text = (
        "nc: 80\nscales:\n  n: [0.50, 0.25, 1024]\nbackbone:\n  - [-1, 1, Conv, [64, 3, 2]]\n"
        "  - [-1, 1, C2f, [64, True]]\nhead:\n  - [[1], 1, Segment, [nc, anchors, 32, 256]]\n"
    )
    (found,) = findings(text)
    assert found.message == (
        "row 2: Segment of Ultralytics 8.4 has no anchors: write [nc, 32, 256]"
    )
    assert findings(fixed(text, found)) == ()


def test_a_forgotten_word_does_not_make_another_trainers_file() -> None:
    text = network(STEM, "[-1, 1, C3, [16]]", head=("[[1], 1, Detect, [nc]]",))
    (found,) = findings(text)
    assert (found.code, found.fixes[0].applicability) == ("H109", "safe")
    assert findings(fixed(text, found)) == ()


def test_depth_has_no_classes() -> None:
    text = (
        "nc: 1\nscales:\n  n: [0.50, 0.25, 1024]\nbackbone:\n  - [-1, 1, Conv, [64, 3, 2]]\n"
        "  - [-1, 1, C3k2, [64]]\nhead:\n  - [-1, 1, Classify, [1000]]\n"
    )
    assert named(findings(text)) == [("H107", 2)]
    assert findings(text.replace("-1, 1, Classify, [1000]", "[1], 1, Depth, [64]")) == ()


def test_what_stands_behind_a_head_is_told_unless_it_may_be_a_head_itself() -> None:
    head = "[[0], 1, Detect, [nc, anchors]]"
    assert named(findings(network(STEM, head=(head, "[0, 1, C3, [16]]")))) == [("H115", 1)]
    assert named(findings(network(STEM, head=(head, "[[0], 1, LaneHead, [nc]]")))) == [("B101", 2)]


def test_a_number_of_anchors_counts_only_for_heads_with_anchors() -> None:
    none = HEADER.replace("anchors: 3", "anchors: 0")
    assert named(findings(network(STEM, header=none))) == [("D113", None)]
    rows = ("[-1, 1, Silence, []]", "[-1, 1, Conv, [64, 3, 2]]", "[-1, 1, ADown, [64]]")
    assert findings(network(*rows, head=("[[2], 1, DDetect, [nc]]",), header=none)) == ()


def test_inputs_that_look_meant_are_not_shifted() -> None:
    """A block behind the last level is unread; the head may well mean the first of each two."""
    block = "[-1, 1, C3, [16]]"
    rows = (STEM, block, block, "[-1, 1, Conv, [16, 3, 2]]", block, block)
    (found,) = findings(network(*rows, head=("[[1, 4], 1, Detect, [nc, anchors]]",)))
    assert [fix.title for fix in found.fixes] == ["Take row 5 (C3, 160x160) in row 6 (Detect)"]
    early = findings(network(*rows, head=("[[0, 4], 1, Detect, [nc, anchors]]",)))
    assert early[0].fixes[0].title == "Read rows 1 and 5 in Detect, each 1 later"


def test_a_join_that_is_only_made_smaller_has_no_block_of_its_own() -> None:
    rows = (STEM, "[-1, 1, C3, [16]]", "[[-1, 0], 1, Concat, [1]]")
    for below, wanted in (("[-1, 1, Conv, [32, 3, 2]]", []), ("[-1, 1, C3, [32]]", [("H105", 5)])):
        last = "[-1, 1, C3, [32]]" if not wanted else "[-1, 1, Conv, [32, 3, 2]]"
        text = network(*rows, below, last, head=("[[2, 4], 1, Detect, [nc, anchors]]",))
        assert named(findings(text)) == wanted


def test_a_convolution_that_others_read_makes_no_outputs() -> None:
    rows = (STEM, "[0, 1, nn.Conv2d, [255, 1, 1]]", "[0, 1, C3, [16]]")
    head = "[[1, 3], 1, Detect, [nc, anchors]]"
    only = network(*rows, "[2, 1, Conv, [16, 3, 2]]", head=(head,))
    assert findings(only)[0].code == "D115"
    shared = network(*rows, "[[1, 2], 1, Concat, [1]]", head=(head,))
    assert "D115" not in {one.code for one in findings(shared)}
