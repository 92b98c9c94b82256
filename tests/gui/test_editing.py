"""What the user does to a network, from every panel, and undo."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, Qt
from pytestqt.qtbot import QtBot

from builder.core.config import edits
from builder.core.text import apply_edits
from builder.gui.window import MainWindow
from tests.gui.conftest import SMALL

GESTURES = {
    "insert on an edge": lambda canvas: canvas.insert_on_edge.emit("CBAM", 2, 3, 0),
    "insert after": lambda canvas: canvas.insert_after.emit("SE", 4),
    "insert at the end": lambda canvas: canvas.insert_at_end.emit("Conv"),
    "connect": lambda canvas: canvas.connect_requested.emit(1, 5, 1),
    "remove": lambda canvas: canvas.remove_requested.emit((2, 4)),
    "duplicate": lambda canvas: canvas.duplicate_requested.emit((2, 6)),
    "move": lambda canvas: canvas.move_requested.emit(4, 2),
}


@pytest.mark.parametrize("name", GESTURES)
@pytest.mark.parametrize("extra", ["", "# 😀 中文\u00a0\n"], ids=["plain", "wide"])
def test_a_gesture_is_one_step_of_undo(window, open_text, name: str, extra: str) -> None:
    open_text(extra + SMALL)
    document = window.document
    GESTURES[name](window.page.canvas)
    changed = document.text
    assert changed != extra + SMALL
    assert document.modified
    window.desk.undo()
    assert document.text == extra + SMALL
    assert not document.modified
    assert not document.buffer.isUndoAvailable()
    window.desk.redo()
    assert document.text == changed


def test_an_insert_is_the_edit_of_the_core_and_selects_the_row(window, open_text) -> None:
    open_text()
    config = window.document.config
    window.page.canvas.insert_on_edge.emit("CBAM", 2, 3, 0)
    change = edits.insert_on_edge(config, 2, 3, "[-1, 1, CBAM, [128]]")
    row = window.document.config.layers[3]
    assert row.name == "CBAM"
    assert window.document.selection.indices == (3,)
    text = row.span.of(window.document.text)
    assert window.document.text == apply_edits(
        SMALL, edits.insert_on_edge(config, 2, 3, text).edits
    )
    assert change.index == 3
    assert window.palette_panel.recent == ["CBAM"]


@pytest.mark.parametrize("fitted", [True, False])
def test_a_new_row_is_seen_whole_where_the_picture_has_grown(
    window, open_text, fitted: bool
) -> None:
    open_text()
    canvas = window.page.canvas
    if not fitted:
        canvas.zoom_in()
        canvas.center_on(0)
    for _ in range(4):
        canvas.insert_at_end.emit("Conv")
    (row,) = window.document.selection.indices
    box = canvas.canvas.layout.by_index[row].box
    card = canvas.mapFromScene(QRectF(box.x, box.y, box.width, box.height)).boundingRect()
    assert canvas.viewport().rect().contains(card)
    first = canvas.mapFromScene(*canvas.canvas.layout.by_index[0].box.middle)
    assert canvas.viewport().rect().contains(first) or not fitted


def test_new_rows_keep_the_written_channels(window, open_text) -> None:
    open_text()
    window.page.canvas.insert_after.emit("C3", 5)
    # Row 5 joins 256 and 256 channels, as the file counts them.
    assert "[-1, 1, C3, [512]]" in window.document.text


def test_a_refused_change_says_why(window, open_text) -> None:
    open_text()
    window.page.canvas.connect_requested.emit(6, 2, 0)
    assert window.document.text == SMALL
    assert "before" in window.status.currentMessage()


def test_keys_edit_rows(qtbot: QtBot, window: MainWindow, open_text: Callable[..., Path]) -> None:
    open_text()
    window.page.canvas.setFocus()
    window.document.selection.set([4])
    actions = window.actions_by_name
    actions["duplicate"].trigger()
    assert [row.name for row in window.document.config.layers][4:6] == ["C3", "C3"]
    actions["move_up"].trigger()
    actions["delete"].trigger()
    assert len(window.document.config.layers) == 8
    for _ in range(3):
        actions["undo"].trigger()
    assert window.document.text == SMALL
    assert not actions["undo"].isEnabled()
    assert actions["redo"].isEnabled()


def test_rows_are_copied_and_pasted(window, open_text) -> None:
    open_text()
    window.page.canvas.setFocus()
    window.document.selection.set([1, 2])
    window.desk.copy_rows()
    window.document.selection.set([4])
    window.desk.paste_rows()
    names = [row.name for row in window.document.config.layers]
    assert names[5:7] == ["Conv", "C3"]
    assert window.document.selection.indices == (5, 6)
    window.desk.undo()
    assert window.document.text == SMALL


def test_typing_updates_table_and_status(qtbot: QtBot, window, open_text) -> None:
    open_text()
    window.docks["table"].raise_()
    qtbot.waitUntil(window.table.isVisible)
    before = window.status.totals.text()
    resets = []
    window.table.model.modelReset.connect(lambda: resets.append(1))
    view = window.editor.view
    cursor = view.textCursor()
    cursor.setPosition(SMALL.index("[128, 3, 2]") + 1)
    view.setTextCursor(cursor)
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    qtbot.keyClicks(view, "64")
    model = window.table.model
    assert model.index(1, 4).data() == "[32, 32, 3, 2]"
    assert window.status.totals.text() != before
    assert resets == []
    assert window.document.selection.indices == (1,)


@pytest.mark.parametrize(
    ("index", "key", "value", "expected"),
    [
        (1, "arg0", "96", "[-1, 1, Conv, [96, 3, 2]]"),
        (2, "number", "9", "[-1, 9, C3, [128]]"),
        (2, "arg1", "False", "[-1, 3, C3, [128, False]]"),
        (2, "arg3", "0.25", "[-1, 3, C3, [128, True, 1, 0.25]]"),
        (2, "module", "C3TR", "[-1, 3, C3TR, [128]]"),
        (5, "from", "[-1, 2]", "[[-1, 2], 1, Concat, [1]]"),
        (3, "from", "1", "[1, 1, Conv, [256, 3, 2]]"),
    ],
)
def test_the_form_writes_the_row(
    window, open_text, index: int, key: str, value: str, expected: str
) -> None:
    open_text()
    document = window.document
    document.selection.set([index])
    field = window.inspector.form.fields[key]
    field.committed.emit(value)
    layer = document.config.layers[index]
    assert layer.span.of(document.text) == expected
    rest = document.text.replace(expected, "")
    assert rest == SMALL.replace(SMALL.splitlines()[_line(SMALL, index)].split("- ")[1]
                                 .split("  #")[0], "")  # fmt: skip
    window.desk.undo()
    assert document.text == SMALL


def _line(text: str, index: int) -> int:
    rows = [n for n, line in enumerate(text.splitlines()) if line.strip().startswith("- [")]
    return rows[index + 1]  # the first is an anchor


def test_widgets_of_the_form_commit(qtbot: QtBot, window, open_text) -> None:
    open_text()
    window.document.selection.set([2])
    fields = window.inspector.form.fields
    fields["arg0"].spin.setValue(192)
    fields["arg1"].box.setChecked(False)
    window.inspector.form.fields["from"].line.setText("-2")
    window.inspector.form.fields["from"].line.editingFinished.emit()
    row = window.document.config.layers[2]
    assert row.span.of(window.document.text) == "[-2, 3, C3, [192, False]]"
    # The widgets stay while their row does: the keyboard is not thrown out of a field.
    assert window.inspector.form.fields["arg0"] is fields["arg0"]


def test_a_refused_value_leaves_form_and_text(window, open_text) -> None:
    open_text()
    window.document.selection.set([3])
    field = window.inspector.form.fields["from"]
    field.committed.emit("two")
    assert window.document.text == SMALL
    assert field.line.text() == "-1"
    assert "whole numbers" in window.status.currentMessage()


def test_an_unknown_module_shows_raw_cells(window, open_text) -> None:
    text = SMALL.replace("C3, [128]", "MyBlock, [128, 'x', [1, 2]]")
    open_text(text)
    window.document.selection.set([2])
    fields = window.inspector.form.fields
    assert set(fields) == {"from", "number", "module", "arg0", "arg1", "arg2"}
    assert fields["arg2"].line.text() == "[1, 2]"
    fields["arg1"].committed.emit("'y'")
    assert "MyBlock, [128, 'y', [1, 2]]" in window.document.text


def test_opening_forms_never_changes_the_text(window, open_text) -> None:
    stock = Path(__file__).parents[2] / "examples" / "yolov5s-bifpn.yaml"
    open_text(stock.read_bytes())
    before = window.document.text
    for index in range(len(window.document.config.layers)):
        window.document.selection.set([index])
    window.document.selection.set([])
    assert window.document.text == before
    assert not window.document.modified


def test_the_header_form_writes_the_header(window, open_text) -> None:
    open_text()
    window.document.selection.set([])
    window.inspector.form.fields["width_multiple"].committed.emit("0.75")
    assert window.document.text == SMALL.replace("0.50", "0.75")


def test_a_block_dropped_on_the_text_becomes_a_row(window, open_text) -> None:
    from builder.gui.mime import block_to_mime

    open_text()
    view = window.editor.view
    cursor = view.textCursor()
    cursor.setPosition(SMALL.index("C3, [128]"))
    view.setTextCursor(cursor)
    data = block_to_mime("SimAM")
    assert view.canInsertFromMimeData(data)
    view.insertFromMimeData(data)
    assert window.document.config.layers[3].name == "SimAM"


def test_no_break_spaces_survive_copy_and_paste(window, open_text) -> None:
    text = SMALL.replace("# 2", "# a\u00a0b")
    open_text(text)
    view = window.editor.view
    view.setFocus()
    view.selectAll()
    view.cut()
    assert window.document.text == ""
    view.paste()
    assert window.document.text == text
