"""The window itself: options, layout, themes, languages, actions."""

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QComboBox, QDockWidget, QToolBar
from pytestqt.qtbot import QtBot

from builder.gui.app import Application
from builder.gui.language import CHINESE, ENGLISH, language_code, use_language
from builder.gui.places import Places
from builder.gui.theme import DARK, LIGHT, Scheme, apply, colours
from builder.gui.window import MainWindow
from builder.gui.window.actions import ENTRIES
from builder.resources import resources
from tests.gui.conftest import SMALL

TRANSLATIONS = resources() / "translations" / "builder_zh_CN.ts"


@pytest.fixture
def english_after(qapp):
    yield
    use_language(ENGLISH)
    apply(Scheme.LIGHT)


def test_options_of_the_tool_bar(window, open_text) -> None:
    open_text()
    bar, document = window.bar, window.document
    bar.size_box.setEditText("384 x 640")
    bar.size_box.lineEdit().editingFinished.emit()
    assert document.options.image_size == (384, 640)
    bar.scale.setCurrentIndex(bar.scale.findData("x"))
    bar.scale.activated.emit(bar.scale.currentIndex())
    assert document.analysis.report.layers[0].out_shapes == ((1, 80, 192, 320),)
    bar.classes.setValue(20)
    assert document.analysis.report.nc == 20
    bar.classes.setValue(0)
    assert document.analysis.report.nc == 3
    assert document.text == SMALL
    bar.size_box.setEditText("0")
    bar.size_box.lineEdit().editingFinished.emit()
    assert document.options.image_size == (384, 640)


def test_the_status_bar_says_what_the_trainer_prints(window, open_text) -> None:
    open_text()
    totals = window.document.analysis.report.totals
    words = window.status.totals.text()
    assert f"{totals.params:,}" in words
    assert totals.gflops_trainer in words
    assert "640×640" in words


def test_the_status_bar_names_no_rows_where_there_are_none(window, open_text) -> None:
    open_text("train: images\nval: images\nnc: 3\nnames: [a, b, c]\n")
    assert window.status.totals.text().startswith("0 rows")
    assert "(row )" not in window.status.totals.text()


def test_every_dock_and_tool_bar_has_a_name(window) -> None:
    for kind in (QDockWidget, QToolBar):
        found = window.findChildren(kind)
        assert found
        assert all(one.objectName() for one in found)


def test_the_layout_comes_back(qtbot: QtBot, window, places: Places, answers) -> None:
    window.docks["palette"].hide()
    window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, window.docks["editor"])
    window.save_layout()
    again = MainWindow(window.session, questions=answers)
    qtbot.addWidget(again)
    assert again.docks["palette"].isHidden()
    area = again.dockWidgetArea(again.docks["editor"])
    assert area == Qt.DockWidgetArea.LeftDockWidgetArea
    again.reset_layout()
    assert not again.docks["palette"].isHidden()
    area = again.dockWidgetArea(again.docks["editor"])
    assert area == Qt.DockWidgetArea.RightDockWidgetArea


def test_no_key_has_two_actions() -> None:
    keys = [QKeySequence(key).toString() for entry in ENTRIES for key in entry.keys]
    assert len(keys) == len(set(keys))


def test_every_action_of_an_empty_window_is_harmless(window) -> None:
    for entry in ENTRIES:
        action = window.actions_by_name[entry.name]
        if action.isEnabled() and entry.name not in {"quit", "open", "new"}:
            action.trigger()


def test_every_action_of_an_open_file_is_harmless(window, open_text) -> None:
    open_text()
    window.document.selection.set([2])
    for entry in ENTRIES:
        if entry.name not in {"quit", "open", "close"}:
            window.actions_by_name[entry.name].trigger()
    assert window.document is not None


def test_help_lists_every_key(window, answers) -> None:
    window.actions_by_name["shortcuts"].trigger()
    assert "Ctrl+D" in answers.asked[0]
    window.actions_by_name["about"].trigger()
    assert "Apache-2.0" in answers.asked[1]


def test_everything_that_takes_the_keyboard_has_a_name(window, open_text) -> None:
    open_text()
    window.document.selection.set([2])
    for kind in (QAbstractButton, QComboBox):
        for widget in window.findChildren(kind):
            inside = widget.parent().metaObject().className()
            if (
                not widget.isVisible()
                or "Spin" in inside
                or inside.startswith(("QDock", "QLineEdit"))
            ):
                continue
            named = widget.accessibleName() or widget.toolTip()
            named = named or (widget.text() if isinstance(widget, QAbstractButton) else "")
            assert named, f"{widget} in {inside}"


