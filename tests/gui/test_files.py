"""Opening, saving, closing, and what other programs do to files."""

import json
import os
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from pytestqt.qtbot import QtBot

from builder.core.text import Span, TextEdit
from builder.gui.session import Session
from builder.gui.window import MainWindow
from builder.gui.window.questions import Unsaved
from tests.gui.conftest import SMALL

NOTE = TextEdit(Span(0, 0), "# note\n")


def change(window: MainWindow, text: str = "# note\n") -> None:
    window.document.apply([TextEdit(Span(0, 0), text)])


def test_keys_go_round_the_open_files(window, open_text) -> None:
    for number in range(3):
        open_text(name=f"{number}.yaml")
    for name, place in (("next_file", 0), ("next_file", 1), ("previous_file", 0)):
        window.actions_by_name[name].trigger()
        assert window.tabs.currentIndex() == place
    window.actions_by_name["previous_file"].trigger()
    assert window.tabs.currentIndex() == 2


def test_a_file_dropped_on_the_window_opens(window, tmp_path: Path) -> None:
    path = tmp_path / "网络.yaml"
    path.write_text(SMALL, "utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    keys = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPointF(9, 9).toPoint(), action, data, button, keys)
    window.dragEnterEvent(enter)
    assert enter.isAccepted()
    window.dropEvent(QDropEvent(QPointF(9, 9), action, data, button, keys))
    assert window.document.path == path
    assert window.tabs.tabText(0) == "网络.yaml"
    # The text would take the file's name as words: it leaves files to the window.
    assert not window.editor.view.canInsertFromMimeData(data)


def test_a_file_is_opened_once(window, open_text) -> None:
    path = open_text()
    assert window.files.open(path) is window.document
    assert window.tabs.count() == 1


@pytest.mark.skipif(os.name == "nt", reason="links need a right on Windows")
def test_a_file_is_opened_once_under_two_names(window, open_text, tmp_path: Path) -> None:
    path = open_text()
    link = tmp_path / "link.yaml"
    link.symlink_to(path)
    assert window.files.open(link) is window.document
    assert window.document.path == path
    assert window.tabs.count() == 1


def test_a_missing_file_is_said_and_nothing_opens(window, answers, tmp_path: Path) -> None:
    assert window.files.open(tmp_path / "none.yaml") is None
    assert "none.yaml" in answers.failures[0]
    assert window.document is None


@pytest.mark.parametrize(
    ("answer", "closed", "on_disk"),
    [
        (Unsaved.SAVE, True, "# note\n" + SMALL),
        (Unsaved.DISCARD, True, SMALL),
        (Unsaved.CANCEL, False, SMALL),
    ],
)
def test_closing_asks_about_unsaved_changes(
    window, open_text, answers, answer: Unsaved, closed: bool, on_disk: str
) -> None:
    path = open_text()
    change(window)
    answers.unsaved_answer = answer
    event = QCloseEvent()
    window.closeEvent(event)
    assert event.isAccepted() is closed
    assert answers.asked == ["unsaved net.yaml"]
    assert path.read_text() == on_disk


def test_closing_a_saved_file_asks_nothing(window, open_text, answers) -> None:
    open_text()
    assert window.files.close(window.document)
    assert answers.asked == []
    assert window.document is None
    assert window.tabs.count() == 0
    assert window.editor.view.isReadOnly()


def test_save_as_moves_and_names(window, open_text, answers, tmp_path: Path) -> None:
    open_text()
    change(window)
    answers.save_path = tmp_path / "other.yaml"
    window.actions_by_name["save_as"].trigger()
    assert (tmp_path / "other.yaml").read_text() == "# note\n" + SMALL
    assert (tmp_path / "net.yaml").read_text() == SMALL
    assert window.tabs.tabText(0) == "other.yaml"
    assert window.session.recent[0].name == "other.yaml"


def test_a_new_file_is_analyzed_and_asks_where_to_be_saved(window, answers, tmp_path) -> None:
    window.actions_by_name["new"].trigger()
    assert len(window.document.config.layers) == 6
    assert not [one for one in window.document.analysis.diagnostics if one.severity >= 3]
    answers.save_path = tmp_path / "mine.yaml"
    window.actions_by_name["save"].trigger()
    assert (tmp_path / "mine.yaml").read_text() == window.document.text


def test_another_programs_change_is_offered(qtbot: QtBot, window, open_text, answers) -> None:
    path = open_text()
    path.write_text(SMALL.replace("nc: 3", "nc: 7"))
    qtbot.waitUntil(lambda: bool(answers.asked), timeout=5000)
    assert answers.asked == ["reload net.yaml False"]
    assert "nc: 7" in window.document.text
    assert not window.document.modified
    window.desk.undo()
    assert window.document.text == SMALL


def test_keeping_mine_leaves_it_unsaved(window, open_text, answers) -> None:
    path = open_text()
    answers.reload_answer = False
    path.write_text("nc: 7\n")
    window.session.look_at_disk()
    assert window.document.text == SMALL
    assert window.document.modified
    window.session.look_at_disk()
    assert len(answers.asked) == 1


def test_saving_over_another_programs_change_asks(window, open_text, answers) -> None:
    path = open_text()
    change(window)
    path.write_text("nc: 7\n")
    answers.overwrite_answer = False
    assert not window.files.save(window.document)
    assert path.read_text() == "nc: 7\n"
    answers.overwrite_answer = True
    assert window.files.save(window.document)
    assert path.read_text() == "# note\n" + SMALL


def test_a_removed_file_becomes_unsaved_work(window, open_text) -> None:
    path = open_text()
    path.unlink()
    window.session.look_at_disk()
    assert window.document.modified
    assert "removed" in window.status.currentMessage()
    assert window.files.save(window.document)
    assert path.read_text() == SMALL


def test_a_character_that_the_encoding_lacks(window, open_text, answers, tmp_path: Path) -> None:
    data = SMALL.replace("a small", "\u00e9\u0081").encode("latin-1")
    path = open_text(data)
    change(window, "# 中\n")
    if window.document.file.encoding == "utf-8":
        pytest.skip("read as UTF-8")
    answers.utf8_answer = False
    saved = window.files.save(window.document)
    if window.document.file.encoding != "latin-1":
        assert saved
        return
    assert not saved
    assert path.read_bytes() == data
    answers.utf8_answer = True
    assert window.files.save(window.document)
    assert path.read_text("utf-8") == window.document.text


def test_a_folder_that_cannot_be_written_is_said(window, open_text, answers, tmp_path) -> None:
    open_text()
    answers.save_path = tmp_path / "missing" / "x.yaml"
    assert not window.files.save_as(window.document)
    assert "x.yaml" in answers.failures[0]
    assert window.document.path == tmp_path / "net.yaml"


def test_work_of_a_crash_is_offered_back(qtbot: QtBot, window, answers, tmp_path, places) -> None:
    path = tmp_path / "net.yaml"
    path.write_text(SMALL)
    places.journal.mkdir(parents=True)
    lost = {"path": str(path), "text": "# lost\n" + SMALL}
    entry = places.journal / "1-a.json"
    entry.write_text(json.dumps(lost))
    answers.rescue_answer = None
    window.files.offer_rescue()
    assert entry.exists()
    answers.rescue_answer = True
    window.files.offer_rescue()
    assert window.document.text == "# lost\n" + SMALL
    assert window.document.modified
    assert path.read_text() == SMALL
    assert not entry.exists()
    window.desk.undo()
    assert window.document.text == SMALL


def test_work_of_a_crash_can_be_thrown_away(window, answers, places) -> None:
    places.journal.mkdir(parents=True)
    entry = places.journal / "1-a.json"
    entry.write_text(json.dumps({"path": None, "text": "x"}))
    answers.rescue_answer = False
    window.files.offer_rescue()
    assert not entry.exists()
    assert window.document is None


def test_recent_files_are_remembered(window, open_text, places) -> None:
    open_text(name="a.yaml")
    open_text(name="b.yaml")
    window.session.settings.sync()
    assert [path.name for path in Session(places).recent] == ["b.yaml", "a.yaml"]
    window.menus.recent.aboutToShow.emit()
    assert window.menus.recent.actions()[0].text().endswith("b.yaml")


@pytest.mark.parametrize("suffix", [".svg", ".png", ".csv", ".md"])
def test_export(window, open_text, answers, tmp_path: Path, suffix: str) -> None:
    open_text()
    answers.export_path = tmp_path / f"out{suffix}"
    window.actions_by_name["export"].trigger()
    assert answers.failures == []
    assert len(answers.export_path.read_bytes()) > 200


def test_an_unknown_export_is_said(window, open_text, answers, tmp_path: Path) -> None:
    open_text()
    answers.export_path = tmp_path / "out.xyz"
    window.actions_by_name["export"].trigger()
    assert ".svg" in answers.failures[0]
    assert not answers.export_path.exists()
