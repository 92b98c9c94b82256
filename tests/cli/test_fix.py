"""`builder fix`: what it writes, says and returns."""

import io
import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.cli.main import main
from builder.core.text import CannotEncodeError
from tests.cli.conftest import YOLOV5S, Builder

Network = Callable[..., Path]

ORIGINAL = YOLOV5S.read_text(encoding="utf-8")
# A small letter, and a comma that is missing.
WRONG = (
    ("- [-1, 3, C3, [128]]", "- [-1, 3, c3, [128]]"),
    ("Conv, [128, 3, 2]", "Conv [128, 3, 2]"),
)
STALE = ("[[17, 20, 23], 1, Detect", "[[17, 20, 22], 1, Detect")


def test_the_file_is_mended_in_place(builder: Builder, network: Network) -> None:
    file = network(*WRONG)
    ended = builder("fix", file)
    assert file.read_text(encoding="utf-8") == ORIGINAL
    assert ended.code == 0
    assert ended.out.splitlines() == [
        f"{file}:15: Y102 Insert `,`",
        f"{file}:16: B101 Write C3",
        f"{file}: 2 fixes; left: no problems",
    ]
    again = builder("fix", file)
    assert (again.code, again.out) == (0, f"{file}: nothing to mend; left: no problems\n")


def test_a_file_without_faults_is_not_written(builder: Builder, network: Network) -> None:
    file = network()
    before = file.stat().st_mtime_ns
    assert builder("fix", file).code == 0
    assert file.stat().st_mtime_ns == before


def test_what_may_change_the_network_is_offered(builder: Builder, network: Network) -> None:
    file = network(STALE)
    ended = builder("fix", file)
    assert ended.out.splitlines()[-1].endswith("1 more can be mended with --unsafe")
    assert file.read_text(encoding="utf-8") != ORIGINAL
    ended = builder("fix", file, "--unsafe")
    assert ended.code == 0
    assert "Let row 24 read row 23" in ended.out
    assert file.read_text(encoding="utf-8") == ORIGINAL


def test_errors_that_are_left_are_told_and_returned(builder: Builder, network: Network) -> None:
    file = network(("Conv, [128, 3, 2]", "NoSuchBlock, [128, 3, 2]"), *WRONG[:1])
    ended = builder("fix", file)
    assert ended.code == 1
    left = [line for line in ended.out.splitlines() if "error[B101]" in line]
    assert len(left) == 1
    assert left[0].startswith(f"{file}:15: left: error[B101]: row 1: YOLOv5 7.0 has no module")
    assert "[-1, 3, C3, [128]]" in file.read_text(encoding="utf-8")


def test_notes_that_are_left_are_counted_and_not_listed(builder: Builder, network: Network) -> None:
    file = network(("[-1, 3, C3, [1024]]           # 8", "[-1, 1, CBAM, [1024]] # 8"))
    ended = builder("fix", file)
    assert (ended.code, ended.out) == (0, f"{file}: nothing to mend; left: 1 note\n")


def test_a_diff_writes_nothing_and_can_be_applied(
    builder: Builder, network: Network, tmp_path: Path
) -> None:
    file = network(*WRONG)
    before = file.read_bytes()
    ended = builder("fix", file, "--diff")
    assert file.read_bytes() == before
    assert ended.code == 1
    assert ended.out.splitlines()[:2] == [f"--- {file}", f"+++ {file}"]
    assert "+  - [-1, 3, C3, [128]]" in ended.out
    assert "2 fixes" in ended.err
    patch = subprocess.run(
        ["git", "apply", "--unsafe-paths", f"--directory={tmp_path}", "-p0", "-"],
        input=ended.out.replace(str(file), file.name),
        cwd=tmp_path,
        text=True,
        capture_output=True,
        check=False,
    )
    assert patch.returncode == 0, patch.stderr
    assert file.read_text(encoding="utf-8") == ORIGINAL
    ended = builder("fix", file, "--diff")
    assert (ended.code, ended.out) == (0, "")


def test_a_diff_of_a_file_without_a_last_line_end(builder: Builder, network: Network) -> None:
    file = network(*WRONG)
    file.write_text(file.read_text(encoding="utf-8").rstrip("\n"), encoding="utf-8", newline="")
    assert "No newline" not in builder("fix", file, "--diff").out
    text = ORIGINAL.rstrip("\n").replace("[nc, anchors]", "[nc anchors]")
    file.write_text(text, encoding="utf-8", newline="")
    removed, mark, added, again = builder("fix", file, "--diff").out.splitlines()[-4:]
    assert (mark, again) == ("\\ No newline at end of file",) * 2
    assert removed[1:].replace("nc anchors", "nc, anchors") == added[1:]