def test_themes(qtbot: QtBot, window, open_text, english_after) -> None:
    open_text()
    window.use_scheme(Scheme.DARK)
    assert colours() is DARK
    layout = window.document.buffer.firstBlock().layout()

    def first_colour() -> str:
        found = layout.formats()
        return found[0].format.foreground().color().name() if found else ""

    qtbot.waitUntil(lambda: first_colour() == DARK.comment)
    window.use_scheme(Scheme.LIGHT)
    qtbot.waitUntil(lambda: first_colour() == LIGHT.comment)
    assert colours() is LIGHT
    assert window.session.settings.value("window/theme") == "light"


def test_the_language_changes_at_once_and_undo_survives(
    qtbot: QtBot, qapp, places: Places, tmp_path: Path, english_after
) -> None:
    settings = places.open_settings()
    settings.setValue("window/language", ENGLISH)
    settings.sync()
    path = tmp_path / "net.yaml"
    path.write_text(SMALL)
    application = Application(qapp, places, certify=False)
    application.open([path])
    document = application.window.document
    document.selection.set([2])
    application.window.desk.duplicate_selected()
    application.window.language_wanted.emit(CHINESE)
    qtbot.waitUntil(lambda: language_code() == CHINESE)
    window = application.window
    qtbot.waitExposed(window)
    assert window.menus.menus["file"].title() == "文件(&F)"
    assert window.document is document
    window.desk.undo()
    assert document.text == SMALL
    assert window.docks["table"].windowTitle() == "层表格"
    document.close()
    window.close()
    window.deleteLater()
    application.stop()


def _messages() -> dict[tuple[str, str], ET.Element]:
    tree = ET.parse(TRANSLATIONS)
    return {
        (context.findtext("name"), message.findtext("source")): message.find("translation")
        for context in tree.getroot().iter("context")
        for message in context.iter("message")
    }


def test_the_page_of_keys_fits_a_small_screen_and_names_every_key(qapp) -> None:
    from PySide6.QtGui import QTextDocument

    from builder.gui.window.actions import ENTRIES
    from builder.gui.window.pages import shortcuts_html

    page = QTextDocument()
    page.setHtml(shortcuts_html())
    assert page.size().height() < 520
    text = page.toPlainText()
    assert all(key in text for entry in ENTRIES for key in entry.keys if isinstance(key, str))
    assert "Double-click a card" in text


def test_without_a_file_nothing_is_claimed(window) -> None:
    assert window.problems._nothing.isHidden()
    assert [button.text() for button in window.problems.strip.severities] == ["0", "0", "0"]
    assert window.status.certificate.isHidden()
    assert window.bar.size_box.currentText() == ""


def test_every_source_text_has_a_finished_translation(tmp_path: Path) -> None:
    import subprocess
    import sys

    fresh = tmp_path / "fresh.ts"
    tool = Path(sys.executable).parent / "pyside6-lupdate"
    sources = sorted(str(path) for path in (TRANSLATIONS.parents[2] / "builder/gui").rglob("*.py"))
    subprocess.run([tool, *sources, "-ts", fresh], check=True, capture_output=True)
    tree = ET.parse(fresh)
    wanted = {
        (context.findtext("name"), message.findtext("source"))
        for context in tree.getroot().iter("context")
        for message in context.iter("message")
    }
    have = _messages()
    assert wanted - have.keys() == set(), "run pyside6-lupdate and translate"
    for (context, source), translation in have.items():
        assert translation.get("type") is None, (context, source)
        assert translation.text, (context, source)
        places = re.findall(r"\{[^}]*\}", source)
        assert sorted(places) == sorted(re.findall(r"\{[^}]*\}", translation.text)), source


def test_the_compiled_translations_are_those_of_the_source(qapp, english_after) -> None:
    from PySide6.QtCore import QTranslator

    translator = QTranslator()
    assert translator.load(str(TRANSLATIONS.with_suffix(".qm")))
    for (context, source), translation in _messages().items():
        assert translator.translate(context, source) == translation.text


def test_the_status_bar_cuts_no_language(qtbot, window, english_after) -> None:
    label = window.status.totals
    label.setText("\u884cgj, 7,278,691 \u53c2\u6570")
    qtbot.wait(10)
    assert label.height() >= label.sizeHint().height()
