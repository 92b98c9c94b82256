"""Which findings are shown, and what the exit code makes of them."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.cli.checking.chosen import NEVER, meant, read_codes
from builder.core.diagnostics import Diagnostic, Severity
from builder.core.rules import codes
from builder.core.text import Span
from tests.cli.conftest import YOLOV5S, Builder

Network = Callable[..., Path]

# Row 16 joins what does not fit (an error), which leaves row 4 unread (told with it); a comment
# has a wrong level (a warning); CBAM is no part of YOLOv5 (a note).
STALE = ("[[-1, 4], 1, Concat, [1]]                 # 16", "[[-1, 6], 1, Concat, [1]] # 16")
FOREIGN = ("[-1, 3, C3, [1024]]           # 8", "[-1, 1, CBAM, [1024]] # 8")
LEVEL = ("0-P1/2", "0-P2/4")


def found(code: str, severity: Severity = Severity.WARNING) -> Diagnostic:
    return Diagnostic(code, severity, "odd", Span(0, 0))


@pytest.mark.parametrize(
    ("words", "read"),
    [
        (["G"], ("G",)),
        (["g102"], ("G102",)),
        (["G, S1,s1"], ("G", "S1")),
        (["G102，S101"], ("G102", "S101")),
        (["G", "S"], ("G", "S")),
    ],
)
def test_codes_are_read(words: list[str], read: tuple[str, ...]) -> None:
    assert read_codes(words) == read


@pytest.mark.parametrize("word", ["Q", "G9", "G102,", "", "all", "G1021", "1"])
def test_what_begins_no_code_is_refused_with_those_known(word: str) -> None:
    with pytest.raises(ValueError, match="no check's code begins with") as caught:
        read_codes([word])
    said = str(caught.value)
    assert re.search(r"known: B101-B1\d\d, B201-B2\d\d, ", said)
    written = re.findall(r"([A-Z]\d+)(?:-([A-Z]\d+))?", said.partition("known:")[2])
    assert {code for run in written for code in run if code} <= set(codes())
    assert all(any(run[0] <= code <= (run[1] or run[0]) for run in written) for code in codes())


@pytest.mark.parametrize(
    ("select", "ignore", "severity", "left"),
    [
        (None, (), Severity.HINT, "G101 G102 S101 S106"),
        (("G",), (), Severity.HINT, "G101 G102"),
        (("G", "S106"), (), Severity.HINT, "G101 G102 S106"),
        (None, ("G",), Severity.HINT, "S101 S106"),
        (("G",), ("G101",), Severity.HINT, "G102"),
        (None, (), Severity.WARNING, "G101 G102 S101"),
        (None, (), Severity.ERROR, "G101 S101"),
        (None, (), NEVER, ""),
    ],
)
def test_what_is_ignored_beats_what_is_selected(
    select: tuple[str, ...] | None, ignore: tuple[str, ...], severity: int, left: str
) -> None:
    given = [
        found("G101", Severity.ERROR),
        found("G102"),
        found("S101", Severity.ERROR),
        found("S106", Severity.HINT),
    ]
    shown = meant(given, select=select, ignore=ignore, severity=severity)
    assert " ".join(one.code for one in shown) == left


@pytest.fixture
def faulty(network: Network) -> Path:
    return network(STALE, FOREIGN, LEVEL)


def test_the_network_of_these_tests(builder: Builder, faulty: Path) -> None:
    said = builder("check", faulty).out.splitlines()[-1]
    assert said.startswith("1 file checked: 1 error, 1 warning, 1 note")


EXIT_CODES = [
    ([], 1),
    (["--fail-on", "error"], 1),
    (["--fail-on", "never"], 0),
    (["--ignore", "S101"], 0),
    (["--ignore", "S101", "--fail-on", "warning"], 1),
    (["--ignore", "S101,S106", "--fail-on", "warning"], 0),
    (["--ignore", "S", "--ignore", "b102", "--fail-on", "hint"], 0),
    (["--select", "B", "--fail-on", "info"], 1),
    (["--select", "B", "--fail-on", "warning"], 0),
    (["--select", "S", "--severity", "warning"], 1),
    (["--severity", "error", "--ignore", "S101", "--fail-on", "warning"], 0),
    (["--scale", "q"], 2),
    (["--select", "Q"], 2),
    (["--ignore", "G1,Q1"], 2),
    (["--severity", "never"], 2),
    (["--fail-on", "sometimes"], 2),
    (["--jobs", "0"], 2),
    (["--baseline", "a.json", "--write-baseline", "b.json"], 2),
    (["--baseline", "there-is-none.json"], 2),
    (["--config", "there-is-none.toml"], 2),
    (["--config", "a.toml", "--isolated"], 2),
    (["--stdin-filename", "a.yaml"], 2),
    (["there-is-none.yaml"], 2),
    (["-"], 2),
]


@pytest.mark.parametrize(
    ("options", "code"), EXIT_CODES, ids=lambda x: " ".join(x) if isinstance(x, list) else ""
)
def test_exit_codes(builder: Builder, faulty: Path, options: list[str], code: int) -> None:
    ended = builder("check", faulty, *options)
    assert ended.code == code
    assert bool(ended.err) == (code == 2)


@pytest.mark.parametrize("fmt", ["text", "json", "sarif", "github"])
def test_the_exit_code_is_the_same_in_every_format(
    builder: Builder, faulty: Path, fmt: str
) -> None:
    assert builder("check", faulty, "--format", fmt).code == 1
    assert builder("check", faulty, "--format", fmt, "--fail-on", "never").code == 0
    assert builder("check", YOLOV5S, "--format", fmt).code == 0


def test_unknown_codes_are_named_with_those_known(builder: Builder) -> None:
    ended = builder("check", YOLOV5S, "--select", "G,Q7")
    assert "no check's code begins with 'Q7'; known: B101-" in ended.err


def test_one_bad_file_does_not_keep_the_others_from_being_checked(
    builder: Builder, faulty: Path
) -> None:
    ended = builder("check", faulty, faulty.with_name("missing.yaml"))
    assert ended.code == 2
    assert "missing.yaml: there is no such file" in ended.err
    assert "error[S101]" in ended.out
    assert ended.out.splitlines()[-1].startswith("1 file checked, 1 not: 1 error")


def test_an_internal_error_names_the_file_and_the_others_are_checked(
    builder: Builder, faulty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from builder.core import rules

    real = rules.diagnose

    def fail(report: object) -> object:
        if "yolov5s" in report.file:  # type: ignore[attr-defined]
            raise RuntimeError("planted")
        return real(report)  # type: ignore[arg-type]

    monkeypatch.setattr(rules, "diagnose", fail)
    ended = builder("check", YOLOV5S, faulty)
    assert ended.code == 3
    assert "RuntimeError: planted" in ended.err
    assert f"internal error while checking {YOLOV5S}" in ended.err
    assert "error[S101]" in ended.out
