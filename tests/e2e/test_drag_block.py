"""One whole task with mouse and keyboard: put attention into a network and save it."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.e2e.program import ROOT, State, started
from tests.e2e.screen import Hand, missing_programs, screen

EXAMPLE = ROOT / "examples" / "yolov5s.yaml"
SOURCE, TARGET = 8, 9  # the edge from the last C3 of the backbone to SPPF
FOUND = {"CBAM", "C3CBAM"}
LACKING = missing_programs()

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(bool(LACKING), reason=f"not installed: {', '.join(LACKING)}"),
]


@pytest.fixture
def hand() -> Iterator[Hand]:
    with screen() as hand:
        yield hand


def edge(state: State, source: int, target: int) -> tuple[int, int] | None:
    for one in state["edges"]:
        if (one["source"], one["target"]) == (source, target):
            return one["x"], one["y"]
    return None


def test_drag_a_block_onto_an_edge_undo_redo_save(hand: Hand, tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_bytes(EXAMPLE.read_bytes())
    before = EXAMPLE.read_text(encoding="utf-8")

    with started(file, display=hand.display, home=tmp_path / "home") as program:
        state = program.wait_for("the window", lambda state: state["active"])
        hand.click(state["search"])
        hand.write("CBAM")
        state = program.wait_for("what has CBAM", lambda state: set(state["blocks"]) == FOUND)
        place = edge(state, SOURCE, TARGET)
        assert place
        hand.drag(state["blocks"]["CBAM"], place)

        state = program.wait_for("the new row", lambda state: "CBAM" in state["text"])
        after = state["text"]
        assert state["modified"]
        args = row_args(after)

        hand.keys("ctrl+z")
        state = program.wait_for("undo", lambda state: state["text"] == before)
        assert not state["modified"]
        hand.keys("ctrl+y")
        program.wait_for("redo", lambda state: state["text"] == after)
        assert file.read_bytes() == EXAMPLE.read_bytes()
        hand.keys("ctrl+s")
        program.wait_for("the save", lambda state: not state["modified"])

    assert file.read_text(encoding="utf-8") == after
    assert file.read_bytes() == inserted_on_the_command_line(f"[-1, 1, CBAM, {args}]")
    assert rows_of(after) == with_row(
        rows_of(before), TARGET, [-1, 1, "CBAM", yaml.safe_load(args)]
    )
    numbers = index_comments(after)
    assert numbers == [one for one in range(len(rows_of(after))) if one != TARGET or one in numbers]


def row_args(text: str) -> str:
    """The args that the program wrote for the new row."""
    line = next(line for line in text.splitlines() if "CBAM" in line)
    return line.split("CBAM, ")[1].split("]")[0] + "]"


def inserted_on_the_command_line(row: str) -> bytes:
    command = [sys.executable, "-m", "builder", "insert", str(EXAMPLE)]
    done = subprocess.run(
        [*command, "--at", str(TARGET), "--row", row, "--stdout"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def rows_of(text: str) -> list[list[Any]]:
    config = yaml.safe_load(text)
    return [*config["backbone"], *config["head"]]


def with_row(rows: list[list[Any]], at: int, row: list[Any]) -> list[list[Any]]:
    """The rows after one more came in: every index from `at` on is one higher."""

    def renumbered(ref: int | list[int]) -> int | list[int]:
        if isinstance(ref, list):
            return [one + (one >= at) for one in ref]
        return ref + (ref >= at)

    moved = [[renumbered(source), *rest] for source, *rest in rows]
    return [*moved[:at], row, *moved[at:]]


def index_comments(text: str) -> list[int]:
    """The number in the comment of every row that has one."""
    lines = (line for line in text.splitlines() if line.lstrip().startswith("- ["))
    return [int(found[1]) for line in lines if (found := re.search(r"# (\d+)", line))]
