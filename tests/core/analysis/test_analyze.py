"""What a report says of networks that are fine, odd or broken.

Figures named "printed" were printed by YOLOv5 v7.0 for the same text.
"""

import pytest

from builder.core.analysis import Report, Status, analyze
from builder.core.config import read_config
from builder.core.dialects import UnknownDialectError

HEADER = "nc: 80\nanchors: 3\ndepth_multiple: 0.33\nwidth_multiple: 0.5\n"
ROWS = """\
backbone:
  - [-1, 1, Conv, [64, 6, 2, 2]]
  - [-1, 1, Conv, [128, 3, 2]]
  - [-1, 3, C3, [128]]
  - [-1, 1, Conv, [256, 3, 2]]
  - [-1, 1, SPPF, [256, 5]]
head:
  - [-1, 1, Conv, [128, 1, 1]]
  - [-1, 1, nn.Upsample, [None, 2, nearest]]
  - [[-1, 2], 1, Concat, [1]]
  - [-1, 3, C3, [128, False]]
  - [[8, 5], 1, Detect, [nc, anchors]]
"""


def report(text: str, **options: object) -> Report:
    return analyze(read_config(text), **options)  # type: ignore[arg-type]


def statuses(result: Report) -> list[Status]:
    return [layer.status for layer in result.layers]


def test_a_clean_network_has_every_number() -> None:
    result = report(HEADER + ROWS)
    assert set(statuses(result)) == {Status.OK}
    first = result.layers[0]
    assert first.out_shapes == ((1, 32, 320, 320),)
    assert (first.stride, first.receptive_field) == (2, 6)
    assert first.activation_bytes == 32 * 320 * 320 * 4
    assert first.flops is not None
    assert first.macs is not None
    # The convolution, and eight operations of the normalisation per output value.
    assert first.flops == 2 * first.macs + 8 * 32 * 320 * 320
    assert result.head_strides == (4, 8)
    assert result.totals.missing == ()


def test_a_failing_row_blocks_its_readers_and_nothing_else() -> None:
    result = report(HEADER + ROWS.replace("[[-1, 2]", "[[-1, 0]"))
    ok, error, blocked = Status.OK, Status.ERROR, Status.BLOCKED
    assert statuses(result) == [ok] * 7 + [error, blocked, blocked]
    concat, reader, head = result.layers[7:]
    assert concat.fault is not None
    assert concat.fault.operation == "cat"
    assert concat.fault.shapes == ((1, 64, 160, 160), (1, 32, 320, 320))
    assert (reader.blocked_by, head.blocked_by) == ((7,), (8,))
    assert reader.params is not None, "it can be built, as the trainer's listing shows"
    totals = result.totals
    assert totals.missing == (7, 8, 9)
    assert (totals.flops, totals.gflops_trainer, totals.layers) == (None, None, None)


def test_an_unknown_module_is_a_placeholder() -> None:
    result = report(HEADER + ROWS.replace("SPPF, [256, 5]", "MyBlock, []"))
    assert result.layers[4].status is Status.UNKNOWN
    assert result.layers[5].status is Status.BLOCKED
    assert result.layers[3].status is Status.OK


def test_an_error_inside_a_block_says_where() -> None:
    result = report(HEADER + ROWS.replace("C3, [128]]", "C3, [128, True, 1, 0]]"))
    fault = result.layers[2].fault
    assert fault is not None
    assert result.layers[2].status is Status.ERROR


def test_one_and_true_build_different_networks() -> None:
    # Equal in Python, so a careless memory of results would mix them up.
    plain = report(HEADER + ROWS.replace("[256, 3, 2]]", "[256, 3, 2, 1, 1, 1, True]]"))
    number = report(HEADER + ROWS.replace("[256, 3, 2]]", "[256, 3, 2, 1, 1, 1, 1]]"))
    assert plain.totals.layers is not None
    assert number.totals.layers is not None
    # `act` = 1 is not True, so the trainer takes an Identity, a module of its own.
    assert number.totals.layers == plain.totals.layers + 1


