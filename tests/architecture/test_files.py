"""Rules for files: their size, their names, and what they must not mention."""

import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINES_AT_MOST = 400
NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "misc", "model"}

# Spelled in parts, so that this file does not mention what it forbids.
REGISTRIES = re.compile("|".join(("py" + r"pi\.org", "python" + "hosted", "ana" + r"conda\.org")))
MACHINE_PATHS = re.compile(
    r"(?<![\w.:/])/(?:wo" + r"rk|ro" + r"ot|ho" + r"me/\w+|Us" + r"ers/\w+)\b/?"
)


def python_files() -> list[Path]:
    return sorted((ROOT / "builder").rglob("*.py"))


@cache
def committed_texts() -> dict[str, str]:
    """The text files that git tracks, by path."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode != 0:
        pytest.skip("not a git checkout")
    texts = {}
    for name in filter(None, listed.stdout.split("\0")):
        path = ROOT / name
        content = path.read_bytes() if path.is_file() else b"\0"
        if b"\0" not in content:
            texts[name] = content.decode("utf-8", errors="replace")
    return texts


def test_no_file_is_too_long() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in python_files()}
    assert {str(path): n for path, n in lengths.items() if n > LINES_AT_MOST} == {}


def test_names_say_what_is_inside() -> None:
    names = {
        part for path in python_files() for part in path.relative_to(ROOT).with_suffix("").parts
    }
    assert "core" in names
    assert names & NAMES_THAT_SAY_NOTHING == set()


@pytest.mark.parametrize(
    ("unwanted", "example"),
    [
        pytest.param(REGISTRIES, "https://" + "py" + "pi.org/simple", id="package registries"),
        pytest.param(MACHINE_PATHS, "see /ho" + "me/someone/notes", id="paths of one machine"),
    ],
)
def test_nothing_committed_mentions(unwanted: re.Pattern[str], example: str) -> None:
    assert unwanted.search(example)
    found = [
        f"{name}: {match[0]}"
        for name, text in committed_texts().items()
        for match in unwanted.finditer(text)
    ]
    assert found == []
