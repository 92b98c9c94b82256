"""Repairs: what speaks for them, what they do, and one of them applied."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProxyStyle, QStyle

from builder.gui.canvas import Mark
from builder.gui.window.mending.repair_dialog import RepairDialog
from builder.gui.window.mending.searcher import Found
from tests.gui.mending.looking import STALE, marks


@pytest.fixture
def dialog(stale, found) -> RepairDialog:
    stale.fixing._take(found)
    stale.actions_by_name["repair"].trigger()
    assert isinstance(stale.fixing.dialog, RepairDialog)
    return stale.fixing.dialog


def test_repairs_are_listed_with_evidence_text_and_pictures(stale, dialog) -> None:
    items = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    assert items == [
        "Read row 3 in row 7\ndecisive · 1 reference · safe",
        "Read row 2 in row 7\npossible · 1 reference · unsafe",
    ]
    evidence = dialog.evidence.text()
    assert 'href="row:5"' in evidence
    assert 'href="row:7"' in evidence
    assert marks(dialog.view.pictures.before.canvas) == {(7, 1): Mark.WRONG}
    assert marks(dialog.view.pictures.after.canvas) == {(7, 1): Mark.CAME}
    sources = {
        (item.edge.target, item.edge.port): item.edge.source
        for item in dialog.view.pictures.after.canvas.edges
    }
    assert sources[7, 1] == 3
    dialog.list.setCurrentRow(1)
    assert "[[-1, 2], 1, Concat" in dialog.view.diff.toPlainText()


def test_rows_of_the_evidence_are_selected_everywhere(stale, dialog) -> None:
    dialog.evidence.linkActivated.emit("row:5")
    assert stale.document.selection.indices == (5,)
    assert dialog.view.pictures.before.canvas.selected() == (5,)
    assert dialog.view.pictures.after.canvas.selected() == (5,)


def test_a_repair_is_one_step_of_undo(stale, dialog) -> None:
    dialog.apply_button.click()
    assert stale.fixing.dialog is None
    assert stale.document.text == STALE.replace("[[-1, 1], 1, Concat", "[[-1, 3], 1, Concat")
    assert "S101" not in {one.code for one in stale.document.analysis.diagnostics}
    stale.desk.undo()
    assert stale.document.text == STALE
    assert not stale.document.buffer.isUndoAvailable()


def test_no_repair_says_what_was_looked_at(stale) -> None:
    stale.fixing.repair()
    dialog = stale.fixing.dialog
    assert "Looking for references" in dialog.said.text()
    assert not dialog.apply_button.isEnabled()
    stale.fixing._take(Found(dialog.analysis, ()))
    assert "No reference looks stale" in dialog.said.text()
    assert "10 rows" in dialog.said.text()
    assert dialog.apply_button.isHidden()


def test_a_search_that_fails_says_why(stale) -> None:
    stale.fixing.repair()
    stale.fixing._take(Found(stale.fixing.dialog.analysis, None, "Its process ended."))
    assert "Its process ended." in stale.fixing.dialog.said.text()
    assert stale.page.notice.isHidden()


def test_a_click_chooses_and_a_double_click_or_enter_applies(stale, dialog, qtbot) -> None:
    class ByOneClick(QProxyStyle):
        """As on desktops where one click opens."""

        def styleHint(self, hint, *others):
            one_click = QStyle.StyleHint.SH_ItemView_ActivateItemOnSingleClick
            return 1 if hint == one_click else super().styleHint(hint, *others)

    style = ByOneClick("fusion")
    dialog.list.setStyle(style)
    place = dialog.list.visualItemRect(dialog.list.item(1)).center()
    left = Qt.MouseButton.LeftButton
    qtbot.mouseClick(dialog.list.viewport(), left, pos=place)
    assert dialog.list.currentRow() == 1
    assert (stale.fixing.dialog, stale.document.text) == (dialog, STALE)
    qtbot.mouseDClick(dialog.list.viewport(), left, pos=place)
    assert stale.fixing.dialog is None
    wanted = STALE.replace("[[-1, 1], 1, Concat", "[[-1, 2], 1, Concat")
    assert stale.document.text == wanted
    stale.desk.undo()
    stale.actions_by_name["repair"].trigger()
    stale.fixing._take(Found(stale.document.analysis, dialog.repairs))
    qtbot.keyClick(stale.fixing.dialog.list, Qt.Key.Key_Down)
    qtbot.keyClick(stale.fixing.dialog.list, Qt.Key.Key_Return)
    assert stale.document.text == wanted
    assert stale.fixing.dialog is None


def test_it_says_so_if_the_text_changes_before_it_is_searched(stale) -> None:
    fixing, searcher = stale.fixing, stale.fixing.searcher
    searcher.answered.connect(fixing._take)
    searcher.ask(stale.document.analysis)
    stale.document.replace_text(STALE + "# one\n")
    fixing.repair()
    stale.document.replace_text(STALE + "# two\n")
    searcher.ask(stale.document.analysis)
    assert "The text has changed meanwhile." in fixing.dialog.said.text()
    searcher.stop()


def test_an_answer_about_an_older_text_is_not_offered_again(stale, found) -> None:
    stale.fixing._take(found)
    stale.document.replace_text(STALE + "# more\n")
    stale.fixing.repair()
    assert stale.fixing.dialog.repairs == ()
    assert stale.fixing.searcher.is_asked(stale.document.analysis)
    stale.fixing.searcher.stop()
