"""When each rule speaks and when it keeps silent: errors and warnings, with their rows."""

import pytest

from builder.core.diagnostics import Severity
from tests.core.rules.networks import DETECT, HEADER, STEM, findings, fixed, grave, named, network

WIDE = "[-1, 1, Conv, [32, 3, 2]]"
ANCHORS = HEADER.replace("anchors: 3", "anchors:\n  - [10, 13, 16, 30]\n  - [30, 61, 62, 45]")
SCALED = HEADER.replace("width_multiple: 1.0", "width_multiple: 0.5").replace("80", "3")

FIRES = {
    "self": (network(STEM, "[1, 1, Conv, [16]]"), [("G101", 1)]),
    "forward": (network(STEM, "[2, 1, Conv, [16]]", WIDE), [("G101", 1)]),
    "beyond": (network(STEM, head=("[[0, 60], 1, Detect, [nc, anchors]]",)), [("G101", 1)]),
    "before the first": (network(STEM, "[-3, 1, Conv, [16]]"), [("G101", 1)]),
    "row 0 reads itself": (network("[0, 1, Conv, [16, 3, 2]]"), [("G101", 0)]),
    "row 0 reads two back": (network("[-2, 1, Conv, [16, 3, 2]]"), [("G101", 0)]),
    "two wrong in one row": (
        network(STEM, head=("[[7, 9], 1, Detect, [nc, anchors]]",)),
        [("G101", 1)],
    ),
    "dead in the backbone": (
        network(STEM, "[-1, 1, C3, [16]]", "[0, 1, Conv, [32, 3, 2]]"),
        [("G102", 1)],
    ),
    "dead, and nobody reads past it": (network(STEM, WIDE, "[0, 1, C3, [16]]"), [("G102", 1)]),
    "two dead rows in a chain": (
        network(
            STEM,
            "[-1, 1, C3, [16]]",
            "[-1, 1, C3, [16]]",
            head=("[[0], 1, Detect, [nc, anchors]]",),
        ),
        [("G102", 2)],
    ),
    "list from": (network(STEM, "[[-1, 0], 1, Conv, [16]]"), [("G103", 1)]),
    "scalar from on Concat": (network(STEM, "[-1, 1, Concat, [1]]"), [("G104", 1)]),
    "text in from": (network(STEM, "[[-1, x], 1, Concat, [1]]"), [("G105", 1)]),
    "half a row": (network(STEM, "[0.5, 1, Conv, [16]]"), [("G105", 1)]),
    "three inputs for two": (network(STEM, "[[0, 0, 0], 1, BiFPN_Concat2, [1]]"), [("G107", 1)]),
    "capitals": (network(STEM, "[-1, 1, conv, [16]]"), [("B101", 1)]),
    "no such class of torch": (network(STEM, "[-1, 1, nn.Upsampel, []]"), [("B101", 1)]),
    "no module": (network(STEM, "[-1, 1, 3, [16]]"), [("B101", 1)]),
    "no args": (network(STEM, "[-1, 1, Conv, []]"), [("B103", 1)]),
    "Segment without masks": (
        network(STEM, head=("[[-1], 1, Segment, [nc, anchors]]",)),
        [("B103", 1)],
    ),
    "too many": (
        network(STEM, "[-1, 1, Conv, [16, 3, 1, None, 1, 1, True, 0, 0]]"),
        [("B104", 1)],
    ),
    "too many in torch": (
        network(STEM, "[-1, 1, nn.Upsample, [None, 2, nearest, None, None, 1]]"),
        [("B104", 1)],
    ),
    "too many for the head": (
        network(STEM, head=("[[-1], 1, Detect, [nc, anchors, 1, 2]]",)),
        [("B104", 1)],
    ),
    "too many behind an unknown row": (
        network(STEM, "[-1, 1, Mystery, []]", "[-1, 1, SPPF, [16, 5, 1]]"),
        [("B101", 1), ("B104", 2)],
    ),
    "a word for a kernel": (network(STEM, "[-1, 1, Conv, [16, big]]"), [("B105", 1)]),
    "a word for channels": (network(STEM, "[-1, 1, Conv, [abc]]"), [("B105", 1)]),
    "groups that do not divide": (
        network(STEM, "[-1, 1, Conv, [16, 3, 1, None, 3]]"),
        [("B105", 1)],
    ),
    "a class without brackets": (
        network("[-1, 1, Conv, [16, 3, 2, None, 1, 1, nn.SiLU]]"),
        [("B106", 0)],
    ),
    "a variable of the reader": (network("[-1, 1, Conv, [16, 3, 2, na]]"), [("B106", 0)]),
    "no Python": (network(STEM, "[-1, 1, Conv, [16, a b]]"), [("B107", 1)]),
    "args without brackets": (network(STEM, "[-1, 1, Conv, 16]"), [("B108", 1)]),
    "number in words": (network(STEM, "[-1, two, Conv, [16]]"), [("B109", 1)]),
    "repeat that widens": (network(STEM, "[-1, 3, Conv, [32]]"), [("B201", 1)]),
    "repeat that halves": (network(STEM, "[-1, 2, Conv, [16, 3, 2]]"), [("B202", 1)]),
    "sizes of a sum": (
        network(STEM, "[-1, 1, Conv, [16, 3, 2]]", "[[-1, 0], 1, BiFPN_Add2, [16, 16]]"),
        [("S101", 2)],
    ),
    "wrong input channels": (network(STEM, "[-1, 1, nn.Conv2d, [100, 16, 1]]"), [("S102", 1)]),
    "channels of a sum": (
        network(STEM, "[-1, 1, Conv, [24]]", "[[-1, 0], 1, BiFPN_Add2, [24, 24]]"),
        [("S103", 2)],
    ),
    "args of a sum": (
        network(STEM, "[-1, 1, Conv, [16]]", "[[-1, 0], 1, BiFPN_Add2, [24, 24]]"),
        [("S103", 2)],
    ),
    "untracked channels, then a join": (
        network(STEM, "[-1, 1, nn.Conv2d, [16, 32, 1]]", "[[-1, 0], 1, Concat, [1]]", WIDE),
        [("S104", 1)],
    ),
    "normalised from afar": (
        network(STEM, WIDE, "[0, 1, nn.BatchNorm2d, [16]]", "[-1, 1, Conv, [16]]",
                head=("[[3, 1], 1, Detect, [nc, anchors]]",)),
        [("S104", 2)],
    ),
    "even pool": (network(STEM, "[-1, 1, SPP, [16, [4, 8]]]"), [("S105", 1)]),
    "level comments": (
        network(STEM + "  # 0-P1/2", "[-1, 1, Conv, [16]]  # 1-P2/4", "[-1, 1, C3, [16]]"),
        [("S106", 1)],
    ),
    "same stride twice": (
        network(STEM, "[-1, 1, C3, [16]]", WIDE,
                head=("[[0, 1, 2], 1, Detect, [nc, anchors]]",)),
        [("H101", 3)],
    ),
    "head comment": (
        network(STEM, WIDE, head=("[[0, 1], 1, Detect, [nc, anchors]]  # Detect(P2, P3)",)),
        [("H102", 2)],
    ),
    "three anchors for one": (network(STEM, header=ANCHORS), [("H103", 1)]),
    "anchors in the head's args": (
        network(STEM, WIDE, head=("[[0, 1], 1, Detect, [nc, [[10, 13]]]]",)),
        [("H103", 2)],
    ),
    "odd anchors": (
        network(STEM, WIDE, header=ANCHORS.replace("16, 30", "16"),
                head=("[[0, 1], 1, Detect, [nc, anchors]]",)),
        [("H104", 2)],
    ),
    "words in anchors": (
        network(STEM, WIDE, header=ANCHORS.replace("16, 30", "16, x"),
                head=("[[0, 1], 1, Detect, [nc, anchors]]",)),
        [("H104", 2)],
    ),
    "classes in the head": (network(STEM, head=("[[-1], 1, Detect, [3, 3]]",)), [("H107", 1)]),
    "two keys missing": (network(STEM, header="nc: 80\nanchors: 3\n"), [("D101", None)] * 2),
    "activation without brackets": (
        network(STEM, header=HEADER + "activation: nn.ReLU\n"),
        [("D102", None)],
    ),
    "unscaled": (network("[-1, 1, Conv, [24, 3, 2]]", header=SCALED), [("D103", 0)]),
    "YOLOv7": (
        "# builder: dialect yolov5\n" + network(STEM, head=("[[-1], 1, IDetect, [nc, anchors]]",)),
        [("D105", None)],
    ),
    "activation that runs": (
        network(STEM, header=HEADER + 'activation: "__import__(\'os\')"\n'),
        [("X101", None)],
    ),
    "argument that runs": (network('[-1, 1, Conv, ["open(1)"]]'), [("X101", 0)]),
    "module that runs": (network(STEM, "[-1, 1, 'exit()', [16]]"), [("X102", 1)]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), FIRES.values(), ids=FIRES)
