"""The examples open, build and count as the trainer counts them."""

from pathlib import Path
from typing import NamedTuple

import pytest

from builder.core.analysis import Report, analyze
from builder.core.config import read_config
from builder.core.diagnostics import Severity
from builder.core.rules import diagnose

EXAMPLES = Path(__file__).parent.parent / "examples"
FILES = sorted(path.name for path in EXAMPLES.glob("*.yaml"))
PUBLISHED = "yolov5-efficientnetv2.as-published.yaml"


class Printed(NamedTuple):
    """What the file's trainer printed when it built the same network."""

    params: int
    layers: int
    gflops: str


TRAINER = {
    "yolov5n.yaml": Printed(1_872_157, 214, "4.6"),
    "yolov5s.yaml": Printed(7_235_389, 214, "16.6"),
    "yolov5m.yaml": Printed(21_190_557, 291, "49.2"),
    "yolov5l.yaml": Printed(46_563_709, 368, "109.6"),
    "yolov5x.yaml": Printed(86_749_405, 445, "206.3"),
    "yolov5-p2.yaml": Printed(47_493_372, 428, "126.3"),
    "yolov5-p6.yaml": Printed(76_770_172, 477, "111.8"),
    "yolov5s-seg.yaml": Printed(7_621_277, 225, "26.6"),
    PUBLISHED: Printed(44_820_917, 859, "44.5"),
    "yolo11s-p2.yaml": Printed(9_625_968, 216, "29.8"),
    "yolov7-elan.yaml": Printed(8_619_802, 216, "17.2"),
    "yolov9-gelan.yaml": Printed(4_241_152, 621, "18.5"),
    "rtdetr-c2f.yaml": Printed(22_268_972, 313, "66.2"),
}
STRIDES = {
    "yolov5-p2.yaml": (4, 8, 16, 32),
    "yolov5-p6.yaml": (8, 16, 32, 64),
    "yolo11s-p2.yaml": (4, 8, 16, 32),
    "rtdetr-c2f.yaml": (32,),
    PUBLISHED: (16, 32, 64),
}


def report_on(name: str) -> Report:
    text = (EXAMPLES / name).read_text(encoding="utf-8")
    return analyze(read_config(text), file=name)


def test_there_are_examples() -> None:
    assert set(FILES) >= set(TRAINER)


@pytest.mark.parametrize("name", FILES)
def test_says_first_what_it_shows(name: str) -> None:
    lines = (EXAMPLES / name).read_text(encoding="utf-8").splitlines()
    assert all(line.startswith("# ") for line in lines[:2])
    assert lines[2] == ""


@pytest.mark.parametrize("name", FILES)
def test_opens_without_errors(name: str) -> None:
    worst = Severity.WARNING if name == PUBLISHED else Severity.INFO
    found = [(one.code, one.message) for one in diagnose(report_on(name)) if one.severity > worst]
    assert found == []


def test_the_published_file_is_warned_about_at_its_head() -> None:
    report = report_on(PUBLISHED)
    warned = {one.layer for one in diagnose(report) if one.severity is Severity.WARNING}
    assert report.layers[-1].index in warned


@pytest.mark.parametrize("name", FILES)
def test_every_number_is_known(name: str) -> None:
    report = report_on(name)
    assert report.totals.missing == ()
    assert report.totals.params
    assert report.head_strides == STRIDES.get(name, (8, 16, 32))


@pytest.mark.parametrize(("name", "printed"), TRAINER.items(), ids=TRAINER)
def test_counts_what_the_trainer_prints(name: str, printed: Printed) -> None:
    totals = report_on(name).totals
    assert (totals.params, totals.layers, totals.gflops_trainer) == printed


@pytest.mark.parametrize("name", FILES)
def test_index_comments_are_right(name: str) -> None:
    report = report_on(name)
    numbers = [
        comment.of(report.config.text).lstrip("# ").split()[0].split("-")[0]
        for layer in report.config.layers
        if (comment := layer.comment)
    ]
    assert numbers == [str(layer.slots[-1]) for layer in report.layers]


def test_an_example_for_every_trainer() -> None:
    read_as = {report_on(name).dialect for name in FILES}
    assert read_as == {"yolov5@7.0", "ultralytics@8.4", "five-slot@yolov5", "yolov7", "yolov9"}
