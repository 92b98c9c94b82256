"""Files keep their bytes: encodings, marks, atomic writing."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.core.text import (
    CannotEncodeError,
    TextFile,
    decode,
    encode,
    read_file,
    write_atomically,
)
from builder.core.text import file as file_module

TEXT = "nc: 80  # \u7c7b\u522b\uff0c\u6570\u91cf\r\nhead:\n  [[-1, 1, Conv, [64]]]\n"


@pytest.mark.parametrize(
    ("data", "encoding", "bom"),
    [
        (TEXT.encode(), "utf-8", b""),
        (b"\xef\xbb\xbf" + TEXT.encode(), "utf-8", b"\xef\xbb\xbf"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), "utf-16-le", b"\xff\xfe"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be", b"\xfe\xff"),
        (TEXT.encode("utf-16-le"), "utf-16-le", b""),
        (TEXT.encode("utf-16-be"), "utf-16-be", b""),
        (TEXT.encode("gb18030"), "gb18030", b""),
        (TEXT.encode("gbk"), "gb18030", b""),
    ],
)
def test_encodings_are_found_and_kept(data: bytes, encoding: str, bom: bytes) -> None:
    file = decode(data)
    assert file == TextFile(TEXT, encoding, bom)
    assert encode(file, TEXT) == data
    assert decode(encode(file, TEXT + "# \u4e2d\n")).text == TEXT + "# \u4e2d\n"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff",
        b"\xff\xfe\x00",  # half a character behind the mark
        b"\xff\xfe\x00\xd8",  # half a surrogate pair
        b"\xef\xbb\xbf\xff",
        b"caf\xe9 # latin",
        b"\x00\x01\x02\xfe\xff",
        "emoji \U0001f680 # \ufeff inside".encode(),
    ],
)
def test_odd_bytes_come_back(data: bytes) -> None:
    file = decode(data)
    assert encode(file, file.text) == data


@given(st.binary(max_size=60))
def test_any_bytes_come_back(data: bytes) -> None:
    file = decode(data)
    assert encode(file, file.text) == data
    file.text.encode("utf-8")  # a window can show it: no lone surrogates


def test_what_an_encoding_lacks_is_told() -> None:
    with pytest.raises(CannotEncodeError, match=r"latin-1 has no character U\+4E2D") as caught:
        encode(decode(b"caf\xe9 #"), "ab\u4e2d")
    assert (caught.value.encoding, caught.value.offset) == ("latin-1", 2)


def test_write_keeps_permissions_and_links(tmp_path: Path) -> None:
    file, link = tmp_path / "a.yaml", tmp_path / "link.yaml"
    file.write_bytes(b"old")
    file.chmod(0o640)
    link.symlink_to(file)
    write_atomically(link, b"new")
    assert link.is_symlink()
    assert file.read_bytes() == b"new"
    assert file.stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.yaml", "link.yaml"]
    assert read_file(link).text == "new"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="not root")
def test_root_leaves_a_file_to_its_owner(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"old")
    os.chown(file, 1234, 1235)
    write_atomically(file, b"new")
    assert (file.stat().st_uid, file.stat().st_gid) == (1234, 1235)


def test_a_new_file_gets_the_usual_permissions(tmp_path: Path) -> None:
    write_atomically(tmp_path / "new.yaml", b"x")
    (tmp_path / "plain").write_bytes(b"x")
    assert (tmp_path / "new.yaml").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_failed_write_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(28, "no space left")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no space"):
        write_atomically(file, b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["a.yaml"]
    assert file.read_bytes() == b"old"


@pytest.mark.parametrize("refusals", [0, 1, 2, 3])
def test_a_file_that_another_program_holds_for_a_moment_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refusals: int
) -> None:
    """As on Windows, where a virus scanner may be reading the file."""
    left, really = [None] * refusals, os.replace

    def replace(source: str, target: Path) -> None:
        if left:
            left.pop()
            raise PermissionError(13, "in use", str(target))
        really(source, target)

    monkeypatch.setattr(file_module, "_PAUSES_S", (0.0, 0.0))
    monkeypatch.setattr(os, "replace", replace)
    target = tmp_path / "net.yaml"
    target.write_bytes(b"old")
    if refusals < 3:
        write_atomically(target, b"new")
    else:
        with pytest.raises(PermissionError):
            write_atomically(target, b"new")
    assert target.read_bytes() == (b"new" if refusals < 3 else b"old")
    assert [entry.name for entry in tmp_path.iterdir()] == ["net.yaml"]


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_a_killed_write_leaves_old_or_new(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    contents = [bytes([65 + n]) * 200_000 for n in range(2)]
    file.write_bytes(contents[0])
    program = (
        "import sys, itertools; from pathlib import Path\n"
        "from builder.core.text import write_atomically\n"
        "print('ready', flush=True)\n"
        "for n in itertools.count(1):\n"
        "    write_atomically(Path(sys.argv[1]), bytes([65 + n % 2]) * 200_000)\n"
    )
    for attempt in range(8):
        process = subprocess.Popen(
            [sys.executable, "-c", program, str(file)],
            stdout=subprocess.PIPE,
            cwd=Path(__file__).parents[3],
        )
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        time.sleep(0.003 * attempt)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        assert file.read_bytes() in contents