def test_a_diff_names_a_file_by_its_bytes(
    network: Network, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    name = b"net\xff.yaml"
    try:
        network(*WRONG, name=os.fsdecode(name))
    except OSError:
        pytest.skip("this file system takes no such name")
    path = network(*WRONG).with_name(os.fsdecode(name))
    assert main(["fix", str(path), "--diff"]) == 1
    assert capfdbinary.readouterr().out.splitlines()[0] == b"--- " + os.fsencode(path)


def test_stdout_gets_the_text_and_the_file_stays(builder: Builder, network: Network) -> None:
    file = network(*WRONG)
    before = file.read_bytes()
    ended = builder("fix", file, "--stdout")
    assert (ended.code, ended.out) == (0, ORIGINAL)
    assert "2 fixes" in ended.err
    assert file.read_bytes() == before


def test_a_name_that_is_no_utf_8_stands_in_the_diff(network: Network) -> None:
    file = network(*WRONG, name="b\udcffd.yaml")
    words = [sys.executable, "-m", "builder", "fix", file.name, "--diff"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(words, cwd=file.parent, env=environment, capture_output=True, check=False)
    assert done.returncode == 1
    assert done.stdout.startswith(b"--- b\xffd.yaml\n+++ b\xffd.yaml\n")


def test_stdout_without_a_config_is_empty(builder: Builder, tmp_path: Path) -> None:
    other = tmp_path / "data.yaml"
    other.write_text("names: [person]\n")
    ended = builder("fix", other, "--skip-others", "--stdout")
    assert (ended.code, ended.out, ended.err) == (0, "", "")


def give(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))


def test_standard_input(
    builder: Builder, network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    give(monkeypatch, network(*WRONG).read_bytes())
    ended = builder("fix", "-")
    assert (ended.code, ended.out) == (0, ORIGINAL)
    assert ended.err.splitlines()[0] == "-:15: Y102 Insert `,`"
    give(monkeypatch, network(*WRONG).read_bytes())
    ended = builder("fix", "-", "--format", "json")
    assert json.loads(ended.out)["file"] == "-"


def test_several_files_and_folders(builder: Builder, network: Network, tmp_path: Path) -> None:
    network(*WRONG, name="a.yaml")
    network(*WRONG[1:], name="b.yaml")
    (tmp_path / "data.yaml").write_text("nc: 80\n", encoding="utf-8")
    ended = builder("fix", tmp_path)
    assert ended.code == 0
    assert "data.yaml" not in ended.out
    for name in ("a.yaml", "b.yaml"):
        assert (tmp_path / name).read_text(encoding="utf-8") == ORIGINAL


@pytest.mark.parametrize(
    ("words", "mended"),
    [
        (["--select", "Y"], [False, True]),
        (["--select", "B101，Y1"], [True, True]),
        (["--ignore", "y102"], [True, False]),
    ],
)
def test_codes_are_chosen(
    builder: Builder, network: Network, words: list[str], mended: list[bool]
) -> None:
    file = network(*WRONG)
    builder("fix", file, *words)
    text = file.read_text(encoding="utf-8")
    assert [right in text for right, _ in WRONG] == mended


@pytest.mark.parametrize(
    ("encoding", "line_end", "bom"),
    [
        ("utf-8", "\r\n", b"\xef\xbb\xbf"),
        ("gb18030", "\n", b""),
        ("utf-16-le", "\r\n", b"\xff\xfe"),
    ],
)
def test_the_file_keeps_its_encoding_and_line_ends(
    builder: Builder, network: Network, encoding: str, line_end: str, bom: bytes
) -> None:
    file = network(*WRONG)
    head = "# 骨干网络，注意力\n"
    text = (head + file.read_text(encoding="utf-8")).replace("\n", line_end)
    file.write_bytes(bom + text.encode(encoding))
    file.chmod(0o640)
    assert builder("fix", file).code == 0
    assert file.read_bytes() == bom + (head + ORIGINAL).replace("\n", line_end).encode(encoding)
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_json_says_what_was_done_and_what_is_left(builder: Builder, network: Network) -> None:
    file = network(*WRONG, STALE)
    ended = builder("fix", file, "--format", "json", "--unsafe")
    told = json.loads(ended.out)
    assert (told["file"], told["dialect"], told["changed"]) == (str(file), "yolov5@7.0", True)
    assert [(one["pass"], one["codes"], one["line"]) for one in told["applied"]] == [
        (1, ["Y102"], 15),
        (2, ["B101"], 16),
        (3, ["G111"], 40),
    ]
    repaired = told["applied"][2]
    assert (repaired["title"], repaired["applicability"]) == ("Let row 24 read row 23", "unsafe")
    assert repaired["evidence"]
    assert (told["rejected"], told["fight"]) == ([], None)
    assert told["remaining"] == []
    assert file.read_text(encoding="utf-8") == ORIGINAL


def test_several_files_give_an_array(builder: Builder, network: Network, tmp_path: Path) -> None:
    network(*WRONG)
    assert isinstance(json.loads(builder("fix", tmp_path, "--format", "json").out), list)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nowhere.yaml"], "there is no such file"),
        (["FILE", "--select", "Q9"], "no check's code begins with 'Q9'"),
        (["FILE", "--select", ","], "no check's code begins with ''"),
        (["FILE", "--diff", "--stdout"], "not allowed with"),
        (["FILE", "OTHER", "--stdout"], "--stdout prints one text"),
        (["FILE", "-"], "stands alone"),
        (["FILE", "--dialect", "yolov99"], "yolov99"),
        (["FILE", "--scale", "q"], "q"),
        (["EMPTY"], "no model config below"),
    ],
)
def test_wrong_use(
    builder: Builder, network: Network, tmp_path: Path, words: list[str], said: str
) -> None:
    file = network(*WRONG)
    before = file.read_bytes()
    (tmp_path / "empty").mkdir()
    places = {"FILE": str(file), "OTHER": str(YOLOV5S), "EMPTY": str(tmp_path / "empty")}
    ended = builder("fix", *(places.get(word, word) for word in words))
    assert ended.code == 2
    assert said in ended.err
    assert file.read_bytes() == before


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_file_that_may_not_be_written(builder: Builder, network: Network) -> None:
    file = network(*WRONG)
    file.chmod(0o444)
    ended = builder("fix", file)
    assert ended.code == 2
    assert "cannot write this file" in ended.err


