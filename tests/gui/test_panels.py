"""Palette, table, inspector's facts, pictures: what each shows."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QImage, QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from builder.core.blocks.catalogue import ALL, NAMES
from builder.gui.icons import icon
from builder.gui.mime import block_of_mime, block_to_mime
from builder.gui.palette import PalettePanel
from builder.gui.palette.tree import NAME_ROLE
from tests.gui.conftest import SMALL


def names(panel: PalettePanel) -> list[str]:
    tree = panel.tree
    groups = [tree.topLevelItem(place) for place in range(tree.topLevelItemCount())]
    items = [group.child(n) for group in groups for n in range(group.childCount())]
    return [item.data(0, NAME_ROLE) for item in items]


def test_the_palette_holds_the_catalogue_and_searches_it(qtbot: QtBot) -> None:
    panel = PalettePanel()
    qtbot.addWidget(panel)
    assert set(names(panel)) == set(NAMES)
    qtbot.keyClicks(panel.search, "cbam")
    assert names(panel)[0] in {"CBAM", "C3CBAM"}
    assert set(names(panel)) < set(NAMES)
    panel.search.setText("there is no such block")
    assert names(panel) == []
    assert not panel._hint.isHidden()


def test_enter_in_the_search_field_inserts_the_first_block(qtbot: QtBot) -> None:
    panel = PalettePanel()
    qtbot.addWidget(panel)
    panel.search.setText("simam")
    with qtbot.waitSignal(panel.insert_wanted) as told:
        qtbot.keyClick(panel.search, Qt.Key.Key_Return)
    assert told.args == [panel.tree.current_block()]


def test_recent_blocks_stand_on_top(qtbot: QtBot) -> None:
    panel = PalettePanel(["SE", "no longer there"])
    qtbot.addWidget(panel)
    panel.note_use("CBAM")
    qtbot.waitUntil(lambda: names(panel)[:2] == ["CBAM", "SE"])
    for name in NAMES[:9]:
        panel.note_use(name)
    assert len(panel.recent) == 5


def test_a_block_of_the_palette_goes_behind_the_selected_row(window, open_text) -> None:
    open_text()
    window.document.selection.set([4])
    item = window.palette_panel.tree.topLevelItem(0).child(0)
    window.palette_panel.tree.itemActivated.emit(item, 0)
    assert window.document.config.layers[5].name == item.data(0, NAME_ROLE)


def test_every_block_can_be_inserted_everywhere(window, open_text) -> None:
    open_text()
    for name in NAMES:
        window.page.canvas.insert_after.emit(name, 2)
        layers = window.document.config.layers
        assert layers[3].name == name, name
        codes = {found.code[0] for found in window.document.analysis.of_layer(3)}
        assert "Y" not in codes
        window.desk.undo()
        assert window.document.text == SMALL


def test_a_block_survives_the_clipboard() -> None:
    assert block_of_mime(block_to_mime("nn.Upsample")) == "nn.Upsample"


@pytest.mark.parametrize("spec", ALL, ids=str)
def test_every_block_has_an_icon(qapp, spec) -> None:
    picture = icon(spec.icon, "#ff0000").pixmap(24, 24).toImage()
    assert any(picture.pixelColor(x, y).alpha() for x in range(24) for y in range(24))


def test_an_icon_on_a_selected_row_is_not_of_the_selections_colour(qapp) -> None:
    made = icon("alert", "#2866c8")
    picture = made.pixmap(16, 16, QIcon.Mode.Selected).toImage()
    seen = {picture.pixelColor(x, y).name() for x in range(16) for y in range(16)}
    assert "#ffffff" in seen
    assert icon("no such icon").isNull()


def test_the_table_is_copied_in_the_order_of_the_screen(qtbot: QtBot, window, open_text) -> None:
    open_text()
    window.docks["table"].raise_()
    qtbot.waitUntil(window.table.isVisible)
    window.table.view.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    window.table.copy_as_text()
    rows = QGuiApplication.clipboard().text().splitlines()
    assert rows[0].startswith("#\tFrom\tn\tModule")
    assert [row.split("\t")[0] for row in rows[1:]] == [str(n) for n in range(7, -1, -1)]
    window.document.selection.set([1, 2])
    window.table.copy_as_markdown()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == 4
    assert lines[1].startswith("|---:|---:|---:|:---|")
    assert "| C3 |" in lines[2]


def test_the_inspector_says_what_the_trainer_makes_of_a_row(window, open_text) -> None:
    open_text()
    window.document.selection.set([4])
    words = window.inspector.facts.words()
    layer = window.document.analysis.report.layers[4]
    assert words["Repeats"] == "6 → 2"
    assert words["Channels"] == "128 → 128 (written 256, width x 0.5)"
    assert words["Passes"] == layer.args_text
    assert words["Read by"] == "5"
    assert words["Parameters"].startswith(f"{layer.params:,}")
    assert words["Receptive field"] == f"{layer.receptive_field} x {layer.receptive_field} px"


def test_the_inspector_says_why_a_row_fails_and_who_waits(window, open_text) -> None:
    open_text(SMALL.replace("[[-1, 3], 1, Concat", "[[-1, 1], 1, Concat"))
    layers = window.document.analysis.report.layers
    window.document.selection.set([5])
    assert window.inspector.facts.words()["Fails"] == layers[5].fault.reason
    window.document.selection.set([6])
    assert window.inspector.facts.words()["Waits for"] == "row 5, which fails"
    window.document.selection.set([])
    assert "GFLOPs at 640x640" not in window.inspector.facts.words()
    assert "row 5" in window.inspector.facts.words()["Missing"]


def test_hidden_panels_wait_and_catch_up(qtbot: QtBot, window, open_text) -> None:
    open_text()
    window.docks["inspector"].hide()
    window.document.selection.set([2])
    assert "C3" not in window.inspector._title.text()
    window.docks["inspector"].show()
    qtbot.waitUntil(lambda: "2  C3" in window.inspector._title.text())


def _take_picture(source: Path, out: Path, *more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "builder.gui.picture", source, "-o", out, "--size", "1024x700"]
    return subprocess.run(
        [*command, *more],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )


def test_a_picture_of_the_window(tmp_path: Path) -> None:
    source = tmp_path / "net.yaml"
    source.write_text(SMALL)
    out = tmp_path / "out" / "window.png"
    done = _take_picture(source, out)
    assert (done.returncode, done.stderr) == (0, "")
    picture = QImage(str(out))
    assert (picture.width(), picture.height()) == (1024, 700)


@pytest.mark.parametrize("dialog", ["repair", "preview", "fix-all"])
def test_a_picture_of_a_dialog(tmp_path: Path, dialog: str) -> None:
    source = tmp_path / "net.yaml"
    source.write_text(SMALL.replace("C3, [128]", "c3, [128]"))
    out = tmp_path / "dialog.png"
    done = _take_picture(source, out, "--dialog", dialog)
    assert done.returncode == 0, done.stderr
    picture = QImage(str(out))
    assert picture.width() == int(1024 * 0.92)
    source.write_text(SMALL)
    if dialog == "fix-all":
        done = _take_picture(source, out, "--dialog", dialog)
        assert done.returncode == 1
        assert "nothing that this dialog could show" in done.stderr


def test_a_double_click_selects_the_first_argument_to_type_over(
    qtbot: QtBot, window, open_text
) -> None:
    open_text()
    window.page.canvas.activated.emit(2)
    spin = window.inspector.form.fields["arg0"].editor
    qtbot.waitUntil(spin.hasFocus)
    qtbot.keyClicks(spin, "256")
    qtbot.keyClick(spin, Qt.Key.Key_Return)
    assert "C3, [256]]  # 2" in window.document.text


@pytest.mark.parametrize("key", ["arg0", "from", "module"])
def test_undo_in_a_field_takes_back_what_the_field_has_set(
    qtbot: QtBot, window, open_text, key: str
) -> None:
    open_text()
    window.page.canvas.activated.emit(2)
    editor = window.inspector.form.fields[key].editor
    editor.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClicks(editor, {"arg0": "256", "from": "-2", "module": "C3x"}[key])
    undo = QKeyEvent(
        QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier
    )
    undo.ignore()
    QApplication.sendEvent(editor, undo)
    assert undo.isAccepted()  # half-typed text is the field's own
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert window.document.text != SMALL
    undo.ignore()
    QApplication.sendEvent(editor, undo)
    assert not undo.isAccepted()
    window.desk.undo()
    assert window.document.text == SMALL


def test_what_is_being_typed_into_a_field_is_saved(qtbot: QtBot, window, open_text) -> None:
    path = open_text()
    line = window.inspector.form.fields["nc"].editor
    line.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(line.hasFocus)
    qtbot.keyClicks(line, "17")
    window.actions_by_name["save"].trigger()
    assert "nc: 17" in path.read_text()
    assert not window.document.modified
