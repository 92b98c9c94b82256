"""How a file is read: shown, chosen, remembered, written into the file."""

import json
from pathlib import Path

import pytest

from builder.core.dialects import DIALECTS
from builder.gui.document import Document
from builder.gui.session import Session
from builder.gui.window.dialect_menu import DialectMenu
from tests.texts import FIVE_SLOT, ULTRALYTICS

SAID = "# builder: dialect ultralytics@8.3\n"


def actions(menu: DialectMenu) -> dict[str, object]:
    menu.fill()
    return {action.objectName(): action for action in menu.actions() if action.objectName()}


def test_the_status_bar_says_how_it_was_decided(window, open_text) -> None:
    open_text(ULTRALYTICS)
    button = window.status.dialect
    assert button.text() == "ultralytics@8.4 · found ▾"
    window.document.choose_dialect("ultralytics@8.3")
    assert button.text() == "ultralytics@8.3 · chosen ▾"
    assert "You have chosen" in button.toolTip()
    open_text(SAID + ULTRALYTICS, "said.yaml")
    assert button.text() == "ultralytics@8.3 · by comment ▾"
    for document in window.session.documents:
        window.files.close(document)
    assert button.isHidden()


def test_menus_offer_all_dialects(window, open_text) -> None:
    open_text(ULTRALYTICS)
    for menu in (window.status.dialects, window.menus.dialects):
        found = actions(menu)
        assert set(found) == {"file", "write", *DIALECTS}
        assert found["file"].text() == "As the file says: ultralytics@8.4"
        assert found["file"].isChecked()
        found["yolov9"].trigger()
        assert window.document.analysis.report.dialect == "yolov9"
        found = actions(menu)
        assert found["yolov9"].isChecked()
        found["file"].trigger()
        assert window.document.analysis.report.dialect_from == "file"
    words = [action.text() for action in window.status.dialects.actions() if action.text()]
    assert len(words) == len(set(words))


def test_another_trainer_changes_everything_that_depends_on_it(window, open_text) -> None:
    open_text(FIVE_SLOT)
    assert window.document.config.first_slots == 5
    window.document.choose_dialect("yolov5@7.0")
    assert window.document.config.first_slots == 1
    window.bar.scale.setCurrentIndex(window.bar.scale.findData("x"))
    window.bar.scale.activated.emit(0)
    window.document.choose_dialect("ultralytics@8.4")
    assert window.document.analysis.options.scale is None
    assert not window.bar.scale.isEnabled()


@pytest.mark.parametrize("text", [ULTRALYTICS, "# builder: dialect typo\n" + ULTRALYTICS])
def test_the_dialect_is_written_into_the_file(window, open_text, text: str) -> None:
    open_text(text)
    document = window.document
    document.choose_dialect("ultralytics@8.3")
    actions(window.status.dialects)["write"].trigger()
    assert document.text == SAID + ULTRALYTICS
    assert document.analysis.report.dialect_from == "comment"
    assert not actions(window.status.dialects)["write"].isEnabled()
    window.desk.undo()
    assert document.text == text
    assert not document.modified
    # The choice was made over what the file says again.
    assert document.analysis.report.dialect_from == "option"


def test_a_comment_that_is_written_later_beats_the_choice(window, open_text) -> None:
    open_text(ULTRALYTICS)
    document = window.document
    document.choose_dialect("yolov9")
    document.replace_text(SAID + ULTRALYTICS)
    report = document.analysis.report
    assert (report.dialect, report.dialect_from) == ("ultralytics@8.3", "comment")
    document.choose_dialect("yolov7")
    report = document.analysis.report
    assert (report.dialect, report.dialect_from) == ("yolov7", "option")


def test_a_choice_is_remembered_for_its_file(window, open_text, tmp_path: Path) -> None:
    path = open_text(ULTRALYTICS)
    window.document.choose_dialect("ultralytics@8.3")
    window.session.save(window.document, tmp_path / "copy.yaml")
    window.files.close(window.document)
    for name in (path, tmp_path / "copy.yaml"):
        window.files.open(name)
        assert window.document.analysis.report.dialect == "ultralytics@8.3"
        window.document.choose_dialect(None)
        window.files.close(window.document)
        window.files.open(name)
        assert window.document.analysis.report.dialect_from == "file"
        window.files.close(window.document)


@pytest.mark.parametrize(
    "stored", ["no json", "3", '[["a"]]', json.dumps([["PATH", "yolov99@1", None]])]
)
def test_odd_memories_do_no_harm(places, tmp_path: Path, stored: str) -> None:
    path = tmp_path / "net.yaml"
    path.write_text(ULTRALYTICS)
    settings = places.open_settings()
    settings.setValue("files/dialects", stored.replace("PATH", str(path)))
    settings.sync()
    document: Document = Session(places).open(path)
    assert document.analysis.report.dialect == "ultralytics@8.4"
    assert document.analysis.report.dialect_from == "file"


def test_torch_is_asked_about_what_is_shown(qtbot, window, open_text, monkeypatch) -> None:
    import sys

    from builder.gui import certifier as module
    from builder.gui.certifier import Certifier, State

    body = (
        "import json, sys\n"
        "print(json.dumps({'ready': True, 'engine': 'torch 2'}), flush=True)\n"
        "for line in sys.stdin:\n"
        "    asked = json.loads(line)\n"
        "    print(json.dumps({'id': asked['id'], 'ok': False,"
        " 'error': json.dumps(asked)}), flush=True)\n"
    )
    monkeypatch.setattr(module, "REST_MS", 20)
    open_text(ULTRALYTICS, "yolo11s.yaml")
    document = window.document
    document.choose_dialect("ultralytics@8.3")
    certifier = Certifier(command=[sys.executable, "-c", body])
    try:
        certifier.set_document(document)
        qtbot.waitUntil(lambda: certifier.certificate.state is State.FAILED, timeout=10_000)
        asked = json.loads(certifier.certificate.message)
        assert asked["dialect"] == "ultralytics@8.3"
        assert asked["file"].endswith("yolo11s.yaml")
        assert asked["scale"] is None
    finally:
        certifier.stop()