def test_a_failure_to_write_one_file_does_not_keep_others_from_it(
    builder: Builder, network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    from builder.core import text as text_room

    first, second = network(*WRONG, name="a.yaml"), network(*WRONG, name="b.yaml")
    write = text_room.write_atomically

    def fails_on_the_first(path: Path, data: bytes) -> None:
        if path.name == "a.yaml":
            raise PermissionError(13, "read-only")
        write(path, data)

    monkeypatch.setattr(text_room, "write_atomically", fails_on_the_first)
    ended = builder("fix", first, second)
    assert ended.code == 2
    assert "a.yaml: cannot write this file: read-only" in ended.err
    assert second.read_text(encoding="utf-8") == ORIGINAL


def test_escape_sequences_of_a_file_do_not_reach_the_terminal(
    builder: Builder, network: Network
) -> None:
    file = network(("Conv, [128, 3, 2]", '"\\e[31mNo", [128, 3, 2]'), name="a\x1b[31m.yaml")
    for verb in ("fix", "show"):
        ended = builder(verb, file)
        assert "\x1b" not in ended.out + ended.err
    (folder := file.parent / "\x1b[31m").mkdir()
    assert "\x1b" not in builder("fix", folder).err


def test_help_names_the_exit_codes(builder: Builder) -> None:
    assert "exit codes: 0 no error is left" in builder("fix", "--help").out


def test_a_character_that_the_encoding_lacks_is_wrong_use(
    builder: Builder, network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    from builder.core import text as text_room

    def refuse(*_: object) -> bytes:
        raise CannotEncodeError("gbk", 3, "\u20ac")

    monkeypatch.setattr(text_room, "encode", refuse)
    file = network(*WRONG)
    before = file.read_bytes()
    ended = builder("fix", file)
    assert (ended.code, file.read_bytes()) == (2, before)
    assert "save as UTF-8" in ended.err


def test_the_verb_is_found_by_main(network: Network) -> None:
    assert main(["fix", str(network())]) == 0


def test_it_speaks_chinese(builder: Builder, network: Network) -> None:
    file = network(*WRONG, ("Conv, [64, 6", "NoSuchBlock, [64, 6"))
    out = builder("fix", file, "--language", "zh").out
    assert f"{file}:15: Y102 插入 `,`" in out
    assert out.splitlines()[-1].startswith(f"{file}: 修复 ")
    assert "没有" in next(line for line in out.splitlines() if "error[B101]" in line)


def test_settings_of_the_project_hold(builder: Builder, network: Network) -> None:
    file = network(*WRONG)
    settings = file.with_name("model-config-builder.toml")
    settings.write_text('ignore = ["B101"]\nexclude = ["net.yaml"]\n', encoding="utf-8")
    before = file.read_text(encoding="utf-8")
    assert builder("fix", file, "--skip-others").code == 0
    assert file.read_text(encoding="utf-8") == before
    assert "Y102" in builder("fix", file, "--diff").err
    assert "B101 Write" not in builder("fix", file, "--diff").err
    builder("fix", file, "--isolated")
    assert file.read_text(encoding="utf-8") == ORIGINAL
