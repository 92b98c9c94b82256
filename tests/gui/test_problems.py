"""Findings: list, filter, jump, fix."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from builder.core.diagnostics import (
    Applicability,
    Cell,
    Diagnostic,
    Fix,
    Label,
    Message,
    Row,
    Severity,
)
from builder.core.rules import diagnose
from builder.core.text import Span
from builder.gui.problems.grouping import Grouping
from tests.gui.conftest import SMALL

STALE = SMALL.replace("[[-1, 3], 1, Concat", "[[-1, 1], 1, Concat")
MISSPELT = SMALL.replace("C3, [128]", "c3, [128]")
NOT_YAML = SMALL.replace("[-1, 1, Conv, [128, 3, 2]]", "[-1, 1, Conv, [128, 3, 2]")


def test_the_list_is_what_the_rules_say_and_the_tab_counts_it(window, open_text) -> None:
    open_text(STALE)
    found = diagnose(window.document.analysis.report)
    model = window.problems.model
    assert {one.message for one in model.shown} == {one.message for one in found}
    grave = sum(one.severity >= Severity.WARNING for one in found)
    assert grave
    assert window.docks["problems"].windowTitle() == f"Problems ({grave})"
    window.document.replace_text(SMALL)
    grave = sum(one.severity >= Severity.WARNING for one in window.document.analysis.diagnostics)
    assert window.docks["problems"].windowTitle() == (
        f"Problems ({grave})" if grave else "Problems"
    )


def test_the_worst_comes_first_and_a_note_does_not_hide_an_error(window, open_text) -> None:
    note = SMALL.replace("C3, [128]", "CBAM, [128]")
    open_text(note)
    model = window.problems.model
    assert model.problem(0).severity < Severity.ERROR
    window.document.replace_text(note.replace("nc: ", "# nc: ", 1) + "# end\n")
    window.document.replace_text(note.replace("Conv, [256", "Konv, [256"))
    shown = model.shown
    assert shown[0].severity is Severity.ERROR
    assert [one.severity for one in shown] == sorted((o.severity for o in shown), reverse=True)
    assert window.problems.current() == shown[0]


def test_selecting_a_row_with_a_note_leaves_an_error_in_sight(window, open_text) -> None:
    open_text(SMALL.replace("C3, [128]", "CBAM, [128]").replace("Conv, [256", "Konv, [256"))
    chosen = window.problems.current()
    assert chosen.severity is Severity.ERROR
    note = next(one for one in window.document.analysis.diagnostics if one.code == "B102")
    window.document.selection.set((note.layer,))
    assert window.problems.current() == chosen


def test_the_explanation_takes_the_colours_of_a_new_theme(window, open_text) -> None:
    from builder.gui.theme import Scheme, colours

    open_text(STALE)
    for scheme in (Scheme.LIGHT, Scheme.DARK, Scheme.LIGHT):
        window.use_scheme(scheme)
        assert colours().error in window.problems.detail._words.text()
        assert colours().faint in window.problems.detail._more.text()


def test_a_double_click_puts_the_cursor_on_the_fault(window, open_text) -> None:
    open_text(STALE)
    found = next(one for one in window.document.analysis.diagnostics if one.layer == 5)
    window.problems.activated.emit(found)
    cursor = window.editor.view.textCursor()
    assert (cursor.selectionStart(), cursor.selectionEnd()) == (found.span.start, found.span.end)
    assert window.editor.view.hasFocus()


def test_a_fix_is_one_step_of_undo(window, open_text) -> None:
    open_text(MISSPELT)
    found = next(one for one in window.document.analysis.diagnostics if one.fixes)
    window.problems.view.choose(window.problems.model.place_of(found))
    window.problems.detail.buttons[0].click()
    fixed = window.document.text
    assert fixed != MISSPELT
    assert found not in window.document.analysis.diagnostics
    window.desk.undo()
    assert window.document.text == MISSPELT
    window.desk.redo()
    assert window.document.text == fixed


def test_the_key_for_the_first_fix(window, open_text) -> None:
    open_text(MISSPELT)
    found = next(one for one in window.document.analysis.diagnostics if one.fixes)
    window.editor.go_to(found.span)
    window.actions_by_name["fix"].trigger()
    assert window.document.text != MISSPELT


def test_the_filter_hides_severities(window, open_text) -> None:
    open_text(STALE)
    model = window.problems.model
    assert model.count(Severity.ERROR) > 0
    before = len(model.shown)
    window.problems.strip.severities[0].setChecked(False)
    assert len(model.shown) == before - model.count(Severity.ERROR)
    window.problems.strip.severities[0].setChecked(True)
    assert len(model.shown) == before


def test_squiggles_stand_where_the_findings_do(window, open_text) -> None:
    open_text(STALE)
    marks = window.editor.view.extraSelections()
    places = {(mark.cursor.selectionStart(), mark.cursor.selectionEnd()) for mark in marks}
    for found in window.document.analysis.diagnostics:
        if len(found.span):
            assert (found.span.start, found.span.end) in places


def test_squiggles_count_utf16(window, open_text) -> None:
    open_text("# 😀😀\n" + STALE)
    found = next(one for one in window.document.analysis.diagnostics if one.layer == 5)
    places = {mark.cursor.selectionStart() for mark in window.editor.view.extraSelections()}
    assert found.span.start + 2 in places


def test_at_most_a_hundred_squiggles(window, open_text) -> None:
    rows = "".join("  - [-1, 1, Nothing, []]\n" for _ in range(300))
    open_text(f"nc: 3\nanchors: 3\nbackbone:\n{rows}head: []\n")
    assert len(window.document.analysis.diagnostics) > 100
    assert len(window.editor.view.extraSelections()) <= 100


def test_half_typed_text_keeps_the_window_alive(window, open_text) -> None:
    open_text()
    for end in range(0, len(SMALL), 37):
        window.document.replace_text(SMALL[:end])
    window.document.replace_text(NOT_YAML)
    assert window.problems.model.count(Severity.ERROR) >= 1


@pytest.mark.parametrize("text", ["", "[]", "nc", "a: &a [*a]", "\0", "!!python/object:os.x {}"])
def test_any_text_opens(window, open_text, text: str) -> None:
    open_text(text)
    assert window.document.text == text


def test_hover_says_the_finding_and_the_manual(window, open_text) -> None:
    from builder.gui.editor.hover import hover_html

    open_text(STALE)
    analysis = window.document.analysis
    found = next(one for one in analysis.diagnostics if one.layer == 5)
    assert found.code in hover_html(analysis, found.span.start)
    manual = hover_html(analysis, STALE.index("C3, [128]"))
    assert "CSP block" in manual
    assert hover_html(analysis, 0) == ""


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


def test_the_key_for_the_first_fix_takes_the_problem_in_hand(window, open_text) -> None:
    open_text(MISSPELT + "# end")
    view, model = window.problems.view, window.problems.model
    number = next(n for n, one in enumerate(model.shown) if one.fixes)
    window.editor.view.setTextCursor(window.editor.view.textCursor())
    view.setFocus()
    view.choose(number)
    fix = window.problems.current().fixes[0]
    window.document.selection.set(())
    window.actions_by_name["fix"].trigger()
    expected = list(MISSPELT + "# end")
    for edit in sorted(fix.edits, key=lambda edit: -edit.span.start):
        expected[edit.span.start : edit.span.end] = edit.text
    assert window.document.text == "".join(expected)


def _linked(text: str) -> Diagnostic:
    at = text.index("[-1, 3], 1, Concat")
    return Diagnostic(
        "S101",
        Severity.ERROR,
        Message("{row} <joins> {cell}", row=Row(5, "5"), cell=Cell(Span(at, at + 7), "[-1, 3]")),
        Span(at, at + 7),
        5,
        (Label(Span(text.index("C3, [256]]  # 4"), text.index("C3, [256]]  # 4") + 2), "is read"),),
        (Fix("Do <it>", (), Applicability.SAFE),),
    )


def test_rows_cells_and_labels_are_links(window, open_text) -> None:
    open_text()
    detail = window.problems.detail
    found = _linked(SMALL)
    detail.show_problem(found)
    words = detail._words.text()
    assert 'href="row:5"' in words
    assert "&lt;joins&gt;" in words
    detail._words.linkActivated.emit("row:5")
    assert window.document.selection.indices == (5,)
    assert window.page.canvas.selected() == (5,)
    label = found.labels[0].span
    assert f'href="span:{label.start}:{label.end}"' in detail._more.text()
    detail._more.linkActivated.emit(f"span:{label.start}:{label.end}")
    cursor = window.editor.view.textCursor()
    assert (cursor.selectionStart(), cursor.selectionEnd()) == (label.start, label.end)
    assert window.document.selection.indices == (4,)
    assert f'href="span:{found.span.start}:{found.span.end}"' in words


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
