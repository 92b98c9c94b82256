import errno
import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import YOLOV5S, Builder


def test_a_missing_file_is_said_with_the_nearest_name(builder: Builder, tmp_path: Path) -> None:
    (tmp_path / "yolov5s.yaml").touch()
    ended = builder("show", tmp_path / "yolo5s.yaml")
    assert ended.code == 2
    assert "no such file; did you mean" in ended.err
    assert "yolov5s.yaml?" in ended.err


def test_a_missing_folder_is_said(builder: Builder, tmp_path: Path) -> None:
    ended = builder("show", tmp_path / "nowhere" / "net.yaml")
    assert ended.code == 2
    assert "no folder" in ended.err


def test_show_refuses_a_folder(builder: Builder, tmp_path: Path) -> None:
    ended = builder("show", tmp_path)
    assert ended.code == 2
    assert "is a folder" in ended.err


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_an_unreadable_file_is_said(builder: Builder, tmp_path: Path) -> None:
    file = tmp_path / "secret.yaml"
    file.touch(mode=0o000)
    ended = builder("show", file)
    assert ended.code == 2
    assert "may not read" in ended.err


def close(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nobody read or look into `path`, root neither."""

    def guarded(ask: Callable[..., object]) -> Callable[..., object]:
        def asked(name: object, *rest: object, **options: object) -> object:
            if not isinstance(name, int) and str(Path(str(name)).absolute()).startswith(str(path)):
                raise PermissionError(errno.EACCES, "Permission denied", name)
            return ask(name, *rest, **options)

        return asked

    for module, name in ((os, "stat"), (os, "lstat"), (os, "scandir"), (io, "open")):
        monkeypatch.setattr(module, name, guarded(getattr(module, name)))


@pytest.mark.parametrize("shut", ["net.yaml", "sub"])
@pytest.mark.parametrize("verb", ["check", "fix"])
def test_what_cannot_be_read_below_a_folder_is_told_and_is_no_success(
    builder: Builder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shut: str, verb: str
) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("a.yaml", "net.yaml", "sub/b.yaml"):
        (tmp_path / name).write_bytes(YOLOV5S.read_bytes())
    close(tmp_path / shut, monkeypatch)
    ended = builder(verb, tmp_path)
    assert ended.code == 2
    assert f"builder: {tmp_path / shut}: " in ended.err
    assert "without rows" not in ended.err
    assert "no problems" in ended.out
    assert verb == "fix" or ended.out == "2 files checked, 1 not: no problems\n"


@pytest.mark.parametrize(
    "words",
    [
        ("check", "{}"),
        ("fix", "{}"),
        ("show", "{}"),
        ("check", "-", "--stdin-filename", "{}/a.yaml"),
        ("explain", "{}", "--error", "KeyError: 'X'"),
        ("new", "--from-table", "{}"),
        ("new", "--from-table", "b0", "-o", "{}"),
        ("export", str(YOLOV5S), "--to", "svg", "-o", "{}"),
        ("{}",),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("kind", ["endless", "closed"])
def test_no_name_is_an_internal_error(
    builder: Builder,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    kind: str,
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(YOLOV5S.read_bytes())))
    name = "a" * 300
    if kind == "closed":
        name = str(tmp_path / "shut" / "net.yaml")
        close(tmp_path / "shut", monkeypatch)
    ended = builder(*(word.format(name) for word in words))
    assert "Traceback" not in ended.err
    assert ended.code == (0 if "-" in words else 2)


def test_links_that_lead_nowhere(builder: Builder, tmp_path: Path) -> None:
    (tmp_path / "net.yaml").write_bytes(YOLOV5S.read_bytes())
    link = tmp_path / "lock.yaml"
    link.symlink_to("nowhere")
    assert builder("check", tmp_path) == builder("check", tmp_path / "net.yaml")
    ended = builder("check", link)
    assert ended.code == 2
    assert "lock.yaml: there is no such file; the link leads nowhere" in ended.err


@pytest.mark.parametrize("data", [bytes(range(256)) * 20, b"\x89PNG\r\n\x1a\n\x00\x00", b"\xff"])
def test_binary_junk_ends_in_words_not_in_a_traceback(
    builder: Builder, tmp_path: Path, data: bytes
) -> None:
    file = tmp_path / "junk.yaml"
    file.write_bytes(data)
    for verb in ("show", "check"):
        ended = builder(verb, file)
        assert ended.code in {1, 2}
        assert "Traceback" not in ended.err
        assert "\x1b" not in ended.out


def test_check_takes_the_networks_of_a_folder_and_names_the_rest(
    builder: Builder, tmp_path: Path
) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / ".hidden").mkdir()
    for place in ("a.yaml", "deep/b.YML", ".hidden/c.yaml"):
        (tmp_path / place).write_bytes(YOLOV5S.read_bytes())
    (tmp_path / "coco.yaml").write_text("path: ../coco\nnames: [person]\n")
    (tmp_path / "notes.txt").write_text("backbone:")
    ended = builder("check", tmp_path)
    assert ended.code == 0
    assert ended.out == "2 files checked: no problems\n"
    assert "skipped 1 YAML file without rows of a network: coco.yaml" in ended.err


def test_a_folder_without_networks_must_not_look_checked(builder: Builder, tmp_path: Path) -> None:
    ended = builder("check", tmp_path)
    assert ended.code == 2
    assert "no model config below" in ended.err
