"""What holds for any text at all."""

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.core.analysis import Report, Status
from builder.core.diagnostics import Diagnostic, Severity
from builder.core.dialects import DIALECTS
from builder.core.rules import codes, diagnose
from builder.core.text import apply_edits
from tests.core.language.speaking import assert_finding_speaks
from tests.core.rules.networks import HEADER, STEM, network, report_of

EXAMPLES = {
    path.stem: path.read_text(encoding="utf-8")
    for path in sorted((Path(__file__).parents[3] / "examples").glob("*.yaml"))
}

REFS = st.integers(-4, 9)
FROM = st.one_of(REFS, st.lists(REFS, max_size=3), st.sampled_from(["x", "", "[[1]]", 0.5]))
NUMBER = st.sampled_from([1, 2, 3, 0, -1, "x", "[]", 1.5])
MODULE = st.sampled_from(
    "Conv C3 c3 SPPF Concat Detect Segment nn.Upsample nn.Conv2d nn.BatchNorm2d BiFPN_Add2 "
    "BiFPN_Concat3 Sum CBAM SimAM Mystery C2f IDetect Expand Contract 3 'f()' nn.Nothing".split()
)
ARGUMENT = st.sampled_from(
    "16 32 3 2 1 0 -1 None nearest nc anchors i nn.ReLU nn.ReLU() 'f(1)' [1,2] {} True".split()
)
ROW = st.tuples(FROM, NUMBER, MODULE, st.lists(ARGUMENT, max_size=5)).map(
    lambda cells: f"[{cells[0]}, {cells[1]}, {cells[2]}, [{', '.join(cells[3])}]]"
)
ODD = st.sampled_from(["", "  # 3", "  # 2-P2/4", "  # cat backbone P3", " # (P4/16)", "]", ","])
LINE = st.tuples(ROW, ODD).map("".join)
HEADERS = st.sampled_from(
    [HEADER, "", "nc: x\n", HEADER + "activation: f()\n", HEADER.replace("anchors: 3", "scales: 1"),
     HEADER.replace("anchors: 3", "anchors:\n  - [1, 2]  # P3/8\n  - [3]")]
)  # fmt: skip


def check_sound(report: Report, found: tuple[Diagnostic, ...]) -> None:
    text = report.config.text
    rows = len(report.layers)
    for one in found:
        assert one.code in codes()
        assert one.message
        assert not one.message.endswith(".")
        assert_finding_speaks(one)
        assert one.layer is None or 0 <= one.layer < rows
        for span in (one.span, *(label.span for label in one.labels)):
            assert span.end <= len(text) + 1
        for fix in one.fixes:
            assert fix.edits
            assert apply_edits(text, fix.edits) != text
    assert [one.span.start for one in found] == sorted(one.span.start for one in found)
    ours = [one for one in found if not one.code.startswith("Y")]
    stops = [one.layer for one in ours if one.severity is Severity.ERROR and one.layer is not None]
    assert len(stops) == len(set(stops))


@given(st.lists(LINE, max_size=6), st.lists(LINE, max_size=4), HEADERS)
def test_any_rows_are_told_soundly(backbone: list[str], head: list[str], header: str) -> None:
    report = report_of(network(*backbone, head=tuple(head), header=header))
    check_sound(report, diagnose(report))


# What rows of each trainer are made of, beside what all have in common.
OWN_MODULES = {
    "yolov5": "C3TR BottleneckCSP DWConv Focus Classify Proto C2f IDetect MobileNetV3",
    "ultralytics": (
        "C2f C3k2 A2C2f C2fAttn AIFI HGStem HGBlock ResNetLayer CBLinear CBFuse Index TorchVision "
        "ImagePoolingAttn WorldDetect YOLOEDetect Pose OBB Depth SemanticSegment v10Detect "
        "RTDETRDecoder Classify SPPELAN torch.nn.ReLU EfficientViT_M0"
    ),
    "yolov7": (
        "MP SP ReOrg Shortcut Foldcut Chuncat SPPCSPC RepConv DownC IDetect IAuxDetect IKeypoint "
        "ImplicitA STCSPA ResX C3 C2f"
    ),
    "yolov9": (
        "Silence ADown AConv RepNCSPELAN4 SPPELAN ELAN1 CBLinear CBFuse DDetect DualDDetect "
        "TripleDDetect DSegment DualDSegment Panoptic Shortcut ReOrg SPPCSPC C3"
    ),
}
COMMON = (
    "Conv SPPF Concat Detect Segment nn.Upsample nn.Conv2d nn.BatchNorm2d CBAM SimAM BiFPN_Add2 "
    "BiFPN_Concat3 Mystery conv 3 'f()' nn.Nothing"
)
VALUES = st.sampled_from(
    "16 64 32 3 2 1 0 -1 None nearest nc anchors i n nn.ReLU() lrelu 'f(1)' [1,2] [16,16] [[0]] "
    "{} True False 0.5 scale".split()
)
ANY_HEADER = st.sampled_from(
    [
        HEADER,
        "",
        "nc: x\n",
        "nc: 3\nscales:\n  n: [0.33, 0.25, 1024]\n  s: [0.33, 0.5]\n",
        "nc: 3\nscales:\n  l: [1, 1, 512]\n  x: [1, 1, 512]\nscale: x\n",
        "nc: 3\nscales: 3\nactivation: nn.ReLU()\nreg_max: 1\nend2end: True\n",
        "nc: 3\nscales: []\nscale: [1]\nanchors: x\n",
    ]
)
FILE = st.sampled_from(
    "yolov8.yaml yolov8n.yaml a/yolo11-small.yaml YOLOv8x-world.yaml yoloe-11s.yml yolov8seg.yaml "
    "mine .yaml yolo11z.yaml".split()
).flatmap(lambda name: st.sampled_from([name, ""]))


