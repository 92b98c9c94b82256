"""`builder explain --error`: errors piped in, written behind it, or in a file."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import EXAMPLES, YOLOV5S, Builder

SIZES = (
    "RuntimeError: Sizes of tensors must match except in dimension 1. Expected size 16 but got "
    "size 8 for tensor number 1 in the list."
)
Network = Callable[..., Path]
STALE = ("[[-1, 6], 1, Concat", "[[-1, 7], 1, Concat")


@pytest.fixture
def pipe(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Pipe a text into the command."""

    def put(text: str) -> None:
        buffer = io.BytesIO(text.encode("utf-8"))
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(buffer, encoding="ascii"))

    return put


def test_an_error_that_is_piped_in(
    builder: Builder, network: Network, pipe: Callable[[str], None]
) -> None:
    path = network(STALE)
    pipe(f"训练报错：\n\x1b[31m{SIZES}\x1b[0m\n")
    ended = builder("explain", "--error", path)
    assert (ended.code, ended.err) == (1, "")
    assert "maps of 16 and 8 pixels cannot be joined" in ended.out
    assert "\x1b" not in ended.out
    lines = ended.out.splitlines()
    cause = next(line for line in lines if "cause[S101]: row 12" in line)
    number = (
        path.read_text("utf-8")
        .splitlines()
        .index(next(row for row in path.read_text("utf-8").splitlines() if "[[-1, 7]" in row))
    )
    assert cause.startswith(f"{path}:{number + 1}:")
    marked = lines.index(cause) + 1
    assert "[[-1, 7], 1, Concat" in lines[marked]
    assert lines[marked + 1].index("^") == lines[marked].index("7]")
    assert "= help: " in ended.out


@pytest.mark.parametrize("order", ["behind", "before"])
def test_an_error_behind_the_option(builder: Builder, network: Network, order: str) -> None:
    path = network(STALE)
    words = ("explain", path, "--error", SIZES)
    assert builder(*(words if order == "behind" else ("explain", "--error", SIZES, path))).code == 1


def test_an_error_in_a_file(builder: Builder, network: Network, tmp_path: Path) -> None:
    log = tmp_path / "log.txt"
    log.write_text(f"epoch 0\n{SIZES}\n", "utf-8")
    ended = builder("explain", network(STALE), "--error", log)
    assert ended.code == 1
    assert "row 12 joins" in ended.out


def test_a_dash_takes_what_is_piped(
    builder: Builder, network: Network, pipe: Callable[[str], None]
) -> None:
    pipe(SIZES)
    assert "row 12 joins" in builder("explain", network(STALE), "--error", "-").out


@pytest.mark.parametrize("encoding", ["utf-16", "gb18030", "utf-8-sig"])
def test_a_log_of_another_encoding(
    builder: Builder, network: Network, monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    """PowerShell writes UTF-16, a Chinese console GB18030."""
    piped = io.BytesIO(f"训练报错\n{SIZES}\n".encode(encoding))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(piped))
    assert "row 12 joins" in builder("explain", network(STALE), "--error", "-").out


def test_a_config_that_does_not_give_the_error_is_fine(builder: Builder) -> None:
    ended = builder("explain", YOLOV5S, "--error", SIZES)
    assert ended.code == 0
    assert "this config does not give this error" in ended.out
    assert "row 12 joins row 11 and row 6, all of them at P4/16" in ended.out


def test_text_without_an_error(builder: Builder) -> None:
    ended = builder("explain", YOLOV5S, "--error", "it does not work")
    assert ended.code == 0
    assert "unknown error" in ended.out


def test_json_has_the_places_and_fixes(builder: Builder, network: Network) -> None:
    path = network(STALE)
    told = json.loads(builder("explain", path, "--error", SIZES, "--format", "json").out)
    assert told["verdict"] == "explained"
    assert told["error"]["kind"] == "joined sizes differ"
    assert told["error"]["values"] == [1, 16, 8, 1]
    cause = told["causes"][0]
    assert (cause["layer"], cause["code"]) == (12, "S101")
    text = path.read_text("utf-8")
    assert "Concat" in text.splitlines()[cause["line"] - 1]
    start, end, new = cause["fixes"][0]["edits"][0]
    assert (text[start:end], new) == ("7", "6")


def test_json_of_nothing(builder: Builder) -> None:
    told = json.loads(builder("explain", YOLOV5S, "--error", "hm", "--format", "json").out)
    assert (told["verdict"], told["error"], told["causes"]) == ("unknown", None, [])


def test_scale_and_dialect_decide_what_is_wrong(builder: Builder) -> None:
    path = EXAMPLES / "yolo11s-p2.yaml"
    words = "RuntimeError: Given groups=1, weight of size [64, 64, 3, 3], expected input[1, 8, 8]"
    told = json.loads(
        builder("explain", path, "--error", words, "--scale", "m", "--format", "json").out
    )
    assert told["dialect"].startswith("ultralytics")
    name = "NameError: name 'C3k2' is not defined"
    other = builder("explain", path, "--error", name, "--dialect", "yolov5@7.0").out
    assert "row 2 names C3k2, which YOLOv5 7.0 does not ship" in other
    assert "row 4 names it too" in other


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("explain", "--error"), "name the config as well"),
        (("explain", "--error", "-"), "name the config as well"),
        (("explain", "no.yaml", "--error", SIZES), "there is no such file"),
        (("explain", YOLOV5S, "--error", "no/train.LOG"), "no/train.LOG: there is no such file"),
        (("explain", YOLOV5S, "--error", SIZES, "--dialect", "yolov99"), "yolov99"),
    ],
)
def test_wrong_use_is_told(builder: Builder, words: tuple[object, ...], told: str) -> None:
    ended = builder(*words)
    assert ended.code == 2
    assert told in ended.err


def test_an_empty_pipe_is_wrong_use(builder: Builder, pipe: Callable[[str], None]) -> None:
    pipe("  \n")
    ended = builder("explain", "--error", YOLOV5S)
    assert ended.code == 2
    assert "there is no error to explain" in ended.err


@pytest.mark.parametrize(
    ("written", "code", "help_"),
    [
        ("note: 0.33", "D101", "Add `depth_multiple: 1.0`"),
        ("depth: 0.33", "D112", "Rename it to `depth_multiple`"),  # under another name
    ],
)
def test_a_fault_of_the_header_has_its_place(
    builder: Builder, network: Network, written: str, code: str, help_: str
) -> None:
    path = network(("depth_multiple: 0.33", written))
    ended = builder("explain", path, "--error", "KeyError: 'depth_multiple'")
    assert ended.code == 1
    assert f"cause[{code}]" in ended.out
    assert f"= help: {help_}" in ended.out


def test_manuals_are_as_before(builder: Builder) -> None:
    assert builder("explain", "S101").out.startswith("S101: ")
    assert "--error" in builder("explain", "--help").out