@pytest.mark.parametrize(
    ("old", "new", "layers", "gflops"),
    [
        ("Conv, [64, 6, 2, 2]", "Focus, [64, 3]", 215, None),
        ("", "", 214, "16.6"),
    ],
)
def test_printed_figures_of_yolov5s(
    old: str, new: str, layers: int, gflops: str | None, yolov5s: str
) -> None:
    """Focus has 12 input channels, which the trainer takes for the image's, and fails silently."""
    totals = report(yolov5s.replace(old, new) if old else yolov5s).totals
    assert (totals.layers, totals.gflops_trainer) == (layers, gflops)
    assert totals.params == 7235389


def test_printed_figures_without_a_head() -> None:
    text = (
        "nc: 3\nanchors: 3\ndepth_multiple: 1.0\nwidth_multiple: 1.0\nbackbone:\n"
        "  - [-1, 1, Conv, [16, 3, 2]]\nhead:\n  - [-1, 1, nn.Conv2d, [16, 8, 1]]\n"
    )
    totals = report(text).totals
    assert (totals.layers, totals.params, totals.gflops_trainer) == (7, 600, "0.1")


def test_without_a_head_the_trainer_prints_a_network_that_cannot_run(yolov5s: str) -> None:
    headless = yolov5s[: yolov5s.rindex("  - [[17")].replace("[[-1, 6]", "[[-1, 4]")
    totals = report(headless).totals
    assert (totals.layers, totals.params) == (209, 6973376)
    assert totals.gflops_trainer is None
    assert "row 12" in totals.gflops_note


def test_a_first_parameter_of_one_dimension_costs_the_gflops(yolov5s: str) -> None:
    text = yolov5s.replace("backbone:\n", "backbone:\n  - [-1, 1, nn.BatchNorm2d, []]\n")
    text = text.replace("[[-1, 6]", "[[-1, 7]").replace("[[-1, 4]", "[[-1, 5]")
    text = (
        text.replace("14]", "15]").replace("10]", "11]").replace("[[17, 20, 23]", "[[18, 21, 24]")
    )
    totals = report(text).totals
    assert (totals.layers, totals.params, totals.gflops_trainer) == (215, 7235395, None)


def test_the_trainers_own_test_pass_may_fail_where_this_one_does_not() -> None:
    # At 256 pixels the map is one pixel wide, and normalisation refuses a single value.
    result = report(
        HEADER + "backbone:\n  - [-1, 1, Conv, [64, 6, 2, 2]]\n  - [-1, 1, Conv, [64, 3, 128]]\n"
        "head:\n  - [[1], 1, Detect, [nc, anchors]]\n"
    )
    assert set(statuses(result)) == {Status.OK}
    assert result.probe_fault is not None
    assert (result.probe_fault.layer, result.probe_fault.side) == (1, 256)
    assert result.totals.gflops_trainer is None
    assert result.totals.flops is not None


def test_anchor_rows_must_match_the_inputs() -> None:
    text = HEADER.replace("anchors: 3", "anchors:\n  - [1, 2, 3, 4]\n") + ROWS
    head = report(text).layers[-1]
    assert head.status is Status.ERROR
    assert head.fault is not None
    assert head.fault.reason == "1 rows of anchors for 2 inputs"


def test_image_size_and_classes_are_options(yolov5s: str) -> None:
    result = report(yolov5s, image_size=(320, 640), nc=3)
    assert result.layers[0].out_shapes == ((1, 32, 160, 320),)
    assert result.layers[-1].out_shapes is not None
    assert result.layers[-1].out_shapes[0] == (1, 3, 40, 80, 8)
    assert result.totals.gflops_trainer == "16.0", (
        "the trainer prints for 640x640 whatever the size"
    )


def test_scale_takes_the_published_multiples(yolov5s: str) -> None:
    assert report(yolov5s, scale="x").totals.params == 86749405


def test_activation_is_one_module_of_the_whole_network(yolov5s: str) -> None:
    default = report(yolov5s).totals
    leaky = report("activation: nn.LeakyReLU(0.1)\n" + yolov5s).totals
    assert (leaky.layers, leaky.params) == (default.layers, default.params)