def rows_for(trainer: str) -> st.SearchStrategy[str]:
    """Any row of a trainer."""
    modules = st.sampled_from([*COMMON.split(), *OWN_MODULES[trainer].split() * 2])
    cells = st.tuples(FROM, NUMBER, modules, st.lists(VALUES, max_size=6), ODD)
    return cells.map(lambda c: f"[{c[0]}, {c[1]}, {c[2]}, [{', '.join(c[3])}]]{c[4]}")


# A label of these stands on each row that fails of the row they are about.
SPEAK_FOR = {"S104", "S111", "B114", "B116", "D115"}


def told(report: Report, found: tuple[Diagnostic, ...]) -> set[int | None]:
    """The rows that findings speak of, those included whose failure they explain."""
    rows = {one.layer for one in found if one.severity >= Severity.WARNING}
    blamed = [label.span for one in found if one.code in SPEAK_FOR for label in one.labels]
    return rows | {
        row.index for row in report.config.layers if any(row.span.covers(span) for span in blamed)
    }


@pytest.mark.parametrize("dialect", DIALECTS)
@settings(max_examples=40)
@given(data=st.data())
def test_any_rows_of_any_trainer_are_told_soundly(dialect: str, data: st.DataObject) -> None:
    row = rows_for(DIALECTS[dialect].trainer)
    text = network(
        *data.draw(st.lists(row, max_size=6)),
        head=tuple(data.draw(st.lists(row, max_size=4))),
        header=data.draw(ANY_HEADER),
    )
    report = report_of(text, dialect=dialect, file=data.draw(FILE))
    found = diagnose(report)
    check_sound(report, found)
    kinds = {trap.kind for trap in report.resolved.traps if trap.fatal}
    if any(one.code in {"D105", "D106"} for one in found):
        return  # then what is below is not held against the file
    assert not kinds or any(one.severity is Severity.ERROR for one in found)
    if report.config.diagnostics:
        return
    silent = {
        row.index
        for row in report.layers
        if row.status in {Status.ERROR, Status.UNKNOWN} and row.index not in told(report, found)
    }
    assert silent == set()


@given(st.text(alphabet="abyolv578-@._:4 ", max_size=20))
def test_any_name_of_a_dialect_is_told_soundly(name: str) -> None:
    report = report_of(f"# builder: dialect {name}\n{network(STEM)}")
    check_sound(report, diagnose(report))


@given(st.text(max_size=200))
def test_any_text_is_told_soundly(text: str) -> None:
    report = report_of(text)
    check_sound(report, diagnose(report))


@given(st.sampled_from(sorted(EXAMPLES)), st.data())
def test_any_cut_of_an_example_is_told_soundly(name: str, data: st.DataObject) -> None:
    text = EXAMPLES[name]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(start + 200, len(text))))
    put = data.draw(st.sampled_from(["", "[", "]", ",", ":", "-", "#", "\n", "0", " "]))
    report = report_of(text[:start] + put + text[end:])
    check_sound(report, diagnose(report))


@given(st.lists(LINE, max_size=6), st.lists(LINE, max_size=4))
def test_every_row_at_which_the_trainer_stops_is_told(backbone: list[str], head: list[str]) -> None:
    report = report_of(network(*backbone, head=tuple(head)))
    found = diagnose(report)
    if any(one.code in {"D105", "D106", "Y203", "Y204"} for one in found):
        return  # then the rows below are not held against the file
    errors = [one for one in found if one.severity is Severity.ERROR]
    told = {one.layer for one in errors}
    blamed = [label.span for one in errors if one.code in SPEAK_FOR for label in one.labels]
    told |= {
        row.index for row in report.config.layers if any(row.span.covers(span) for span in blamed)
    }
    stops = {row.index for row in report.layers if row.status is Status.ERROR}
    short = {row.index for row in report.config.layers if row.args is None}
    assert stops - (short if report.config.diagnostics else set()) <= told


def calls_of(report: Report) -> tuple[int, tuple[Diagnostic, ...]]:
    """How many Python functions the rules call, which tells their work on any machine alike."""
    calls = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal calls
        calls += event == "call"

    sys.setprofile(count)
    try:
        found = diagnose(report)
    finally:
        sys.setprofile(None)
    return calls, found


@pytest.mark.parametrize("name", ["yolov5s", "yolov5-p6"])
def test_a_clean_network_is_little_work(name: str) -> None:
    report = report_of(EXAMPLES[name])
    diagnose(report)
    calls, found = calls_of(report)
    assert found == ()
    assert calls < 500 * len(report.layers)


STALLING = {
    "wrong references": network(*["[9999, 1, Conv, [16]]  # 3"] * 1500),
    "dead rows": network(STEM, *["[0, 1, C3, [16]]"] * 1500),
    "unknown modules": network(*["[-1, 1, Conx, [16]]  # 3-P3/8"] * 1500),
    "a head of many": network(
        STEM,
        *["[0, 1, C3, [16]]"] * 300,
        head=(f"[{[0] * 200}, 1, Detect, [nc, anchors]]",),  # as many as are followed
    ),
    "blocks that see the whole image": network(STEM, *["[-1, 1, CBAM, [16]]"] * 1500),
    "even kernels above joins that fail": network(
        STEM, *["[-1, 1, Conv, [16, 2, 1]]"] * 400, *["[[0, 400], 1, Concat, [1]]"] * 400
    ),
}


@pytest.mark.parametrize("text", STALLING.values(), ids=STALLING)
def test_no_file_stalls_the_rules(text: str) -> None:
    calls, found = calls_of(report_of(text))
    assert calls < 3_000_000
    assert 0 < len(found) < 500
