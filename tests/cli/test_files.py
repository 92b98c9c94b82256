import os
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
