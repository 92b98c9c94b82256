"""A selection made anywhere is a selection everywhere."""

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from pytestqt.qtbot import QtBot

from tests.gui.conftest import SMALL
from tests.gui.problems.clicks import double_click

BROKEN = SMALL.replace("[[-1, 3], 1, Concat, [1]]", "[[-1, 1], 1, Concat, [1]]")


def by_canvas(window, qtbot) -> None:
    window.page.canvas.selection_changed.emit((5,))


def by_text(window, qtbot) -> None:
    view = window.editor.view
    view.setFocus()
    cursor = view.textCursor()
    cursor.setPosition(window.document.text.index("Concat"))
    view.setTextCursor(cursor)


def by_table(window, qtbot) -> None:
    window.docks["table"].raise_()
    qtbot.waitUntil(window.table.isVisible)
    flag = QItemSelectionModel.SelectionFlag
    model = window.table.view.model()
    window.table.view.selectionModel().select(model.index(5, 0), flag.ClearAndSelect | flag.Rows)


def by_problem(window, qtbot) -> None:
    model = window.problems.model
    place = next(n for n, found in enumerate(model.shown) if found.layer == 5)
    view = window.problems.view
    double_click(view, model.index_at(place))


def by_search(window, qtbot) -> None:
    window.bar.search.textEdited.emit("conca")


@pytest.mark.parametrize("choose", [by_canvas, by_text, by_table, by_problem, by_search])
def test_everything_shows_the_selection(qtbot: QtBot, window, open_text, choose) -> None:
    open_text(BROKEN)
    told = []
    window.document.selection.changed.connect(told.append)
    choose(window, qtbot)
    assert told == [(5,)], "told once, without echoes"
    assert window.page.canvas.selected() == (5,)
    assert "5  Concat" in window.inspector._title.text()
    assert window.document.config.layer_at(window.editor.view.cursor_offset()).index == 5
    window.docks["table"].raise_()
    qtbot.waitUntil(window.table.isVisible)
    assert window.table._chosen() == (5,)
    assert told == [(5,)]


def test_several_rows(window, open_text, qtbot: QtBot) -> None:
    open_text()
    window.docks["table"].raise_()
    qtbot.waitUntil(window.table.isVisible)
    window.document.selection.set([1, 3, 4])
    assert window.page.canvas.selected() == (1, 3, 4)
    assert window.table._chosen() == (1, 3, 4)
    assert "3 rows" in window.inspector._title.text()


def test_sorting_the_table_keeps_the_selection_true(window, open_text, qtbot: QtBot) -> None:
    open_text()
    window.docks["table"].raise_()
    qtbot.waitUntil(window.table.isVisible)
    window.table.view.sortByColumn(7, Qt.SortOrder.DescendingOrder)
    window.document.selection.set([4])
    assert window.table._chosen() == (4,)
    shown = window.table.view.model()
    params = [shown.index(row, 7).data() for row in range(8)]
    numbers = [int(text.replace(",", "")) for text in params if text[0].isdigit()]
    assert numbers == sorted(numbers, reverse=True)


def test_rows_that_are_gone_are_not_selected(window, open_text) -> None:
    open_text()
    window.document.selection.set([6, 7])
    window.document.replace_text(SMALL[: SMALL.index("head:")] + "head: []\n")
    assert window.document.selection.indices == ()


def test_enter_goes_to_the_next_row_that_fits(window, open_text, qtbot: QtBot) -> None:
    open_text()
    qtbot.keyClicks(window.bar.search, "c3")
    seen = [window.document.selection.only]
    for _ in range(3):
        qtbot.keyClick(window.bar.search, Qt.Key.Key_Return)
        seen.append(window.document.selection.only)
    assert seen == [2, 4, 6, 2]


def test_each_document_has_its_own_selection(window, open_text) -> None:
    open_text(name="a.yaml")
    first = window.document
    first.selection.set([2])
    open_text(name="b.yaml")
    assert window.document.selection.indices == ()
    window.show_document(first)
    assert window.document is first
    assert "2  C3" in window.inspector._title.text()
    assert window.page.canvas.selected() == (2,)


def test_another_file_keeps_its_own_selection(window, open_text, qtbot: QtBot) -> None:
    short = SMALL.replace("  - [[6], 1, Detect, [nc, anchors]]  # 7\n", "")
    open_text(short, "short.yaml")
    other = window.document
    open_text(SMALL, "long.yaml")
    window.docks["table"].raise_()
    qtbot.waitUntil(window.table.isVisible)
    window.table.view.selectAll()
    assert window.document.selection.indices == tuple(range(8))
    window.show_document(other)
    assert window.document is other
    assert other.selection.indices == ()
    assert window.page.canvas.selected() == ()
    assert window.table._chosen() == ()
