"""Workflow commands: one line for each finding, whatever a file is named or holds."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.cli.checking.github import command
from builder.cli.checking.shown import Shown
from builder.cli.written import Source
from builder.core.diagnostics import Applicability, Diagnostic, Fix, Severity
from builder.core.text import Span
from tests.cli.conftest import EXAMPLES, Builder

STALE = ("[[-1, 4], 1, Concat, [1]]                 # 16", "[[-1, 6], 1, Concat, [1]] # 16")
COMMAND = re.compile(r"::(error|warning|notice) ([^:\r\n]*)::([^\r\n]*)")


def parsed(line: str) -> tuple[str, dict[str, str], str]:
    """A command as the runner reads it: properties end at the first "::"."""
    match = COMMAND.fullmatch(line)
    assert match, line
    pairs = [pair.split("=", 1) for pair in match[2].split(",")]
    return match[1], {key: unescaped(value) for key, value in pairs}, unescaped(match[3])


def unescaped(text: str) -> str:
    for code, letter in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, letter)
    return text


def line_of(
    message: str, *, file: str = "net.yaml", end: int = 2, fixes: tuple[Fix, ...] = ()
) -> str:
    one = Diagnostic("S101", Severity.ERROR, message, Span(1, end), fixes=fixes)
    return command(Shown(file, "yolov5@7.0", Source("abc\ndef\n"), (one,), 4), one)


def test_a_command_names_file_place_and_help() -> None:
    fix = Fix("Take row 4", (), Applicability.SAFE)
    assert line_of("row 3 joins 80x80", fixes=(fix,)) == (
        "::error file=net.yaml,line=1,endLine=1,col=2,endColumn=3,title=model config S101"
        "::row 3 joins 80x80%0Ahelp: Take row 4"
    )


def test_columns_are_left_out_where_a_place_goes_over_lines() -> None:
    _, properties, _ = parsed(line_of("odd", end=6))
    assert properties["line"] == "1"
    assert properties["endLine"] == "2"
    assert "col" not in properties


@pytest.mark.parametrize(
    ("message", "written"),
    [
        ("100%", "100%25"),
        ("a\nb", "a%0Ab"),
        ("a\r\nb", "a%0D%0Ab"),
        ("a: b, c", "a: b, c"),
        ("%0A", "%250A"),
        ("::error::x", "::error::x"),
    ],
)
def test_messages_are_escaped(message: str, written: str) -> None:
    assert line_of(message).endswith(f"::{written}")


@pytest.mark.parametrize(
    ("file", "written"),
    [
        ("a,b.yaml", "a%2Cb.yaml"),
        ("a:b.yaml", "a%3Ab.yaml"),
        ("100%.yaml", "100%25.yaml"),
        ("a\nb.yaml", "a%0Ab.yaml"),
    ],
)
def test_names_are_escaped(file: str, written: str) -> None:
    assert f" file={written},line=" in line_of("odd", file=file)


TEXT = st.text(st.sampled_from("%:,\r\n=A0 网"), max_size=12)


@given(TEXT, TEXT.map(lambda name: f"x{name}"))
def test_what_the_runner_reads_is_what_was_meant(message: str, file: str) -> None:
    level, properties, said = parsed(line_of(message, file=file))
    assert (level, said) == ("error", message)
    assert properties["file"] == file


def test_every_finding_is_one_line(builder: Builder, network: Callable[..., Path]) -> None:
    ended = builder("check", EXAMPLES, network(STALE), "--format", "github")
    levels = [parsed(line)[0] for line in ended.out.splitlines()]
    assert set(levels) == {"error", "warning", "notice"}


def test_names_are_relative_to_the_folder_that_it_runs_in(
    builder: Builder, network: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = network(STALE)
    monkeypatch.chdir(file.parent)
    _, properties, _ = parsed(builder("check", file, "--format", "github").out.splitlines()[0])
    assert properties["file"] == file.name
