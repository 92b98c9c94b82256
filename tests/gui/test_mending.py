"""Looking at changes before they are made: on the canvas, in a preview, of a repair."""

import sys

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent

from builder.core.diagnostics import Applicability, Fix, Message, Row, Severity
from builder.core.repair import Change, Repair
from builder.core.text import TextEdit
from builder.gui.canvas import NO_TEXT, NOTHING, Mark
from builder.gui.document import Options, analyze_text
from builder.gui.window.mending.diff import Kind
from builder.gui.window.mending.fix_dialog import FixDialog
from builder.gui.window.mending.pictures import AFTER, BEFORE, BOTH, Picture
from builder.gui.window.mending.repair_dialog import RepairDialog
from builder.gui.window.mending.safe_fixes import safe_fixes
from builder.gui.window.mending.searcher import Found, Searcher
from builder.gui.window.mending.words import notice
from tests.gui.conftest import SMALL

# Row 6 reads another level than row 5 gives; what was right is row 4.
STALE = SMALL.replace(
    "  - [[-1, 3], 1, Concat, [1]]  # 5\n",
    "  - [-1, 1, nn.Upsample, [None, 2, nearest]]\n  - [[-1, 1], 1, Concat, [1]]\n",
).replace(
    "  - [-1, 6, C3, [256]]  # 4\n", "  - [-1, 1, Conv, [256, 3, 2]]\n  - [-1, 6, C3, [256]]\n"
)
STALE = STALE.replace("[[6], 1, Detect", "[[8], 1, Detect")


@pytest.fixture
def stale(window, open_text, qtbot):
    """The window with a wrong reference, which the Problems panel has chosen."""
    # The answer of the real search would come at some time or other.
    window.fixing.searcher.answered.disconnect()
    open_text(STALE)
    found = next(one for one in window.document.analysis.diagnostics if one.code == "S101")
    window.problems.view.choose(window.problems.model.place_of(found))
    qtbot.waitUntil(lambda: _scene(window).overlay != NOTHING)
    return window


def _scene(window):
    return window.page.canvas.canvas


def _marks(scene) -> dict[tuple[int, int], Mark]:
    return {
        (item.edge.target, item.edge.port): item.mark
        for item in scene.edges
        if item.mark is not None
    }


def _ghosts(scene) -> list[tuple[int, int, Mark]]:
    return [(item.edge.source, item.edge.target, item.mark) for item in scene.ghosts]


def _states(scene, name: str) -> set[int]:
    return {index for index, card in scene.cards.items() if getattr(card, name)}


# --- on the canvas ------------------------------------------------------------------------------


def test_a_wrong_reference_is_red_at_both_ends_with_a_faint_wish(stale) -> None:
    scene, found = _scene(stale), stale.problems.current()
    change = found.fixes[0].edits[0]
    wish = int(change.text)
    assert _marks(scene) == {(7, 1): Mark.WRONG}
    assert _states(scene, "blamed") == {1, 7}
    assert _ghosts(scene) == [(wish, 7, Mark.WISHED)]
    assert _states(scene, "doubted") == set()


def test_a_mere_note_marks_nothing(stale, qtbot) -> None:
    stale.document.replace_text(SMALL.replace("C3, [128]", "CBAM, [128]"))
    note = next(one for one in stale.document.analysis.diagnostics if one.layer == 2)
    assert note.severity < Severity.WARNING
    stale.problems.view.choose(stale.problems.model.place_of(note))
    qtbot.wait(80)
    assert _scene(stale).overlay == NOTHING
    assert _states(_scene(stale), "blamed") == set()
    assert _scene(stale).ghosts == []


def _enter(button) -> None:
    place = QPointF(3, 3)
    button.enterEvent(QEnterEvent(place, place, place))


def test_the_mouse_on_a_fix_shows_what_it_does_and_leaving_ends_it(stale) -> None:
    scene, button = _scene(stale), stale.problems.detail.buttons[0]
    wish = int(stale.problems.current().fixes[0].edits[0].text)
    before = scene.overlay
    _enter(button)
    assert _marks(scene) == {(7, 1): Mark.GOES}
    assert _ghosts(scene) == [(wish, 7, Mark.COMES)]
    assert _states(scene, "changed") == {7}
    assert stale.document.text == STALE
    button.leaveEvent(QEvent(QEvent.Type.Leave))
    assert scene.overlay == before


def test_the_keyboard_on_a_fix_does_the_same_and_escape_ends_it(stale, qtbot) -> None:
    scene, button = _scene(stale), stale.problems.detail.buttons[0]
    before = scene.overlay
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert [mark for _, _, mark in _ghosts(scene)] == [Mark.COMES]
    qtbot.keyClick(button, Qt.Key.Key_Escape)
    assert scene.overlay == before


