"""A file whose backbone has five numbers: what every panel shows, and what gestures do."""

import pytest
from pytestqt.qtbot import QtBot

from builder.gui.canvas.tooltip import edge_html, layer_html
from builder.gui.certifier import Certificate, State
from builder.gui.mime import block_to_mime
from builder.gui.window.tool_bar import fitting_rows
from tests.gui.canvas.hands import between, carry, centre, drag, port
from tests.gui.canvas.hands import release as let_go
from tests.texts import FIVE_SLOT, FIVE_SLOT_WITH_CBAM_AT_6


@pytest.fixture
def opened(window, open_text):
    open_text(FIVE_SLOT)
    return window


def test_everything_shows_the_numbers_of_from(qtbot: QtBot, opened) -> None:
    document = opened.document
    document.selection.set([4])
    assert "8  Concat" in opened.inspector._title.text()
    words = opened.inspector.facts.words()
    assert words["Reads"] == "7 nn.Upsample\n3 SomeViT_M0"
    assert words["Read by"] == "9"
    assert words["Waits for"] == "row 7, 0-4, which fails"
    opened.docks["table"].raise_()
    qtbot.waitUntil(opened.table.isVisible)
    model = opened.table.model
    assert [model.index(row, 0).data() for row in (0, 1, 4)] == ["0-4", "5", "8"]
    assert model.index(4, 1).data() == "7, 3"
    faces = {
        index: card._face.caption.number for index, card in opened.page.canvas.canvas.cards.items()
    }
    assert [faces[index] for index in (0, 1, 13)] == ["0-4", "5", "17"]
    assert set(opened.editor.view.gutter._texts.values()) >= {"0-4", "5", "17"}
    assert "row 0–17" in opened.status.totals.text()
    found = {
        item.layer: opened.problems.model._number(item) for item in document.analysis.diagnostics
    }
    assert found[0] == "0-4"
    document.selection.set([])
    assert "row 0–17" in opened.inspector.facts.words()["Missing"]
    document.selection.set([0, 1])
    assert opened.inspector._summary.text() == "0–5"


def test_tooltips(opened) -> None:
    report = opened.document.analysis.report
    assert "<b>8&nbsp; Concat" in layer_html(report, 4, ())
    assert "layer 7, 0-4 failed" in layer_html(report, 4, ())
    assert ">7, 3<" in layer_html(report, 4, ())
    assert edge_html(report, 0, 4, 1) == "8 Concat reads 3 SomeViT_M0"


def test_rows_are_found_by_their_numbers(opened) -> None:
    report = opened.document.analysis.report
    assert fitting_rows(report, "8") == [4]
    assert fitting_rows(report, "3") == [0]
    assert fitting_rows(report, "18") == []


def test_torch_names_rows_by_their_numbers(opened, qtbot) -> None:
    from builder.gui.certifier import Certifier

    certifier = Certifier(command=["true"])
    certifier._document = opened.document
    answer = {"ok": True, "engine": "torch 2.13", "agrees": False,
              "differences": [{"layer": 4, "message": "shape"}]}  # fmt: skip
    assert certifier._judge(answer).words == "torch 2.13 differs at row 8"
    assert Certificate(State.STOPS, "torch 2", "0-4").words.endswith("stops at row 0-4")


def test_hints_of_gestures(qtbot: QtBot, opened) -> None:
    view = opened.page.canvas
    cbam = block_to_mime("CBAM")
    carry(view, cbam, between(view, 2, 3))
    assert view.hint.text() == "insert CBAM between 6 and 7"
    carry(view, cbam, between(view, 0, 8))
    assert view.hint.text() == "insert CBAM between 2 and 12"
    carry(view, cbam, centre(view, 5))
    assert view.hint.text() == "insert CBAM after 9"
    view._give_up()
    drag(qtbot, view, centre(view, 7), centre(view, 1))
    assert view.hint.text() == "move 11 in front of 6"
    view._give_up()
    let_go(qtbot, view, centre(view, 7))
    drag(qtbot, view, port(view, 1), centre(view, 4))
    assert view.hint.text() == "add 5 to the inputs of 8"
    view._give_up()


def test_a_block_on_the_edge_of_one_map(opened) -> None:
    opened.page.canvas.insert_on_edge.emit("SimAM", 0, 8, 1)
    text = opened.document.text
    assert "[2, 1, SimAM, " in text
    assert "[[-2, -1], 1, Concat, [1]],  # 13 cat backbone P3" in text
    assert "[[-1, 3], 1, Concat, [1]],  # 8 cat backbone P4" in text
    assert opened.document.selection.indices == (8,)


def test_gestures_renumber_what_is_behind_and_leave_the_backbones_numbers(opened) -> None:
    view = opened.page.canvas
    view.insert_after.emit("CBAM", 1)
    rows = [row.name for row in opened.document.config.layers]
    assert rows[2] == "CBAM"
    changed = opened.document.text
    assert FIVE_SLOT_WITH_CBAM_AT_6.split("head:")[1] in changed
    opened.desk.undo()
    view.duplicate_requested.emit((1, 5))
    assert "[[-1, 2], 1, Concat, [1]],  # 14 cat backbone P3" in opened.document.text
    assert "[[15, 18], 1, Detect" in opened.document.text
    opened.desk.undo()
    view.remove_requested.emit((1, 5))
    assert "[[-1, 2], 1, Concat, [1]],  # 10 cat backbone P3" in opened.document.text
    assert "[[11, 14], 1, Detect" in opened.document.text
    opened.desk.undo()
    assert opened.document.text == FIVE_SLOT
    view.remove_requested.emit((0,))
    assert opened.document.text == FIVE_SLOT
    assert "stays the first row" in opened.status.currentMessage()