def test_finds(text: str, wanted: list[tuple[str, int | None]]) -> None:
    assert sorted(named(grave(findings(text))), key=str) == sorted(wanted, key=str)


SILENT = {
    "last row is no head": network(STEM, WIDE, head=("[-1, 1, C3, [32]]",)),
    "anchors as a number": network(STEM),
    "anchors written in the head": network(
        STEM, head=("[[-1], 1, Detect, [nc, [[10, 13, 16, 30]]]]",)
    ),
    "a head of reversed rows with ascending strides": network(
        STEM, WIDE, head=("[-1, 1, nn.Upsample, [None, 2, nearest]]",
                          "[[2, 1], 1, Detect, [nc, anchors]]")
    ),
    "repeats inside": network(STEM, "[-1, 3, C3, [32]]"),
    "repeats that keep channels": network(STEM, "[-1, 3, Conv, [16]]"),
    "one copy after depth scaling": network(
        STEM, "[-1, 3, Conv, [32, 3, 2]]", header=HEADER.replace("depth_multiple: 1.0",
                                                               "depth_multiple: 0.33")
    ),
    "names that are meant": network(STEM, "[-1, 1, nn.Upsample, [None, 2, nearest]]"),
    "a duplicate reference": network(STEM, "[[-1, -1], 1, Concat, [1]]"),
    "a head reads a Concat that nothing works on": network(STEM, "[[-1, 0], 1, Concat, [1]]"),
    "comments with other numbers": network(
        STEM + "  # 320*320*16", "[-1, 1, C3, [16]]  # 3x3 conv", "[-1, 1, C3, [16]]  # 0-4 stages"
    ),
    "channels that no width touches": network(
        "[-1, 1, Conv, [24, 3, 2]]", header=HEADER.replace("80", "3")
    ),
    "an activation": network(STEM, header=HEADER + "activation: nn.LeakyReLU(0.1)\n"),
    "a borrowed name in a comment": network(STEM + "  # like C2f, scales: n"),
}  # fmt: skip


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_keeps_silent(text: str) -> None:
    assert [one.message for one in findings(text)] == []