def test_a_fix_in_the_inspector_is_shown_as_well(stale) -> None:
    stale.document.selection.set((7,))
    button = stale.inspector.findings._buttons[0][0]
    assert not button.isHidden()
    _enter(button)
    assert [mark for _, _, mark in _ghosts(_scene(stale))] == [Mark.COMES]


def test_another_text_takes_the_marks_away(stale, qtbot) -> None:
    _enter(stale.problems.detail.buttons[0])
    stale.document.replace_text(SMALL)
    scene = _scene(stale)
    assert scene.overlay == NOTHING
    assert scene.ghosts == []
    assert _marks(scene) == {}
    assert _states(scene, "changed") == set()
    qtbot.wait(80)
    assert scene.ghosts == []


def test_the_marks_go_with_the_panel_and_come_back_with_it(stale, qtbot) -> None:
    scene, before = _scene(stale), _scene(stale).overlay
    stale.docks["table"].raise_()
    qtbot.waitUntil(lambda: scene.overlay == NOTHING)
    stale.docks["problems"].raise_()
    qtbot.waitUntil(lambda: scene.overlay == before)


def test_text_that_breaks_off_gets_no_marks_of_other_rows(stale, qtbot) -> None:
    stale.document.replace_text("backbone: [")
    qtbot.wait(80)
    stale.fixing.point_at(Fix("x", (), Applicability.SAFE))
    assert _scene(stale).overlay == NOTHING or _scene(stale).report is not (
        stale.document.analysis.report
    )


# --- previews -----------------------------------------------------------------------------------


def _as_bytes(window) -> bytes:
    return window.document.text.encode()


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
    assert _marks(pictures.before.canvas) == {(7, 1): Mark.WRONG}
    assert _marks(pictures.after.canvas) == {(7, 1): Mark.CAME}
    assert "S101" in dialog.outcome.text()
    assert stale.document.text == STALE
    dialog.apply_button.click()
    assert stale.fixing.dialog is None
    assert f"[[-1, {wish}], 1, Concat" in stale.document.text
    stale.desk.undo()
    assert _as_bytes(stale) == STALE.encode()
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
    edit = TextEdit(type(stale.problems.current().span)(at, at + 9), "# a tiny")
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


@pytest.mark.parametrize("share", [0.9, 0.8])
def test_a_picture_a_little_small_for_words_is_enlarged(qtbot, share: float) -> None:
    picture = Picture()
    qtbot.addWidget(picture)
    picture.show_analysis(analyze_text(SMALL, Options(), ""), NOTHING)
    picture.show()
    height = picture.canvas.picture_rect().height()
    picture.resize(2000, round(height * NO_TEXT * share))
    picture.fit()
    assert NO_TEXT < picture.zoom() < 1.1 * NO_TEXT
    picture.resize(2000, round(height * NO_TEXT * share / 2))
    picture.fit()
    assert picture.zoom() < NO_TEXT


def test_without_a_safe_fix_there_is_nothing_to_look_at(window, open_text) -> None:
    open_text(SMALL)
    window.actions_by_name["fix_all"].trigger()
    assert window.fixing.dialog is None
    assert "No problem has a safe fix" in window.status.currentMessage()


# --- repairs ------------------------------------------------------------------------------------


def _repair(window, old: int = 1, new: int = 3, score: float = 0.9) -> Repair:
    """A repair that the search might have found: row 7 reads another row."""
    config = window.document.config
    ref = config.layers[7].refs[1]
    return Repair(
        Fix(
            Message("Read {row} in row 7", row=Row(new, str(new))),
            (TextEdit(ref.span, str(new)),),
            Applicability.SAFE if score > 0.5 else Applicability.UNSAFE,
        ),
        (Message("{row} was inserted", row=Row(5, "5")),),
        (Change(7, 1, old, new),),
        inserted=(4,),
        score=score,
    )


@pytest.fixture
def found(stale) -> Found:
    repairs = (_repair(stale), _repair(stale, new=2, score=0.2))
    return Found(stale.document.analysis, repairs)


@pytest.fixture
def dialog(stale, found) -> RepairDialog:
    stale.fixing._take(found)
    stale.actions_by_name["repair"].trigger()
    assert isinstance(stale.fixing.dialog, RepairDialog)
    return stale.fixing.dialog


