"""One config at all scales and several sizes."""

from dataclasses import replace

import pytest

from builder.core.analysis import Status, analyze, numbered, scales_of, survey
from builder.core.config import read_config
from builder.core.dialects import UnknownScaleError
from tests.texts import FIVE_SLOT, ULTRALYTICS

CONFIG = read_config(ULTRALYTICS)
SIZES = [(64, 64), (64, 128)]


def test_every_scale_at_every_size_is_what_analyze_says() -> None:
    reports = survey(CONFIG, SIZES, file="net.yaml")
    assert [(one.scale, one.image_size) for one in reports] == [
        (scale, size) for scale in ("n", "s", "x") for size in SIZES
    ]
    for one in reports:
        alone = analyze(CONFIG, scale=one.scale, image_size=one.image_size, file="net.yaml")
        assert one == replace(alone, config=one.config)
    assert len({one.totals.params for one in reports}) == 3
    assert len({one.totals.flops for one in reports}) == 6


def test_some_scales_only() -> None:
    (one,) = survey(CONFIG, SIZES[:1], scales=["s"])
    assert one.scale == "s"
    with pytest.raises(UnknownScaleError):
        survey(CONFIG, SIZES, scales=["m"])


def test_multiples_without_a_name_come_first() -> None:
    published = FIVE_SLOT
    own = FIVE_SLOT.replace("depth_multiple: 1.0", "depth_multiple: 0.8")
    assert scales_of(read_config(published)) == ["n", "s", "m", "l", "x"]
    assert scales_of(read_config(own)) == [None, "n", "s", "m", "l", "x"]
    (report, *_) = survey(read_config(own), SIZES[:1])
    assert (report.scale, report.resolved.depth) == (None, 0.8)


def test_a_file_without_scales_is_one() -> None:
    start = ULTRALYTICS.index("scales:")
    text = ULTRALYTICS[:start] + ULTRALYTICS[ULTRALYTICS.index("backbone") :]
    assert scales_of(read_config(text)) == [None]


def test_rows_are_numbered_as_the_dialect_reads_them() -> None:
    config = read_config(FIVE_SLOT)
    assert numbered(config).first_slots == 5
    assert numbered(config, dialect="yolov5").first_slots == 1
    report = analyze(config)
    assert [layer.number for layer in report.layers[:3]] == ["0-4", "5", "6"]
    concat = report.layers[4]
    assert (concat.sources, concat.reads) == ((3, 0), (7, 3))
    assert report.numbers([0, 2]) == (0, 1, 2, 3, 4, 6)
    assert report.layers[1].status is Status.BLOCKED
    fault = report.layers[1].fault
    assert fault is not None
    assert fault.reason == "row 0-4 has no output"


def test_how_the_dialect_was_decided_is_reported() -> None:
    assert analyze(CONFIG).dialect_from == "file"
    assert analyze(CONFIG, dialect="ultralytics@8.3").dialect_from == "option"
    said = read_config("# builder: dialect ultralytics@8.3\n" + ULTRALYTICS)
    assert analyze(said).dialect_from == "comment"