def test_a_row_that_only_waits_has_no_finding() -> None:
    text = network(STEM, "[-1, 1, Conv, []]", WIDE, "[-1, 1, C3, [32]]", DETECT)
    assert named(findings(text)) == [("B103", 1)]


def test_a_foreign_block_is_told_once() -> None:
    found = findings(network(STEM, "[-1, 1, CBAM, [16]]", "[-1, 1, CBAM, [16]]"))
    assert named(found) == [("B102", 1)]
    message = "CBAM (rows 1 and 2) is not part of YOLOv5 7.0; register it in your copy"
    assert found[0].message == message
    again, plain = found[0].labels
    assert again.message == "CBAM again"
    assert plain.message == (
        "without a line in parse_model it is built as CBAM(16), with the line as CBAM(16, 16)"
    )


def test_a_block_of_another_trainer_is_marked_without_shouting() -> None:
    text = "nc: 80\nscales:\n  n: [1, 1, 1024]\n" + network(
        STEM, "[-1, 1, C2f, [16]]", "[-1, 1, SCDown, [32, 3, 2]]", "[-1, 1, Mystery, []]",
        header="", head=("[[-1], 1, Detect, [nc]]",),
    )  # fmt: skip
    assert named(findings(text)) == [("B101", 3)]
    found = findings(text, dialect="yolov5")
    assert named(grave(found)) == [("D105", None), ("B101", 3)]
    assert named(found)[1:3] == [("B102", 1), ("B102", 2)]
    assert "Ultralytics (`scales:`, Detect without anchors, C2f and SCDown)" in found[0].message


def test_messages_name_rows_and_numbers() -> None:
    text = network(
        STEM,
        WIDE,
        head=("[-1, 1, nn.Upsample, [None, 2, nearest]]", "[[-1, 1], 1, Concat, [1]]", DETECT),
    )
    (found,) = findings(text)
    assert found.message == "row 3 joins 320x320 (P1/2) from row 2 with 160x160 (P2/4) from row 1"
    assert found.span.of(text) == "1"
    assert [fix.title for fix in found.fixes] == ["Take row 0 (Conv, 320x320)"]
    assert grave(findings(fixed(text, found))) == []


def test_a_missing_upsample_is_asked_for_where_the_comment_says_the_level() -> None:
    rows = ("[-1, 1, Conv, [32]]", "[[-1, 0], 1, Concat, [1]]  # cat backbone P1", DETECT)
    (found,) = findings(network(STEM, WIDE, head=rows))
    assert found.message.endswith("from row 2; is an Upsample or a stride missing in between?")


@pytest.mark.parametrize(
    ("name", "titles"),
    [
        ("c3", ["Write C3"]),
        ("Cnv", ["Write Conv"]),
        ("upsample", ["Write nn.Upsample"]),
        ("MyOwnBlock", []),
    ],
)
def test_offers_names(name: str, titles: list[str]) -> None:
    (found,) = grave(findings(network(STEM, f"[-1, 1, {name}, [16]]")))
    assert [fix.title for fix in found.fixes][: len(titles) or 1] == titles


