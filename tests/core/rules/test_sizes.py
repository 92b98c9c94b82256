"""Rows whose maps have a size that nobody means are told in place of joins that fail of them."""

from pathlib import Path

import pytest

from tests.core.rules.networks import STEM, findings, fixed, grave, named, network

YOLOV5S = (Path(__file__).parents[3] / "examples" / "yolov5s.yaml").read_text("utf-8")
JOIN = ("[-1, 1, nn.Upsample, [None, 2, nearest]]", "[[-1, 0], 1, Concat, [1]]")
HEAD = "[[-1], 1, Detect, [nc, anchors]]"


def test_a_stem_that_lost_its_padding_is_told_itself() -> None:
    text = YOLOV5S.replace("[64, 6, 2, 2]", "[64, 6, 2]")
    found = next(one for one in findings(text) if one.severity.word == "error")
    assert (found.code, found.layer) == ("S111", 0)
    assert found.message == (
        "row 0: Conv with the even kernel 6 makes 321x321 of 640x640, one pixel too many, so "
        "row 12 cannot join it"
    )
    assert fixed(text, found) == YOLOV5S


def test_an_even_kernel_is_not_blamed_for_a_join_of_two_levels() -> None:
    """MP halves 321 to 160, so the pixel too many is gone before the wrong index is read."""
    rows = ["[-1, 1, Conv, [8, 3, 1]]", "[-1, 1, Conv, [8, 4, 2]]", "[-1, 1, MP, []]",
            "[-1, 1, Conv, [8, 3, 2]]", "[-1, 1, Conv, [8, 3, 2]]"]  # fmt: skip
    head = (JOIN[0], "[[-1, 2], 1, Concat, [1]]", "[[-1], 1, IDetect, [nc, anchors]]")
    (found,) = grave(findings(network(*rows, head=head)))
    assert (found.code, found.layer) == ("S101", 6)
    assert found.fixes[0].title == "Take row 3 (Conv, 80x80)"


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("[-1, 1, Conv, [16, 4, 2]]", "S111"),
        ("[-1, 1, Conv, [16, 4, 2, 1]]", ""),
        ("[-1, 1, Conv, [16, 2, 2, 0]]", ""),
        ("[-1, 1, Conv, [16, 3, 2]]", ""),
    ],
)
def test_even_kernels_are_told_where_a_join_fails_of_them(row: str, code: str) -> None:
    found = grave(findings(network(STEM, row, head=(*JOIN, HEAD))))
    assert [one.code for one in found] == ([code] if code else [])


@pytest.mark.parametrize(
    ("dimension", "words"),
    [
        ("2", "joins along the height"),
        ("0", "joins along the images of a batch"),
        ("-1", "joins along the width"),
        ("4", "names a dimension that maps don't have"),
        ("5", "names a dimension that maps don't have"),
        ("-5", "names a dimension that maps don't have"),
    ],
)
def test_the_number_of_a_concat_is_its_dimension(dimension: str, words: str) -> None:
    text = network(STEM, "[-1, 1, Conv, [16]]", f"[[-1, 0], 1, Concat, [{dimension}]]")
    (found,) = grave(findings(text))
    assert (found.code, found.layer) == ("B115", 2)
    assert words in found.message
    assert grave(findings(fixed(text, found))) == []


def test_the_channels_may_be_counted_from_the_end() -> None:
    text = network(STEM, "[-1, 1, Conv, [16]]", "[[-1, 0], 1, Concat, [-3]]")
    assert named(findings(text)) == []


def test_a_map_larger_than_the_image_has_a_size_too() -> None:
    rows = [f"[-1, 1, nn.Upsample, [None, {factor}, nearest]]" for factor in (8, 1.5)]
    text = network(*rows, "[[-1, 0], 1, Concat, [1]]")
    assert named(grave(findings(text))) == [("S101", 2)]