def test_a_line_above_the_canvas_tells_of_repairs(stale, found) -> None:
    line = stale.page.notice
    assert line.isHidden()
    stale.fixing._take(found)
    assert line.isVisible()
    assert line.words.text() == "Left behind by 1 inserted row, it seems: 1 reference"
    line.button.click()
    assert isinstance(stale.fixing.dialog, RepairDialog)
    stale.fixing.dialog.reject()
    line.close_button.click()
    assert line.isHidden()
    stale.fixing._take(found)
    assert line.isHidden(), "what was put away does not come back"


def test_the_line_goes_when_nothing_is_wrong_any_more(stale, found) -> None:
    stale.fixing._take(found)
    stale.document.replace_text(SMALL)
    assert stale.page.notice.isHidden() or any(
        one.severity >= Severity.WARNING for one in stale.document.analysis.diagnostics
    )
    stale.fixing._take(Found(stale.document.analysis, ()))
    assert stale.page.notice.isHidden()


def test_an_answer_about_another_text_is_dropped(stale, found) -> None:
    stale.document.replace_text(STALE + "# more\n")
    stale.fixing._take(found)
    assert stale.page.notice.isHidden()


@pytest.mark.parametrize(
    ("inserted", "removed", "count", "words"),
    [
        ((5, 6), (), 8, "Left behind by 2 inserted rows, it seems: 8 references"),
        ((), (3,), 1, "Left behind by 1 removed row, it seems: 1 reference"),
        (
            (5,),
            (3, 4),
            2,
            "Left behind by 1 inserted row and 2 removed rows, it seems: 2 references",
        ),
        ((), (), 2, "Left behind, it seems: 2 references"),
    ],
)
def test_the_words_of_the_line(qapp, inserted, removed, count, words) -> None:
    fix = Fix("x", (), Applicability.SAFE)
    changes = tuple(Change(7, port, 1, 2) for port in range(count))
    assert notice(Repair(fix, (), changes, inserted, removed)) == words


def test_repairs_are_listed_with_evidence_text_and_pictures(stale, dialog) -> None:
    items = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    assert items == [
        "Read row 3 in row 7\ndecisive · 1 reference · safe",
        "Read row 2 in row 7\npossible · 1 reference · unsafe",
    ]
    evidence = dialog.evidence.text()
    assert 'href="row:5"' in evidence
    assert 'href="row:7"' in evidence
    assert _marks(dialog.view.pictures.before.canvas) == {(7, 1): Mark.WRONG}
    assert _marks(dialog.view.pictures.after.canvas) == {(7, 1): Mark.CAME}
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
    assert stale.document.analysis.diagnostics != ()
    stale.desk.undo()
    assert _as_bytes(stale) == STALE.encode()
    assert not stale.document.buffer.isUndoAvailable()


def test_pictures_before_after_and_both(dialog) -> None:
    pictures = dialog.view.pictures
    for side, seen in ((BEFORE, (True, False)), (AFTER, (False, True)), (BOTH, (True, True))):
        pictures._group.button(side).click()
        assert (not pictures.before.isHidden(), not pictures.after.isHidden()) == seen
        assert pictures.side == side
    pictures.resize(300, 300)
    assert pictures.side == BOTH, "what the user has chosen stays"


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


# --- the search ---------------------------------------------------------------------------------


@pytest.fixture
def make_searcher(qtbot):
    made = []

    def make(words=None) -> Searcher:
        made.append(Searcher(words=words))
        return made[-1]

    yield make
    for each in made:
        each.stop()


def test_the_process_answers_about_the_newest_text(qtbot, make_searcher) -> None:
    searcher = make_searcher()
    texts = [analyze_text(STALE + "#" * n, Options(), "") for n in range(4)]
    found = []
    searcher.answered.connect(found.append)
    for each in texts:
        searcher.ask(each)
    assert searcher.is_asked(texts[3])
    qtbot.waitUntil(lambda: len(found) == 2, timeout=20_000)
    assert [each.analysis for each in found] == [texts[0], texts[3]]
    assert all(each.repairs is not None for each in found)
    assert not searcher.is_asked(texts[3])


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["/nowhere/python"], "Its process could not be started."),
        ([sys.executable, "-c", "pass"], "Its process ended."),
    ],
)
def test_a_process_that_dies_is_told_and_another_one_is_started(
    qtbot, make_searcher, words, reason
) -> None:
    searcher = make_searcher(words)
    with qtbot.waitSignal(searcher.answered, timeout=20_000) as told:
        searcher.ask(analyze_text(STALE, Options(), ""))
    assert (told.args[0].repairs, told.args[0].reason) == (None, reason)
    searcher._command = Searcher()._command
    with qtbot.waitSignal(searcher.answered, timeout=20_000) as told:
        searcher.ask(analyze_text(STALE, Options(), ""))
    assert told.args[0].repairs is not None
