"""The real network on torch against the report, on configs that work and on broken ones."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from builder.core.analysis import LayerReport, Report, Status, analyze
from builder.core.config import read_config
from builder.torch_engine.certificate import Certificate
from builder.torch_engine.certify import certify, certify_report
from tests.golden.stock import Record, every_record
from tests.torch_engine.conftest import EXAMPLES, example

pytestmark = pytest.mark.torch

EVERY_EXAMPLE = sorted(path.stem for path in EXAMPLES.glob("*.yaml"))


def assert_all_rows_agree(certificate: Certificate, text: str) -> None:
    assert [one.message for one in certificate.differences] == []
    assert certificate.answers == ()
    assert certificate.rows == len(read_config(text).layers) > 0
    assert certificate.agrees
    assert certificate.runs == (certificate.failing == ())


@pytest.mark.parametrize("record", every_record(), ids=str)
def test_every_recorded_network_is_certified(record: Record) -> None:
    text = record.text
    certificate = certify(text, file=record.file, scale=record.scale, dialect=record.dialect)
    assert_all_rows_agree(certificate, text)
    assert certificate.failing == ()


@pytest.mark.parametrize("name", EVERY_EXAMPLE)
def test_every_example_is_certified(name: str) -> None:
    assert_all_rows_agree(certify(example(name)), example(name))


@pytest.mark.parametrize(
    ("name", "image_size"),
    [("yolov5n", (128, 160)), ("yolov5s-cbam", (64, 64)), ("yolov5s-bifpn", (96, 64))],
)
def test_real_numbers_agree_too(name: str, image_size: tuple[int, int]) -> None:
    text = example(name).replace("width_multiple: 0.50", "width_multiple: 0.25")
    assert_all_rows_agree(certify(text, image_size=image_size, real=True), text)


def test_another_number_of_classes_and_size_agree() -> None:
    assert certify(example("yolov5n"), image_size=(384, 640), nc=3).agrees


def broken(*replacements: tuple[str, str]) -> str:
    text = example("yolov5n")
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    return text


BROKEN = {
    "stale index": ([("[[-1, 4], 1, Concat, [1]]", "[[-1, 6], 1, Concat, [1]]")], (16,)),
    "head after its rows": ([("[[17, 20, 23], 1, Detect", "[[17, 20, 29], 1, Detect")], (24,)),
    "channels that do not fit": (
        [("[-1, 1, SPPF, [1024, 5]]", "[-1, 1, nn.Conv2d, [7, 8, 1]]")],
        (9,),
    ),
    "too many arguments": (
        [("[-1, 1, SPPF, [1024, 5]]", "[-1, 1, SPPF, [1024, 5, 6, 7, 8]]")],
        (9,),
    ),
    "groups that do not divide": (
        [("[-1, 3, C3, [128]]  ", "[-1, 3, C3, [128, True, 3]]  ")],
        (2,),
    ),
    "kernel larger than the image": (
        [("[-1, 1, SPPF, [1024, 5]]", "[-1, 1, nn.MaxPool2d, [99]]")],
        (9,),
    ),
    "too few anchors": ([("  - [116, 90, 156, 198, 373, 326]  # P5/32\n", "")], (24,)),
    "too many anchors": (
        [("  - [116, 90, 156, 198, 373, 326]", "  - [1, 2, 3, 4, 5, 6]\n  - [1, 2, 3, 4, 5, 6]")],
        (24,),
    ),
    "a kernel of zero, which the meta device accepts": (
        [("[-1, 3, C3, [128]]  ", "[-1, 1, Conv, [128, 0]]  ")],
        (2,),
    ),
    "a negative padding, which the meta device accepts": (
        [("[-1, 3, C3, [128]]  ", "[-1, 1, Conv, [128, 5, 1, -1]]  ")],
        (2,),
    ),
    "a weighted join of another number of rows": (
        [("[[-1, 4], 1, Concat, [1]]", "[[-1, 4], 1, BiFPN_Concat3, [1]]")],
        (16,),
    ),
    "two faults": (
        [
            ("[[-1, 4], 1, Concat, [1]]", "[[-1, 6], 1, Concat, [1]]"),
            ("[-1, 3, C3, [128]]  ", "[-1, 3, C3, [128, True, 3]]  "),
        ],
        (2,),
    ),
}


@pytest.mark.parametrize("real", [False, True], ids=["meta", "real"])
@pytest.mark.parametrize(("replacements", "failing"), BROKEN.values(), ids=list(BROKEN))
def test_both_engines_name_the_same_failing_row(
    replacements: list[tuple[str, str]], failing: tuple[int, ...], real: bool
) -> None:
    certificate = certify(broken(*replacements), image_size=(128, 128), real=real)
    assert [one.message for one in certificate.differences] == []
    assert certificate.failing == failing


def test_an_unknown_module_and_the_rows_that_wait_for_it_are_not_counted_as_agreeing() -> None:
    certificate = certify(broken(("[-1, 1, SPPF, [1024, 5]]", "[-1, 1, SPPFF, [1024, 5]]")))
    assert certificate.differences == ()
    assert [one.layer for one in certificate.answers] == [*range(9, 25)]
    assert "SPPFF" in certificate.answers[0].error
    assert certificate.answers[1].error == "blocked: no output of row 9"
    assert certificate.rows == 9
    assert certificate.agrees
    assert not certificate.runs


def test_a_row_that_the_report_calls_unknown_gets_the_answer_of_torch() -> None:
    unknown = {"status": Status.UNKNOWN, "out_shapes": None, "params": None}
    certificate = certify_report(with_layer(report("yolov5n"), 9, **unknown))
    (answer,) = certificate.answers
    assert answer.layer == 9
    assert answer.out_shapes == ((1, 256, 4, 4),)
    assert answer.params == 164608
    assert answer.error == ""
    assert certificate.runs


def test_no_rows_are_no_certificate() -> None:
    assert not certify("nc: 80\n").agrees


def test_an_activation_is_used_and_does_not_leak_into_the_next_network() -> None:
    plain = example("yolov5n")
    learned = "activation: nn.PReLU()\n" + plain
    assert certify(learned).rows == 25
    assert_all_rows_agree(certify(plain), plain)


def test_an_absurd_number_of_modules_is_refused_and_the_next_network_is_not() -> None:
    text = broken(
        ("depth_multiple: 0.33", "depth_multiple: 1.0"),
        ("[-1, 9, C3, [512]]", "[-1, 9000000, nn.ReLU, []]"),
    )
    certificate = certify(text)
    assert [one.layer for one in certificate.answers] == [*range(6, 25)]
    assert "more than 50,000 modules" in certificate.answers[0].error
    assert certify(example("yolov5n")).agrees


# The certificate must notice: each of these plants one disagreement into a true report.


def report(name: str) -> Report:
    return analyze(read_config(example(name)), image_size=(128, 128))


def with_layer(true: Report, index: int, **changes: object) -> Report:
    layers = list(true.layers)
    layers[index] = replace(layers[index], **changes)
    return replace(true, layers=tuple(layers))


def one_param_more(layer: LayerReport) -> dict[str, object]:
    assert layer.params is not None
    return {"params": layer.params + 1}


def one_pixel_more(layer: LayerReport) -> dict[str, object]:
    assert layer.out_shapes is not None
    (shape,) = layer.out_shapes
    return {"out_shapes": ((*shape[:-1], shape[-1] + 1),)}


def failed(layer: LayerReport) -> dict[str, object]:
    return {"status": Status.ERROR, "out_shapes": None}


def blocked(layer: LayerReport) -> dict[str, object]:
    return {"status": Status.BLOCKED, "out_shapes": None}


PLANTED: dict[str, tuple[Callable[[LayerReport], dict[str, object]], str]] = {
    "params": (one_param_more, "row 3 (Conv): the report counts 18,561 parameters, torch 18,560"),
    "shape": (one_pixel_more, "row 3 (Conv): the report says 1x64x16x17; torch says 1x64x16x16"),
    "failing": (failed, "row 3 (Conv): the report says error: without a reason; torch says 1x64"),
    "blocked": (blocked, "row 3 (Conv): the report says blocked: without a reason; torch says 1x"),
}


@pytest.mark.parametrize(("plant", "message"), PLANTED.values(), ids=list(PLANTED))
def test_a_planted_disagreement_is_found_and_named(
    plant: Callable[[LayerReport], dict[str, object]], message: str
) -> None:
    true = report("yolov5n")
    certificate = certify_report(with_layer(true, 3, **plant(true.layers[3])))
    assert not certificate.agrees
    (difference,) = certificate.differences
    assert difference.layer == 3
    assert difference.message.startswith(message)


def test_a_row_that_fails_only_on_torch_is_a_difference() -> None:
    text = broken(("[-1, 1, SPPF, [1024, 5]]", "[-1, 1, nn.Conv2d, [7, 8, 1]]"))
    true = analyze(read_config(text), image_size=(128, 128))
    lying = with_layer(true, 9, status=Status.OK, out_shapes=((1, 8, 4, 4),), fault=None)
    (difference,) = certify_report(lying).differences  # what waits for row 9 adds nothing
    assert difference.message.startswith(
        "row 9 (nn.Conv2d): the report says 1x8x4x4; torch says error: R"
    )


@pytest.mark.parametrize("total", ["params", "gradients", "layers"])
def test_wrong_totals_are_found(total: str) -> None:
    true = report("yolov5n")
    value = getattr(true.totals, total) + 1
    certificate = certify_report(replace(true, totals=replace(true.totals, **{total: value})))
    assert not certificate.agrees
    assert f"{value:,}" in certificate.differences[0].message


def test_wrong_head_strides_are_found() -> None:
    certificate = certify_report(replace(report("yolov5n"), head_strides=(8.0, 16.0, 64.0)))
    assert [one.message for one in certificate.differences] == [
        "the report finds head strides 8, 16, 64, torch 8, 16, 32"
    ]
