"""Rows that only their library can run: with facts they have numbers, without they say why not."""

from dataclasses import replace
from pathlib import Path

import pytest

from builder.core.analysis import Report, Status, analyze, measured
from builder.core.config import read_config
from builder.core.facts import Facts, Run, Subject, Unbuilt, Wanted, store
from builder.core.facts.store import VARIABLE
from builder.core.rules import diagnose

HEADER = "nc: 80\nanchors: 3\ndepth_multiple: 0.33\nwidth_multiple: 0.5\n"
FIVE_SLOTS = """\
backbone:
  - [-1, 1, some_net, [False]]  # 4
  - [-1, 1, SPPF, [256, 5]]  # 5
head:
  - [-1, 1, nn.Upsample, [None, 2, nearest]]  # 6
  - [[-1, 3], 1, Concat, [1]]  # 7
  - [-1, 3, C3, [128, False]]  # 8
  - [[8, 5], 1, Detect, [nc, anchors]]
"""
RESNET18 = """\
nc: 1000
backbone:
  - [-1, 1, TorchVision, [512, resnet18, DEFAULT, True, 2]]
head:
  - [-1, 1, Classify, [nc]]
"""
NET = Subject("timm", "some_net")
CHANNELS = (8, 16, 32, 64)


def passed(side: int, training: bool = False) -> Run:
    """A run of a network with four maps of strides 4 to 32."""
    maps = [(1, c, side // s, side // s) for c, s in zip(CHANNELS, (4, 8, 16, 32), strict=True)]
    return Run((1, 3, side, side), training, list(maps), 10 * side**2, 11 * side**2, 9 * side**2)


PROBE = passed(256, training=True)
FACTS = Facts(NET, 5000, 4900, 30, 20, (8, 3, 4, 4), CHANNELS, (), (passed(640), PROBE, passed(32)))


@pytest.fixture(autouse=True)
def _own_facts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    monkeypatch.setattr(Subject, "missing_packages", lambda self: ("torch", self.library))


def report(text: str = HEADER + FIVE_SLOTS, **options: object) -> Report:
    return analyze(read_config(text), **options)  # type: ignore[arg-type]


def test_without_facts_the_row_is_unknown_and_says_what_it_takes() -> None:
    result = report()
    first, *rest = result.layers
    assert first.status is Status.UNKNOWN
    assert first.fault is not None
    assert first.fault.reason == (
        "some_net of timm at 640x640 has not been measured: needs torch and timm "
        "(pip install torch timm)"
    )
    assert (first.params, first.out_shapes, first.flops) == (None, None, None)
    assert {layer.status for layer in rest} == {Status.BLOCKED}
    assert result.unmeasured == (Wanted(NET, (1, 3, 640, 640)),)
    assert result.totals.params is None
    assert result.totals.gradients is None
    assert result.totals.gflops_trainer is None
    assert (
        result.totals.gflops_note == f"what the trainer prints is not known: {first.fault.reason}"
    )
    assert "stops" not in result.totals.gflops_note


def test_facts_that_arrive_are_used_the_next_time() -> None:
    assert report().layers[0].status is Status.UNKNOWN
    store().learn(FACTS)
    result = report()
    assert {layer.status for layer in result.layers} == {Status.OK}
    first, pool, *_ = result.layers
    assert first.params == 5000
    assert first.out_shapes == tuple((1, c, 640 // s, 640 // s) for c, s in
                                     zip(CHANNELS, (4, 8, 16, 32), strict=True))  # fmt: skip
    assert (first.flops, first.macs) == (20 * 640**2, 9 * 640**2)
    assert (first.receptive_field, first.stride) == (None, None)
    assert pool.args == (64, 128, 5)
    assert pool.receptive_field is None
    assert result.unmeasured == ()
    assert result.head_strides == (16, 32)


def test_totals_and_printed_figures_hold_what_was_measured() -> None:
    store().learn(FACTS)
    result = report()
    alone = report(HEADER + FIVE_SLOTS.replace("some_net", "other_net"))
    layers = result.totals.layers
    assert layers is not None
    assert alone.totals.layers is None
    inside = sum(layer.params or 0 for layer in result.layers)
    assert result.totals.params == inside
    assert result.totals.gradients == inside - 100
    rest = [layer.flops or 0 for layer in result.layers[1:]]
    assert result.totals.flops == 20 * 640**2 + sum(rest)
    assert result.totals.gflops_trainer == f"{(result.totals.flops) / 1e9:.1f}"
    store().learn(replace(FACTS, modules=31))
    assert report().totals.layers == layers + 1


def test_another_image_size_needs_another_run() -> None:
    store().learn(FACTS)
    result = report(image_size=(320, 640))
    first = result.layers[0]
    assert (first.status, first.params) == (Status.UNKNOWN, 5000)
    assert result.unmeasured == (Wanted(NET, (1, 3, 320, 640)),)
    # What the trainer prints does not depend on it.
    assert result.head_strides == (16, 32)
    assert result.totals.layers is not None
    assert result.totals.gflops_trainer is not None


def test_a_missing_test_pass_leaves_strides_unknown() -> None:
    store().learn(replace(FACTS, runs=(passed(640), passed(32))))
    result = report()
    assert {layer.status for layer in result.layers} == {Status.OK}
    assert result.unmeasured == (Wanted(NET, (1, 3, 256, 256), training=True),)
    assert result.head_strides == ()
    assert "some_net of timm at 256x256 has not been measured" in result.totals.gflops_note
    assert result.totals.layers is None


def test_a_missing_count_leaves_the_printed_flops_unknown() -> None:
    store().learn(replace(FACTS, runs=(passed(640), PROBE)))
    result = report()
    assert result.unmeasured == (Wanted(NET, (1, 3, 32, 32)),)
    assert result.head_strides == (16, 32)
    assert result.totals.layers is not None
    assert result.totals.gflops_trainer is None
    assert "some_net of timm at 32x32 has not been measured" in result.totals.gflops_note


def test_what_the_model_refuses_is_an_error_of_the_row() -> None:
    refusal = Run((1, 3, 640, 640), refusal="AssertionError: Input height (640) is not 224")
    store().learn(replace(FACTS, runs=(refusal,)))
    first = report().layers[0]
    assert first.status is Status.ERROR
    assert first.fault is not None
    assert first.fault.reason == refusal.refusal
    assert first.fault.shapes == ((1, 3, 640, 640),)


def test_a_model_that_the_library_refuses_to_build_is_an_error() -> None:
    store().learn(Unbuilt(NET, "timm 1.0.9 has no model some_net", final=True))
    result = report()
    assert result.layers[0].status is Status.ERROR
    assert result.unmeasured == ()
    errors = [one for one in diagnose(result) if one.layer == 0 and one.severity.word == "error"]
    assert ["timm 1.0.9 has no model some_net" in one.message for one in errors] == [True]


def test_a_failed_measurement_is_told_and_is_no_error() -> None:
    store().learn(Unbuilt(NET, "timm does not load: no module named PIL"))
    first = report().layers[0]
    assert first.status is Status.UNKNOWN
    assert first.fault is not None
    assert first.fault.reason.endswith(
        "has not been measured: timm does not load: no module named PIL"
    )


def test_torch_that_is_installed_is_not_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Subject, "missing_packages", lambda self: ())
    fault = report().layers[0].fault
    assert fault is not None
    assert "pip install" not in fault.reason


def test_every_unknown_row_is_told_by_a_finding() -> None:
    found = [one for one in diagnose(report()) if one.layer == 0]
    assert any("has not been measured" in one.message for one in found)
    assert all(one.severity.word != "error" for one in found)


def test_a_list_is_not_what_a_model_takes() -> None:
    store().learn(FACTS)
    result = report(HEADER + FIVE_SLOTS.replace("- [-1, 1, some_net", "- [[-1], 1, some_net"))
    assert result.layers[0].status is Status.ERROR
    assert result.unmeasured == ()


def test_copies_run_one_after_another() -> None:
    subject = Subject.of("torchvision:TorchVision", ("flat", None))
    step, image = (1, 3, 320, 320), (1, 3, 640, 640)
    run = Run(image, False, step, 5, 6, 4)
    store().learn(Facts(subject, 10, 10, 4, 3, (3, 3, 1, 1), (), (), (run,)))
    text = RESNET18.replace("1, TorchVision, [512, resnet18, DEFAULT, True, 2]",
                            "2, TorchVision, [3, flat, None]")  # fmt: skip
    result = report(text, dialect="ultralytics@8.4")
    assert result.unmeasured == (Wanted(subject, step),)
    again = Run(step, False, (1, 3, 160, 160), 50, 60, 40)
    store().learn(Facts(subject, 10, 10, 4, 3, (3, 3, 1, 1), (), (), (again,)))
    first = report(text, dialect="ultralytics@8.4").layers[0]
    assert (first.params, first.out_shapes) == (20, ((1, 3, 160, 160),))
    assert (first.flops, first.macs) == (2 * 66, 44)
    built = measured.build("torchvision:TorchVision", ("flat", None), 2)
    assert (built.modules, built.leaves) == (2 * 4 + 1, 2 * 3)


def test_the_stock_network_with_a_torchvision_backbone() -> None:
    """Figures as ultralytics 8.4.190 prints them of `yolo11-cls-resnet18.yaml`."""
    result = report(RESNET18, dialect="ultralytics@8.4")
    first, head = result.layers
    assert first.args_text == "['resnet18', 'DEFAULT', True, 2]"
    assert (first.params, head.params) == (11176512, 1938920)
    assert first.out_shapes == ((1, 512, 20, 20),)
    assert first.flops == 29771366400
    assert (result.totals.layers, result.totals.params) == (56, 13115432)
    assert result.totals.gradients == 13115432
    assert (result.totals.flops, result.totals.gflops_trainer) == (30303336960, "30.3")
    assert result.head_strides == (1.0,)


def test_arguments_that_cannot_be_are_an_error_without_torch() -> None:
    result = report(RESNET18.replace("True, 2]", "True, 1.5]"), dialect="ultralytics@8.4")
    assert result.layers[0].status is Status.ERROR
    assert result.unmeasured == ()


def test_many_analyses_use_up_no_budget() -> None:
    from builder.core.shapes.budget import state

    store().learn(FACTS)
    report()
    before = state.modules_limit
    state.modules_limit = state.modules + 3
    try:
        assert {report().layers[0].status for _ in range(20)} == {Status.OK}
    finally:
        state.modules_limit = before