def test_missing_header_keys_leave_the_layers_known_and_the_printed_line_empty() -> None:
    result = report(ROWS)
    assert set(statuses(result)) == {Status.OK}
    assert result.totals.gflops_trainer is None
    assert result.totals.layers is None


def test_an_unknown_dialect_is_refused() -> None:
    with pytest.raises(UnknownDialectError, match=r"yolov5@7\.0"):
        report(ROWS, dialect="darknet")


def test_thousands_of_rows_are_not_analysed_without_end() -> None:
    rows = "\n".join("  - [-1, 1, nn.Identity, []]" for _ in range(2100))
    result = report(HEADER + "backbone:\n" + rows + "\nhead: []\n")
    assert result.layers[1999].status is Status.OK
    assert result.layers[2099].status is Status.UNKNOWN


@pytest.mark.parametrize(
    "text", ["", "nc: 80", "backbone: 3\nhead: {}", "- 1\n- 2", "[[[[", "\x00"]
)
def test_any_text_gives_a_report(text: str) -> None:
    assert report(text).layers == ()


@pytest.fixture
def yolov5s() -> str:
    from pathlib import Path

    return (Path(__file__).parents[3] / "examples" / "yolov5s.yaml").read_text(encoding="utf-8")


def test_parameters_of_a_shared_activation_count_once(yolov5s: str) -> None:
    plain = report(yolov5s).totals
    shared = report("activation: nn.PReLU()\n" + yolov5s).totals
    assert plain.params is not None
    assert shared.params == plain.params + 1
    assert shared.gradients == shared.params


def test_the_trainer_counts_a_shared_prelu_over_and_over(yolov5s: str) -> None:
    totals = report("activation: nn.PReLU()\n" + yolov5s).totals
    assert totals.gflops_trainer == "170.3", "as printed, ten times the truth"
    assert totals.flops is not None
    assert round(totals.flops / 1e9, 1) == 16.7
    assert "57²" in totals.gflops_note


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "cannot read"),
        (HEADER, "cannot read"),
        (f"{HEADER}backbone: []\nhead: []\n", "no rows"),
    ],
)
def test_no_rows_give_no_totals(text: str, words: str) -> None:
    totals = analyze(read_config(text)).totals
    assert totals.params is totals.flops is totals.macs is totals.gradients is None
    assert totals.layers is totals.gflops_trainer is None
    assert words in totals.gflops_note


def test_without_a_head_section_the_trainer_prints_nothing() -> None:
    totals = analyze(read_config(f"{HEADER}backbone:\n  - [-1, 1, Conv, [16, 3, 2]]\n")).totals
    assert totals.params == 3 * 8 * 9 + 2 * 8  # c2 = 16, times the width
    assert totals.layers is totals.gflops_trainer is None
    assert "cannot read" in totals.gflops_note


def test_an_assumed_number_of_classes_is_not_reported() -> None:
    text = f"{HEADER}backbone:\n  - [-1, 1, Conv, [16, 3, 2]]\nhead: []\n"
    assert analyze(read_config(text)).nc == 80
    for broken in (text.replace("nc: 80\n", ""), text.replace("nc: 80", "nc: many")):
        assert analyze(read_config(broken)).nc is None
        assert analyze(read_config(broken), nc=3).nc == 3


def test_what_a_head_gives_by_name_can_be_passed_on_but_not_convolved() -> None:
    rows = ROWS.replace("  - [-1, 1, Conv, [256, 3, 2]]", "  - [[-1], 1, Depth, [16]]")
    rows = rows.replace("  - [-1, 1, SPPF, [256, 5]]", "  - [-1, 1, nn.Identity, []]")
    depth, same, refused = report(HEADER + rows).layers[3:6]
    assert (depth.status, same.status) == (Status.OK, Status.OK)
    assert depth.out_shapes == same.out_shapes == ((1, 1, 320, 320),)
    assert refused.status is Status.ERROR
