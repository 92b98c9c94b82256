"""The list of findings: groups, filter, keyboard."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from builder.core.diagnostics import Diagnostic, Severity
from builder.core.text import Span
from builder.gui.problems.grouping import Grouping
from tests.gui.conftest import SMALL
from tests.gui.problems.clicks import STALE, double_click

MANY = SMALL.replace("C3, [128]", "c3, [128]").replace("Conv, [256", "Konv, [256")


def _titles(model) -> list[str]:
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_groups_have_titles_and_counts(window, open_text) -> None:
    open_text(MANY)
    model = window.problems.model
    counts = [group.title for group in model.groups]
    assert _titles(model) == [f"{group.title}  ({len(group.items)})" for group in model.groups]
    assert counts[0] == "Errors"
    assert sum(len(group.items) for group in model.groups) == len(model.shown)
    window.problems.use_grouping("row")
    rows = [group.items[0].layer for group in model.groups]
    assert rows == sorted(rows, key=lambda row: -1 if row is None else row)
    assert "Row 3  Konv  (1)" in _titles(model)
    window.problems.use_grouping("rule")
    assert {len({item.code for item in group.items}) for group in model.groups} == {1}
    code = model.groups[0].items[0].code
    assert _titles(model)[0].startswith(f"{code}  ")
    window.problems.use_grouping("none")
    assert model.rowCount() == len(model.shown)
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == [
        found.code for found in model.shown
    ]


@pytest.mark.parametrize("grouping", list(Grouping))
def test_every_finding_has_one_place_whatever_the_groups(window, open_text, grouping) -> None:
    open_text(MANY)
    model = window.problems.model
    window.problems.use_grouping(grouping.value)
    for number, found in enumerate(model.shown):
        index = model.index_at(number)
        assert model.found_at(index) == found
        parent = model.parent(index)
        assert model.index(index.row(), 0, parent) == index
        assert model.index_at(number, 3).data() == found.message
        assert parent.isValid() == (grouping is not Grouping.NONE)
    assert sorted(map(repr, model.shown)) == sorted(map(repr, window.document.analysis.diagnostics))


def test_the_model_keeps_qts_rules(window, open_text, qtmodeltester) -> None:
    open_text(MANY)
    for grouping in Grouping:
        window.problems.use_grouping(grouping.value)
        qtmodeltester.check(window.problems.model)


def test_a_folded_group_stays_folded_while_findings_come_and_go(window, open_text) -> None:
    open_text(MANY)
    view, model = window.problems.view, window.problems.model
    view.collapse(model.index(0, 0))
    window.document.replace_text(MANY.replace("nc: 3", "nc: 4"))
    window.document.replace_text(MANY.replace("[128, 3, 2]", "[128, 3, 1]"))
    assert not view.isExpanded(model.index(0, 0))
    assert view.isExpanded(model.index(1, 0))
    view.expand(model.index(0, 0))
    window.document.replace_text(MANY)
    assert view.isExpanded(model.index(0, 0))


def test_the_grouping_is_remembered(window, open_text) -> None:
    from builder.gui.window import MainWindow

    window.problems.strip.grouping.setCurrentIndex(1)
    assert window.session.settings.value("problems/grouping") == "row"
    other = MainWindow(window.session)
    assert other.problems.model.grouping is Grouping.ROW
    assert other.problems.strip.grouping.currentData() == Grouping.ROW
    other.deleteLater()


@pytest.mark.parametrize(
    ("words", "fits"),
    [
        ("s101", lambda found: found.code == "S101"),
        ("JOINS", lambda found: "joins" in found.message),
        ("5", lambda found: found.layer == 5 or "5" in found.code + found.message),
        ("s101 joins", lambda found: found.code == "S101"),
        ("s101 nothing", lambda found: False),
        ("", lambda found: True),
    ],
)
def test_the_filter_takes_words_of_code_message_and_row(window, open_text, words, fits) -> None:
    open_text(STALE.replace("C3, [128]", "CBAM, [128]"))
    window.problems.strip.words.setText(words)
    every = window.document.analysis.diagnostics
    expected = [found for found in every if fits(found)]
    assert sorted(map(repr, window.problems.model.shown)) == sorted(map(repr, expected))
    assert window.problems._nothing.isVisible() == (not expected)
    if not expected:
        assert window.problems._nothing.text() == "No problem fits the filter"
    assert window.problems.strip.severities[0].text() == "1"


def test_the_filter_takes_the_row_as_the_list_shows_it(window, open_text) -> None:
    open_text()
    model = window.problems.model
    found = Diagnostic("H104", Severity.ERROR, "anchors differ in number", Span(0, 1), 7)
    model.show((found,), window.document.config)
    for words, shown in (("row 7", (found,)), ("7", (found,)), ("row 6", ())):
        model.search(words)
        assert model.shown == shown


def test_the_keyboard_goes_from_filter_to_list_to_the_place(window, open_text, qtbot) -> None:
    open_text(STALE)
    strip, view = window.problems.strip, window.problems.view
    strip.words.setFocus()
    qtbot.keyClicks(strip.words, "joins")
    qtbot.keyClick(strip.words, Qt.Key.Key_Down)
    assert view.hasFocus()
    found = window.problems.current()
    assert found.code == "S101"
    qtbot.keyClick(view, Qt.Key.Key_Return)
    cursor = window.editor.view.textCursor()
    assert (cursor.selectionStart(), cursor.selectionEnd()) == (found.span.start, found.span.end)
    strip.words.setFocus()
    qtbot.keyClick(strip.words, Qt.Key.Key_Escape)
    assert strip.words.text() == ""


def test_a_hundred_findings_scroll_and_their_groups_fold(window, open_text, qtbot) -> None:
    rows = "".join("  - [-1, 1, Nothing, []]\n" for _ in range(300))
    open_text(f"nc: 3\nanchors: 3\nbackbone:\n{rows}head: []\n")
    view, model = window.problems.view, window.problems.model
    assert len(model.shown) >= 100
    last = model.index_at(len(model.shown) - 1)
    view.scrollTo(last)
    assert view.viewport().rect().intersects(view.visualRect(last))
    view.collapse(model.index(0, 0))
    assert view.visualRect(model.index(0, 0)).top() >= 0
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, 8))
    assert window.problems.current() is None
    assert window.problems.detail._more.isHidden()


def test_actions_lose_their_words_where_there_is_no_room(window, open_text, qtbot) -> None:
    strip = window.problems.strip
    style = Qt.ToolButtonStyle
    for width, expected in ((500, style.ToolButtonIconOnly), (990, style.ToolButtonTextBesideIcon)):
        strip.resize(width, strip.height())
        assert {button.toolButtonStyle() for button in strip.actions_shown} == {expected}
        assert all(button.accessibleName() for button in strip.actions_shown)


def test_a_double_click_folds_a_group(window, open_text) -> None:
    open_text(MANY)
    view, group = window.problems.view, window.problems.model.index(0, 0)
    for folded in (True, False):
        double_click(view, group)
        assert view.isExpanded(group) is not folded


@pytest.mark.parametrize("above", ["nc: 3\n\n", "# one line more\nnc: 3 \n"])
def test_lines_follow_the_text_while_the_tree_stays(window, open_text, qtbot, above: str) -> None:
    text = STALE.replace("nc: 3\n", "nc: 3 \n")
    open_text(text)
    model = window.problems.model
    reset = []
    model.modelReset.connect(lambda: reset.append(True))
    line = int(model.index_at(0, 2).data().split()[1])
    with qtbot.waitSignal(model.dataChanged):
        window.document.replace_text(text.replace("nc: 3 \n", above))
    assert model.index_at(0, 2).data() == f"line {line + 1}"
    assert reset == []


def test_the_chosen_finding_stays_through_edits_and_selections_that_hold_it(
    window, open_text
) -> None:
    open_text(MANY)
    window.problems.view.choose(1)
    chosen = window.problems.current()
    assert [one.layer for one in window.problems.model.shown[:2]] == [2, 3]
    window.document.replace_text(MANY.replace("# 4", "# four"))
    assert window.problems.current() == chosen
    window.document.selection.set((2, 3))
    assert window.problems.current() == chosen
    window.document.selection.set((2,))
    assert window.problems.current().layer == 2


def test_the_worst_is_chosen_wherever_its_group_stands(window, open_text) -> None:
    window.problems.use_grouping("row")
    open_text(SMALL.replace("C3, [128]", "CBAM, [128]").replace("Conv, [256", "Konv, [256"))
    first = window.problems.model.shown[0]
    chosen = window.problems.current()
    assert (first.layer, first.severity < Severity.ERROR) == (2, True)
    assert (chosen.layer, chosen.severity) == (3, Severity.ERROR)
