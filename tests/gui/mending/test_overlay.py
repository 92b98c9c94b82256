"""On the canvas: what a finding is about, and what a fix would do."""

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent

from builder.core.diagnostics import Applicability, Fix, Severity
from builder.core.text import Span, TextEdit
from builder.gui.canvas import NOTHING, Mark
from tests.gui.conftest import SMALL
from tests.gui.mending.looking import STALE, marks, picture_of


def ghosts(scene) -> list[tuple[int, int, Mark]]:
    return [(item.edge.source, item.edge.target, item.mark) for item in scene.ghosts]


def states(scene, name: str) -> set[int]:
    return {index for index, card in scene.cards.items() if getattr(card, name)}


def test_a_wrong_reference_is_red_at_both_ends_with_a_faint_wish(stale) -> None:
    scene, found = picture_of(stale), stale.problems.current()
    change = found.fixes[0].edits[0]
    wish = int(change.text)
    assert marks(scene) == {(7, 1): Mark.WRONG}
    assert states(scene, "blamed") == {1, 7}
    assert ghosts(scene) == [(wish, 7, Mark.WISHED)]
    assert states(scene, "doubted") == set()


def test_a_mere_note_marks_nothing(stale, qtbot) -> None:
    stale.document.replace_text(SMALL.replace("C3, [128]", "CBAM, [128]"))
    note = next(one for one in stale.document.analysis.diagnostics if one.layer == 2)
    assert note.severity < Severity.WARNING
    stale.problems.view.choose(stale.problems.model.place_of(note))
    qtbot.wait(80)
    assert picture_of(stale).overlay == NOTHING
    assert states(picture_of(stale), "blamed") == set()
    assert picture_of(stale).ghosts == []


def enter(button) -> None:
    place = QPointF(3, 3)
    button.enterEvent(QEnterEvent(place, place, place))


def test_the_mouse_on_a_fix_shows_what_it_does_and_leaving_ends_it(stale) -> None:
    scene, button = picture_of(stale), stale.problems.detail.buttons[0]
    wish = int(stale.problems.current().fixes[0].edits[0].text)
    before = scene.overlay
    enter(button)
    assert marks(scene) == {(7, 1): Mark.GOES}
    assert ghosts(scene) == [(wish, 7, Mark.COMES)]
    assert states(scene, "changed") == {7}
    assert stale.document.text == STALE
    button.leaveEvent(QEvent(QEvent.Type.Leave))
    assert scene.overlay == before


def test_the_keyboard_on_a_fix_does_the_same_and_escape_ends_it(stale, qtbot) -> None:
    scene, button = picture_of(stale), stale.problems.detail.buttons[0]
    before = scene.overlay
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert [mark for _, _, mark in ghosts(scene)] == [Mark.COMES]
    qtbot.keyClick(button, Qt.Key.Key_Escape)
    assert scene.overlay == before


def test_a_fix_in_the_inspector_is_shown_as_well(stale) -> None:
    stale.document.selection.set((7,))
    button = stale.inspector.findings._buttons[0][0]
    assert not button.isHidden()
    enter(button)
    assert [mark for _, _, mark in ghosts(picture_of(stale))] == [Mark.COMES]


def test_another_text_takes_the_marks_away(stale, qtbot) -> None:
    enter(stale.problems.detail.buttons[0])
    stale.document.replace_text(SMALL)
    scene = picture_of(stale)
    assert scene.overlay == NOTHING
    assert scene.ghosts == []
    assert marks(scene) == {}
    assert states(scene, "changed") == set()
    qtbot.wait(80)
    assert scene.ghosts == []


def test_the_marks_go_with_the_panel_and_come_back_with_it(stale, qtbot) -> None:
    scene, before = picture_of(stale), picture_of(stale).overlay
    stale.docks["table"].raise_()
    qtbot.waitUntil(lambda: scene.overlay == NOTHING)
    stale.docks["problems"].raise_()
    qtbot.waitUntil(lambda: scene.overlay == before)


def test_text_that_breaks_off_leaves_the_marks_on_the_picture_that_stays(stale) -> None:
    scene, before = picture_of(stale), picture_of(stale).overlay
    stale.document.replace_text("backbone: [")
    assert scene.report is not stale.document.analysis.report
    stale.fixing.point_at(Fix("x", (TextEdit(Span(0, 8), "head"),), Applicability.SAFE))
    assert scene.overlay == before


@pytest.mark.parametrize("unseen", ["hidden", "behind another tab"])
def test_findings_that_come_unseen_mark_nothing(stale, qtbot, unseen) -> None:
    scene = picture_of(stale)
    if unseen == "hidden":
        stale.docks["problems"].hide()
    else:
        stale.docks["table"].raise_()
    qtbot.waitUntil(lambda: scene.overlay == NOTHING)
    stale.document.replace_text(STALE.replace("Concat", "Concax"))
    stale.document.replace_text("# one line more\n" + STALE)
    assert scene.overlay == NOTHING


def test_what_was_chosen_in_another_file_marks_nothing(stale, open_text) -> None:
    stale.docks["problems"].hide()
    open_text(STALE.replace("# a small", "# another"), "other.yaml")
    assert picture_of(stale).overlay == NOTHING


def test_a_fix_that_was_pointed_at_is_forgotten_with_its_text(stale) -> None:
    stale.docks["problems"].hide()
    stale.document.selection.set((7,))
    enter(stale.inspector.findings._buttons[0][0])
    assert picture_of(stale).overlay != NOTHING
    stale.document.replace_text("backbone:\n  - [-1, 1, Conv, [8]]\n")
    assert picture_of(stale).overlay == NOTHING
