"""Real errors of real trainers, each beside the config that gave it: the row must be named."""

import json
from functools import cache

import pytest

from builder.core.analysis import Report, analyze
from builder.core.config import read_config
from builder.core.rules import diagnose
from builder.core.tracebacks import Explanation, Kind, Verdict, explain_error
from tests.core.tracebacks.cases import (
    BASES,
    CASES,
    DIALECTS,
    EXAMPLES,
    FOLDER,
    WEIGHTS,
    Case,
    recorded,
)

ERRORS = recorded()
# Cases whose config is an example as it is, so that the example gives the same error.
UNCHANGED = {case.name for case in CASES if not case.rows and not case.texts}


@cache
def report_of(trainer: str, text: str, file: str) -> Report:
    return analyze(read_config(text), dialect=DIALECTS[trainer], file=file)


def explained(case: Case, text: str | None = None, pasted: str | None = None) -> Explanation:
    report = report_of(case.trainer, case.text if text is None else text, case.file)
    words = ERRORS[case.name]["error"] if pasted is None else pasted
    return explain_error(words, report, diagnose(report))


def table_of(report: Report, count: int) -> str:
    """The rows that a trainer prints, in columns of our own."""
    lines = ["", "                 from  n    params  module      arguments"]
    for layer in report.layers[:count]:
        module = f"models.common.{layer.module.removeprefix('nn.')}"
        lines.append(
            f"{layer.index:>3}{layer.written_from!s:>18}{layer.repeats:>3}"
            f"{layer.params or 0:>10}  {module:<40}{layer.args_text:<30}"
        )
    return "\n".join(lines) + "\n"


def traceback_of(case: Case) -> str:
    """A traceback through the places that were recorded, without any line of a trainer's code."""
    record = ERRORS[case.name]
    calls = "".join(
        f'  File "C:\\work\\net\\{file}", line {line}, in {function}\n    ...\n'
        for file, line, function in record["frames"]
    )
    report = report_of(case.trainer, case.text, case.file)
    table = table_of(report, record["rows"])
    return f"{table}Traceback (most recent call last):\n{calls}{record['error']}\n"


def test_the_table_is_large_and_every_case_has_an_error() -> None:
    assert len(CASES) >= 100
    assert len({case.name for case in CASES}) == len(CASES)
    assert [case.name for case in CASES if not ERRORS[case.name]["error"]] == []
    # Most of these messages name neither a row nor a module.
    assert sum(case.row is not None for case in CASES) >= 90


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_last_line_names_the_row(case: Case) -> None:
    answer = explained(case)
    assert answer.verdict is Verdict.EXPLAINED
    first = answer.causes[0]
    assert first.row == case.row, first.message
    if case.code:
        assert first.found is not None
        # Another rule may know better why: a reference that was left behind, a misspelt key.
        assert first.found.code == case.code or first.found.code[0] in {"G", case.code[0]}
    if first.row is not None:
        report = report_of(case.trainer, case.text, case.file)
        assert first.span is not None
        assert report.config.layer_at(first.span.start) is report.config.layers[first.row] or (
            first.found is not None  # a finding may point at another place, such as the deepest row
        )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_whole_traceback_names_the_same(case: Case) -> None:
    answer = explained(case, pasted=traceback_of(case))
    assert answer.verdict is Verdict.EXPLAINED
    assert answer.causes[0].row == case.row
    rows = ERRORS[case.name]["rows"]
    total = len(report_of(case.trainer, case.text, case.file).layers)
    ends = [note for note in answer.notes if "printed table" in note]
    if 0 < rows < total:
        assert any(f"ends with row {rows - 1}" in note for note in ends)
    elif rows == total and rows:
        assert any("is complete" in note for note in ends)


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.name not in UNCHANGED], ids=lambda case: case.name
)
def test_a_config_without_the_fault_is_not_blamed(case: Case) -> None:
    """The same error beside the example as it was: nothing in it gives this error."""
    text = (EXAMPLES / case.file).read_text("utf-8")
    if case.base:
        pytest.skip("another example than the trainer's usual one")
    answer = explained(case, text)
    assert answer.verdict is Verdict.NOT_THIS_CONFIG
    assert all(cause.row != case.row or cause.found is None for cause in answer.causes)


@pytest.mark.parametrize("trainer", sorted(BASES))
def test_every_trainer_is_there(trainer: str) -> None:
    assert sum(case.trainer == trainer for case in CASES) >= 5


def test_fixes_of_the_finding_come_along() -> None:
    case = next(case for case in CASES if case.name == "v5-concat-7")
    cause = explained(case).causes[0]
    assert cause.found is not None
    assert cause.fixes == cause.found.fixes != ()


def test_strides_stand_beside_the_pixels() -> None:
    case = next(case for case in CASES if case.name == "v5-concat-three")
    words = explained(case).causes[0].message
    assert "row 18 (P4/16)" in words
    assert "row 4 (P3/8)" in words
    assert "16 and 32 pixels" in words


# Weights ----------------------------------------------------------------------------------------

WORDS = json.loads((FOLDER / "weights.json").read_text("utf-8"))


@pytest.mark.parametrize(
    ("name", "row", "words"),
    [
        ("inserted", 9, "1 further down"),
        ("removed", 9, "1 further up"),
        ("classes", 24, "another number of classes than 3"),
        ("scale", 0, "another scale"),
    ],
)
def test_weights_name_the_first_row(name: str, row: int, words: str) -> None:
    before, after = WEIGHTS[name]
    report = report_of("yolov5", after, "net.yaml")
    answer = explain_error(WORDS[name], report, diagnose(report))
    assert answer.verdict is Verdict.EXPLAINED
    assert answer.causes[0].row == row
    assert words in answer.causes[0].message
    assert answer.error is not None
    assert answer.error.kind in {Kind.STATE, Kind.STATE_KEYS}
    other = report_of("yolov5", before, "net.yaml")
    assert explain_error(WORDS[name], other, ()).verdict is Verdict.NOT_THIS_CONFIG
