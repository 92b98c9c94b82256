"""When text has colour, and that colour changes nothing else."""

import io
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from builder.cli.checking.progress import Progress
from builder.cli.colour import colourful, painter, plain
from tests.cli.conftest import Builder

STALE = ("[[-1, 4], 1, Concat, [1]]                 # 16", "[[-1, 6], 1, Concat, [1]] # 16")
CODES = re.compile(r"\x1b\[[\d;]*[mK]")


class Terminal(io.StringIO):
    """Says that a person is watching."""

    def isatty(self) -> bool:
        return True


CASES: list[tuple[str, bool, Mapping[str, str], bool]] = [
    ("auto", True, {}, True),
    ("auto", True, {"TERM": "xterm-256color"}, True),
    ("auto", True, {"TERM": "dumb"}, False),
    ("auto", True, {"NO_COLOR": "1"}, False),
    ("auto", True, {"NO_COLOR": ""}, True),
    ("auto", False, {}, False),
    ("auto", False, {"FORCE_COLOR": "1"}, True),
    ("auto", False, {"FORCE_COLOR": "0"}, False),
    ("auto", False, {"FORCE_COLOR": ""}, False),
    ("auto", True, {"FORCE_COLOR": "0"}, False),
    ("auto", False, {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ("auto", True, {"FORCE_COLOR": "1", "TERM": "dumb"}, True),
    ("always", False, {"NO_COLOR": "1"}, True),
    ("always", True, {"TERM": "dumb"}, True),
    ("never", True, {"FORCE_COLOR": "1"}, False),
]


@pytest.mark.parametrize(("wanted", "terminal", "environment", "colour"), CASES)
def test_when_there_is_colour(
    wanted: str, terminal: bool, environment: Mapping[str, str], colour: bool
) -> None:
    stream = Terminal() if terminal else io.StringIO()
    assert painter(wanted, stream, environment) is (colourful if colour else plain)


def test_colour_only_adds_codes(builder: Builder, network: Callable[..., Path]) -> None:
    file = network(STALE)
    bare = builder("check", file).out
    painted = builder("check", file, "--color", "always").out
    assert "\x1b" not in bare
    assert "\x1b[1;31merror[S101]\x1b[0m" in painted
    assert CODES.sub("", painted) == bare


def test_other_formats_have_no_colour(builder: Builder, network: Callable[..., Path]) -> None:
    for fmt in ("json", "sarif", "github"):
        assert (
            "\x1b" not in builder("check", network(STALE), "--format", fmt, "--color", "always").out
        )


def test_nothing_in_a_file_steers_the_terminal(builder: Builder, tmp_path: Path) -> None:
    file = tmp_path / "net.yaml"
    file.write_text(
        'backbone:\n  - [-1, 1, "\\e[31mConv\x9b31m", [64]]\nhead:\n  - [-1, 1, A, []]\n'
    )
    painted = builder("check", file, "--color", "always").out
    assert "\x9b" not in painted
    assert "\x1b" not in CODES.sub("", painted)


def ran(stream: io.StringIO, monkeypatch: pytest.MonkeyPatch, *, seconds: float) -> str:
    """What a progress line writes when each of four files takes some seconds."""
    now = [0.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    with Progress(4, stream) as progress:
        for number in range(4):
            now[0] += seconds
            progress.advance(f"net\x1b{number}.yaml")
    return stream.getvalue()


def test_progress_is_shown_on_a_terminal_and_gone_in_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    written = ran(Terminal(), monkeypatch, seconds=1)
    assert "[#####...............] 1/4 net\N{REPLACEMENT CHARACTER}0.yaml" in written
    assert "[####################] 4/4" in written
    assert written.endswith("\r\x1b[K")
    assert "\n" not in written


def test_quick_work_and_pipes_show_no_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    assert ran(Terminal(), monkeypatch, seconds=0.01) == ""
    assert ran(io.StringIO(), monkeypatch, seconds=1) == ""
    monkeypatch.setenv("TERM", "dumb")
    assert ran(Terminal(), monkeypatch, seconds=1) == ""
