"""Every class of fault in real configs is found at the cell that a person would name.

The faults stand in `taxonomy/cases.yaml`, as edits of two networks of our own; what the trainers
said when they were run on the same files stands beside them.
"""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from builder.core.diagnostics import Diagnostic
from builder.core.text import apply_edits
from tests.core.rules.networks import findings, grave, named

FOLDER = Path(__file__).parent / "taxonomy"
NETWORKS = {
    name: (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    for name in ("yolov5", "ultralytics")
}
CASES: list[dict[str, Any]] = yaml.safe_load((FOLDER / "cases.yaml").read_text(encoding="utf-8"))
CLASSES = (
    "A1 A2 A3 A4 B1 B2 C1 C2 C3 C4 C5 D1 D2 E1 E2 E3 E4 F1 X size 5.4a 5.4b 5.4c 5.4d 5.4e 5.4e2 "
    "5.4f 5.4f2 5.4g 5.4h 5.4h2 5.4i"
).split()
ROW = re.compile(r"^  - (\[.*\]) *(#.*)?$", re.MULTILINE)


def what(case: dict[str, Any]) -> str:
    return str(case["what"])


def tag(case: dict[str, Any]) -> str:
    return what(case).partition(",")[0]


def trainer(case: dict[str, Any]) -> str:
    return what(case).partition(", ")[2].partition(":")[0]


def in_flow(text: str) -> str:
    """A network with its rows in brackets instead of behind dashes."""
    header, backbone, head = re.split(r"^backbone:\n|^head:\n", text, flags=re.MULTILINE)
    rows = (ROW.sub(r"   \1,", part) for part in (backbone, head))
    return f"{header}backbone:\n  [\n{next(rows)}  ]\nhead:\n  [\n{next(rows)}  ]\n"


def text_of(case: dict[str, Any]) -> str:
    text = NETWORKS[trainer(case)]
    if case.get("flow"):
        text = in_flow(text)
    for old, new in case.get("edits", []):
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def found_in(case: dict[str, Any], text: str) -> tuple[Diagnostic, ...]:
    size = case.get("image_size")
    found = findings(
        text, image_size=tuple(size) if size else (640, 640), file=case.get("file", "")
    )
    return without_weights(found)


def without_weights(found: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """Findings but for the hint that weights of later rows will not load: it is always there."""
    return tuple(one for one in found if one.code != "W101")


@pytest.mark.parametrize("name", NETWORKS)
def test_the_networks_are_clean(name: str) -> None:
    for text in (NETWORKS[name], in_flow(NETWORKS[name])):
        assert without_weights(findings(text)) == ()


@pytest.mark.parametrize("case", CASES, ids=what)
def test_is_found_where_a_person_would_look(case: dict[str, Any]) -> None:
    text = text_of(case)
    found = found_in(case, text)
    worst = grave(found) or list(found)
    assert named(worst) == [tuple(one) for one in case["finds"]], [one.message for one in worst]
    first = worst[0]
    assert first.severity.word == case["severity"]
    assert first.span.of(text).partition("\n")[0] == case["at"]


# Codes whose fix is offered for what was surely or likely meant, and of those what only the writer
# knows: a cell, a section or one of two contradicting keys.
MENDED = re.compile(r"B11[1-5789]|S109|S111|H101|H111|H113|D112|D115|Y\d+")
UNKNOWABLE = {"Y118", "Y202", "Y203", "Y204", "D112"}


@pytest.mark.parametrize(
    "case", [case for case in CASES if MENDED.fullmatch(case["finds"][0][0])], ids=what
)
def test_the_first_fix_takes_the_finding_away(case: dict[str, Any]) -> None:
    text = text_of(case)
    before = grave(found_in(case, text)) or list(found_in(case, text))
    first = before[0]
    if not first.fixes:
        assert first.code in UNKNOWABLE
        return
    after = grave(found_in(case, apply_edits(text, first.fixes[0].edits)))
    key = (first.code, first.layer)
    assert named(after).count(key) < named(before).count(key)


def test_every_class_has_cases() -> None:
    assert {tag(case) for case in CASES} == set(CLASSES)


@pytest.mark.parametrize("failure", [one for one in CLASSES if one.startswith("5.4")])
def test_each_failure_stands_for_both_trainers(failure: str) -> None:
    assert {trainer(case) for case in CASES if tag(case) == failure} == set(NETWORKS)


def test_what_the_trainer_builds_is_no_error() -> None:
    """An error says that the trainer stops, or that it runs code."""
    builds = [case for case in CASES if str(case["trainer"]).startswith("builds")]
    errors = {tag(case) for case in builds if case["severity"] == "error"}
    assert errors == {"X"}


def test_what_the_trainer_stops_at_is_no_mere_note() -> None:
    """But for blocks that it lacks: they may be registered."""
    stops = [case for case in CASES if re.match(r"\w+(Error|\w*Exception):", case["trainer"])]
    notes = [case for case in stops if case["severity"] in {"info", "hint"}]
    assert {case["finds"][0][0] for case in notes} == {"B102"}