def test_image_size_is_blamed_instead_of_the_join() -> None:
    rows = [f"[-1, 1, Conv, [{8 * k}, 3, 2]]" for k in (1, 2, 3, 4)]
    head = ("[-1, 1, nn.Upsample, [None, 2, nearest]]", "[[-1, 2], 1, Concat, [1]]", DETECT)
    text = network(*rows, head=head)
    assert findings(text) == ()
    (found,) = findings(text, image_size=(648, 640))
    assert found.code == "H106"
    assert found.message == (
        "the image size 648x640 is no multiple of 16, the stride of row 3: "
        "row 5 joins 82x80 with 81x80; use 656x640"
    )


def test_class_number_of_the_data_set_counts() -> None:
    text = network(STEM, head=("[[-1], 1, Detect, [20, anchors]]",))
    assert named(findings(text)) == [("H107", 1)]
    assert findings(text, nc=20) == ()


def test_a_module_of_another_trainer_is_named_once() -> None:
    text = network(STEM, *["[-1, 1, C2f, [16]]"] * 3)
    (said,) = findings(text)
    assert (said.code, said.severity) == ("B102", Severity.INFO)
    assert said.message == (
        "C2f (rows 1, 2 and 3) is a block of Ultralytics, not of YOLOv5 7.0; "
        "register it in your copy"
    )
    assert [label.span.of(text) for label in said.labels] == ["C2f", "C2f", "[16]"]


def test_a_module_of_a_later_version_is_told_as_one() -> None:
    text = network(STEM, head=("[[-1], 1, Segment, [nc, anchors, 32, 256]]",))
    (said,) = findings(text, dialect="yolov5@6.2")
    assert said.message == (
        "Segment (row 1) came to YOLOv5 after YOLOv5 6.2; register it in your copy"
    )


def test_a_number_of_anchors_goes_behind_the_key_not_into_its_comment() -> None:
    text = network(STEM, header=ANCHORS.replace("anchors:", "anchors:  # note: two"))
    (found,) = [one for one in findings(text) if one.code == "H103"]
    assert fixed(text, found) == network(
        STEM, header=HEADER.replace("anchors: 3\n", "anchors: 2  # note: two\n")
    )


def test_channels_of_a_grouped_convolution_are_told_with_their_groups() -> None:
    text = network(STEM, "[-1, 1, nn.Conv2d, [32, 32, 3, 1, 1, 1, 8]]")
    (found,) = grave(findings(text))
    assert found.code == "S102"
    assert found.message == (
        "row 1: nn.Conv2d is built for 32 input channels and gets 16 from row 0"
    )
    assert fixed(text, found) == text.replace("[32, 32, 3,", "[16, 32, 3,")


def test_the_image_is_no_row() -> None:
    (found,) = grave(findings(network("[-1, 1, nn.Conv2d, [4, 16, 3, 2, 1]]")))
    assert (
        found.message == "row 0: nn.Conv2d is built for 4 input channels and gets 3 from the image"
    )


def test_a_kernel_of_other_dimensions_is_no_matter_of_channels() -> None:
    (found,) = grave(findings(network("[-1, 1, Conv, [16, [3, 3, 3]]]")))
    assert found.code == "S105"


def test_several_outputs_are_told_at_their_reader() -> None:
    rows = ("[-1, 1, Silence, []]", "[-1, 1, Conv, [64, 3, 2]]", "[-1, 1, CBLinear, [[64, 32]]]")
    (found,) = findings(network(*rows, "[-1, 1, ADown, [64]]", head=("[[3], 1, DDetect, [nc]]",)))
    assert (found.code, found.severity) == ("G108", Severity.ERROR)
    assert found.message == (
        "row 3: ADown takes one map, but row 2 (CBLinear) gives a list of 2 maps; "
        "take one with CBFuse"
    )


def test_words_that_are_no_activation() -> None:
    text = network("[-1, 1, Conv, [16, 3, 2, None, 1, 1, lrelu]]")
    (found,) = findings(text)
    assert (found.code, found.layer) == ("B110", 0)
    assert found.message == (
        "row 0: the activation lrelu is text to YOLOv5 7.0, so Conv runs without one; "
        "write True, or a module such as nn.ReLU()"
    )
    assert findings(text.replace("lrelu", "nn.ReLU()")) == ()


def test_messages_name_the_trainer_in_force() -> None:
    text = network(STEM, "[-1, 1, Conx, [16]]", header=HEADER.replace("anchors: 3\n", ""))
    for dialect, title in (("yolov5@6.2", "YOLOv5 6.2"), ("yolov5@master", "YOLOv5 master")):
        found = {one.code: one.message for one in findings(text, dialect=dialect)}
        assert (
            found["D101"] == f"the header lacks `anchors:`; {title} stops with KeyError: 'anchors'"
        )
        assert found["B101"].startswith(f"row 1: {title} has no module Conx")
