"""The buffer: edits, undo, encodings, disk, journal."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument
from pytestqt.qtbot import QtBot

from builder.core.text import Span, TextEdit, apply_edits
from builder.core.text.line_ends import normalize
from builder.gui.document import Document, Journal
from builder.gui.document.buffer import apply_to, text_of, to_points, to_units
from tests.gui.conftest import SMALL

ROOT = Path(__file__).parents[2]
TEXTS = st.text(st.sampled_from("ab \n\t\u00a0，#[]😀\U00010348é"), max_size=60)


@st.composite
def texts_and_edits(draw: st.DrawFn) -> tuple[str, list[TextEdit]]:
    text = draw(TEXTS)
    places = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    pairs = zip(places[::2], places[1::2], strict=False)
    return text, [TextEdit(Span(a, b), draw(TEXTS)) for a, b in pairs]


@given(texts_and_edits())
def test_edits_of_the_buffer_are_those_of_the_core_and_one_undo_takes_them_back(qapp, case) -> None:
    text, edits = case
    buffer = QTextDocument()
    buffer.setPlainText(text)
    assert text_of(buffer) == text
    buffer.clearUndoRedoStacks()
    apply_to(buffer, edits)
    changed = apply_edits(text, edits)
    assert text_of(buffer) == changed
    if changed != text:
        buffer.undo()
        assert text_of(buffer) == text
        assert not buffer.isUndoAvailable()


@given(TEXTS, st.data())
def test_offsets_count_utf16_units(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    units = len(text[:offset].encode("utf-16-le")) // 2
    assert to_units(text, offset) == units
    assert to_points(text, units) == offset


@pytest.mark.parametrize(
    "data",
    [
        SMALL.encode(),
        b"\xef\xbb\xbf" + SMALL.encode(),
        SMALL.replace("\n", "\r\n").encode(),
        SMALL.replace("\n", "\r\n", 7).encode(),
        SMALL.replace("a small", "一个小的").encode("gb18030"),
        SMALL.encode("utf-16"),
        SMALL.rstrip("\n").encode(),
        SMALL.replace("# 2", "#\u00a02 😀，").encode(),
        b"",
    ],
    ids=["utf-8", "bom", "crlf", "mixed", "gb18030", "utf-16", "no-newline", "nbsp", "empty"],
)
def test_saving_gives_the_bytes_that_were_opened(qapp, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "net.yaml"
    path.write_bytes(data)
    document = Document()
    document.load(path)
    document.save()
    assert path.read_bytes() == data
    document.apply([TextEdit(Span(0, 0), "# 中\n")])
    document.buffer.undo()
    document.save()
    assert path.read_bytes() == data


def test_a_changed_line_keeps_the_other_line_ends(qapp, tmp_path: Path) -> None:
    path = tmp_path / "net.yaml"
    path.write_bytes(b"nc: 3\r\nbackbone:\nhead:\r\n")
    document = Document()
    document.load(path)
    document.apply([TextEdit(Span(4, 5), "8")])
    document.save()
    assert path.read_bytes() == b"nc: 8\r\nbackbone:\nhead:\r\n"


@given(TEXTS, TEXTS)
def test_replacing_the_text_is_one_step(qapp, old: str, new: str) -> None:
    document = Document()
    document.start_from(normalize(old), "x.yaml")
    document.replace_text(new)
    assert document.text == new
    if new != old:
        document.buffer.undo()
        assert document.text == old


def test_analysis_follows_the_text_and_the_options(qapp) -> None:
    from dataclasses import replace

    document = Document()
    seen = []
    document.analyzed.connect(seen.append)
    document.start_from(SMALL, "net.yaml")
    assert [len(one.report.layers) for one in seen] == [8]
    document.set_options(replace(document.options, image_size=(320, 320)))
    assert seen[-1].report.layers[0].out_shapes == ((1, 32, 160, 160),)
    document.set_options(replace(document.options, scale="l"))
    assert seen[-1].report.layers[0].out_shapes == ((1, 64, 160, 160),)


def test_unsaved_work_is_kept_and_offered_until_it_is_saved(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "net.yaml"
    path.write_text(SMALL)
    journal = Journal(tmp_path / "journal")
    document = Document(journal)
    document.load(path)
    with qtbot.waitSignal(document.rested):
        document.apply([TextEdit(Span(0, 0), "# new\u00a0\n")])
    [entry] = (tmp_path / "journal").glob("*.json")
    # Its program runs: neither this window nor another program's offers the work.
    assert journal.left_behind() == []
    assert Journal(tmp_path / "journal").left_behind() == []
    left = entry.rename(entry.with_name("dead-1.json"))
    [rescued] = journal.left_behind()
    assert (rescued.path, rescued.text) == (path, "# new\u00a0\n" + SMALL)
    left.rename(entry)
    document.save()
    assert list((tmp_path / "journal").glob("*")) == []


def test_work_of_a_killed_program_is_left_behind(tmp_path: Path) -> None:
    script = (
        "import os, signal, sys; from pathlib import Path\n"
        "from builder.gui.document.journal import Journal\n"
        "journal = Journal(Path(sys.argv[1])); journal.write(journal.new_entry(), None, 'mine')\n"
        "print('written', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", script, str(tmp_path)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, cwd=ROOT) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == b"written\n"
        assert Journal(tmp_path).left_behind() == []
        program.kill()
        program.wait()
        assert [left.text for left in Journal(tmp_path).left_behind()] == ["mine"]


def test_a_broken_journal_entry_is_removed(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{")
    assert Journal(tmp_path).left_behind() == []
    assert list(tmp_path.iterdir()) == []
