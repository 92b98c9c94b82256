"""A change is looked at, then applied as one step of undo, or not at all."""

from PySide6.QtCore import Qt

from builder.core.diagnostics import Applicability, Fix
from builder.core.text import Span, TextEdit
from builder.gui.canvas import Mark
from builder.gui.window.mending.diff import Kind
from builder.gui.window.mending.fix_dialog import FixDialog
from builder.gui.window.mending.safe_fixes import safe_fixes
from tests.gui.conftest import SMALL
from tests.gui.mending.looking import STALE, marks


def test_a_preview_shows_text_and_pictures_and_applies_as_one_step(stale, qtbot) -> None:
    stale.problems.detail.previews[0].click()
    dialog = stale.fixing.dialog
    assert isinstance(dialog, FixDialog)
    wish = stale.problems.current().fixes[0].edits[0].text
    changed = [line for line in dialog.view.diff.lines if line.kind in (Kind.GONE, Kind.NEW)]
    assert [line.text for line in changed] == [
        "  - [[-1, 1], 1, Concat, [1]]",
        f"  - [[-1, {wish}], 1, Concat, [1]]",
    ]
    pictures = dialog.view.pictures
    assert marks(pictures.before.canvas) == {(7, 1): Mark.WRONG}
    assert marks(pictures.after.canvas) == {(7, 1): Mark.CAME}
    assert "S101" in dialog.outcome.text()
    assert stale.document.text == STALE
    dialog.apply_button.click()
    assert stale.fixing.dialog is None
    assert f"[[-1, {wish}], 1, Concat" in stale.document.text
    stale.desk.undo()
    assert stale.document.text == STALE
    assert not stale.document.buffer.isUndoAvailable()


def test_escape_leaves_a_preview_without_a_change(stale, qtbot) -> None:
    stale.fixing.preview_fix(stale.problems.current().fixes[0])
    dialog = stale.fixing.dialog
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert stale.fixing.dialog is None
    assert stale.document.text == STALE
    assert not stale.document.buffer.isUndoAvailable()


def test_a_text_that_has_changed_meanwhile_is_left_alone(stale) -> None:
    stale.fixing.preview_fix(stale.problems.current().fixes[0])
    other = STALE.replace("nc: 3", "nc: 4")
    stale.document.replace_text(other)
    stale.fixing.dialog.accept()
    assert stale.document.text == other


def test_a_change_of_comments_needs_no_pictures(stale) -> None:
    at = STALE.index("# a small")
    edit = TextEdit(Span(at, at + 9), "# a tiny")
    stale.fixing.preview_fix(Fix("Say it otherwise", (edit,), Applicability.SAFE))
    assert stale.fixing.dialog.view.pictures.isHidden()
    assert not stale.fixing.dialog.view.diff.isHidden()
    stale.fixing.dialog.reject()


def test_all_safe_fixes_are_one_step(window, open_text) -> None:
    text = SMALL.replace("C3, [128]", "c3, [128]").replace("Concat", "concat")
    open_text(text)
    found = safe_fixes(window.document.analysis)
    assert len(found.fixes) == 2
    window.actions_by_name["fix_all"].trigger()
    dialog = window.fixing.dialog
    assert all(fix.title in dialog.titles.text() for fix in found.fixes)
    dialog.apply_button.click()
    assert window.document.text == SMALL
    window.desk.undo()
    assert window.document.text == text
    assert not window.document.buffer.isUndoAvailable()


def test_equal_safe_fixes_share_a_line(window, open_text) -> None:
    open_text(SMALL.replace("[-1, 1, Conv, [", "[-1，1，Conv，["))
    count = len(safe_fixes(window.document.analysis).fixes)
    assert count > 1
    window.actions_by_name["fix_all"].trigger()
    assert window.fixing.dialog.titles.text() == f"Use half-width punctuation × {count}"
    window.fixing.dialog.reject()


def test_without_a_safe_fix_there_is_nothing_to_look_at(window, open_text) -> None:
    open_text(SMALL)
    window.actions_by_name["fix_all"].trigger()
    assert window.fixing.dialog is None
    assert "No problem has a safe fix" in window.status.currentMessage()
