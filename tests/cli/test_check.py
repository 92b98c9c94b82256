import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.cli.columns import width
from builder.cli.findings import exit_code, tally
from builder.cli.snippet import render
from builder.core.config import read_config
from builder.core.diagnostics import Applicability, Diagnostic, Fix, Label, Severity
from builder.core.text import Span, TextEdit
from tests.cli.conftest import EXAMPLES, YOLOV5S, Builder

Network = Callable[..., Path]

STALE = ("[[-1, 4], 1, Concat, [1]]                 # 16", "[[-1, 6], 1, Concat, [1]] # 16")
TEXT = "nc: 80\nbackbone:\n  # 骨干网络\n  - [-1, 1, 卷积, [64]]\n  - [-1, 1,\t卷, [64]]\n"


def found(start: str, end: str = "", **changes: object) -> Diagnostic:
    """A finding whose place is the text `start`."""
    at = TEXT.index(start)
    whole = {"labels": (), "fixes": (), **changes}
    span = Span(at, at + len(start) if not end else TEXT.index(end) + len(end))
    return Diagnostic("B101", Severity.ERROR, "there is no module", span, **whole)


def test_a_finding_looks_like_a_compilers() -> None:
    fix = Fix("Take Conv", (TextEdit(Span(0, 0), ""),), Applicability.SAFE)
    label = Label(Span(0, 2), "said here")
    shown = render("net.yaml", read_config(TEXT), found("1, 卷积", labels=(label,), fixes=(fix,)))
    assert shown.splitlines() == [
        "net.yaml:4:10: error[B101]: there is no module",
        "4 |   - [-1, 1, 卷积, [64]]",
        "  |          ^^^^^^^",
        "1 | nc: 80",
        "  | -- said here",
        "  = help: Take Conv",
    ]


@pytest.mark.parametrize("start", ["卷积", "卷,", "[64]]\n", "80", "\t"])
def test_the_carets_stand_under_the_place_in_terminal_cells(start: str) -> None:
    _, line, carets = render("n", read_config(TEXT), found(start)).splitlines()
    before = carets.index("^")
    marked = start.rstrip("\n").replace("\t", "    ")
    under = line[line.index(marked) :] if marked.strip() else marked
    assert width(line[: line.index(under)]) == before or not marked.strip()
    assert carets.count("^") == width(marked)


def test_a_place_at_the_end_of_the_text_has_a_caret() -> None:
    end = Diagnostic("Y101", Severity.ERROR, "it ends here", Span(len(TEXT), len(TEXT)))
    assert render("n", read_config(TEXT), end).splitlines()[-1] == "  | ^"


def test_a_place_over_several_lines_is_marked_to_the_end_of_the_first() -> None:
    shown = render("n", read_config(TEXT), found("卷积", end="卷,")).splitlines()
    assert len(shown) == 3
    assert shown[2].count("^") == width("卷积, [64]]")


def test_nothing_in_a_file_steers_the_terminal() -> None:
    text = "backbone:\n  - [-1, 1, \x1b[31mConv, [64]]\n"
    place = Span(text.index("\x1b"), len(text) - 1)
    one = Diagnostic("Y1", Severity.ERROR, "bad \x1b[0m", place)
    assert "\x1b" not in render("n\x1b.yaml", read_config(text), one)


def test_one_endless_line_is_shown_in_part() -> None:
    text = "a: [" + "1, " * 100_000 + "]"
    place = Diagnostic("Y1", Severity.ERROR, "here", Span(200_000, 200_001))
    assert max(map(len, render("n", read_config(text), place).splitlines())) < 400


def test_only_errors_make_the_exit_code_1() -> None:
    warning = Diagnostic("G1", Severity.WARNING, "odd", Span(0, 0))
    error = Diagnostic("G2", Severity.ERROR, "wrong", Span(0, 0))
    hint = Diagnostic("G3", Severity.HINT, "nicer", Span(0, 0))
    assert exit_code([warning, hint]) == 0
    assert exit_code([warning, error]) == 1
    assert tally([warning, error, error, hint]) == "2 errors, 1 warning, 1 note"
    assert tally([]) == "no problems"


def test_a_sound_network_has_no_problems(builder: Builder) -> None:
    ended = builder("check", YOLOV5S)
    assert (ended.code, ended.out) == (0, "1 file checked: no problems\n")


def test_a_stale_index_is_found_at_its_row(builder: Builder, network: Network) -> None:
    file = network(STALE)
    ended = builder("check", file)
    assert ended.code == 1
    line = 1 + file.read_text().split("# 16")[0].count("\n")
    assert re.search(
        rf"^{re.escape(str(file))}:{line}:\d+: error\[[A-Z]\d+\]: ", ended.out, re.MULTILINE
    )
    assert "  - [[-1, 6], 1, Concat, [1]] # 16" in ended.out
    assert re.search(r"^1 file checked: \d+ error", ended.out, re.MULTILINE)


def test_json_of_one_file_is_an_object_and_of_a_folder_an_array(
    builder: Builder, network: Network
) -> None:
    file = network(STALE)
    one = json.loads(builder("check", file, "--format", "json").out)
    many = json.loads(builder("check", file.parent, "--format", "json").out)
    assert many == [one]
    assert one["file"] == str(file)
    assert one["dialect"] == "yolov5@7.0"
    first = one["diagnostics"][0]
    assert first["severity"] == "error"
    assert first["line"] == 1 + file.read_text().split("# 16")[0].count("\n")


def test_every_example_can_be_checked(builder: Builder) -> None:
    ended = builder("check", EXAMPLES)
    assert ended.code in {0, 1}
    assert f"{len(list(EXAMPLES.glob('*.yaml')))} files checked" in ended.out


@pytest.mark.parametrize(("number", "more"), [(6, "1 more place"), (8, "3 more places")])
def test_many_labels_are_cut_short(number: int, more: str) -> None:
    labels = tuple(Label(Span(0, 2), f"place {place}") for place in range(number))
    shown = render("n", read_config(TEXT), found("卷积", labels=labels))
    assert "place 4" in shown
    assert "place 5" not in shown
    assert shown.endswith(f"… and {more}")
