"""Findings: list, filter, jump, fix."""

from html import escape

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

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
from builder.gui.fix_button import FixButton
from tests.gui.conftest import SMALL
from tests.gui.problems.clicks import STALE, double_click

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
    assert model.shown[0].severity < Severity.ERROR
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
    view, model = window.problems.view, window.problems.model
    number = next(n for n, one in enumerate(model.shown) if one.layer == 5)
    found = model.shown[number]
    double_click(view, model.index_at(number, 3))
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


@pytest.mark.parametrize("which", ["buttons", "previews"])
def test_after_the_last_fix_the_keyboard_stays(window, open_text, qtbot, which) -> None:
    open_text(MISSPELT)
    detail = window.problems.detail
    pressed = getattr(detail, which)[0]
    pressed.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(pressed, Qt.Key.Key_Space)
    if which == "previews":
        qtbot.keyClick(window.fixing.dialog, Qt.Key.Key_Return)
    assert window.document.text == SMALL
    assert pressed.isHidden()
    assert window.focusWidget() is detail


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


def test_what_a_screen_reader_says_of_a_finding_is_in_the_windows_language(
    window, open_text
) -> None:
    from builder.gui.language import CHINESE, ENGLISH, use_language

    open_text(STALE)
    index = window.problems.model.index_at(0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Errors: S101"
    use_language(CHINESE)
    try:
        assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "错误: S101"
    finally:
        use_language(ENGLISH)


def test_words_of_a_file_are_no_markup_in_a_tool_tip(window, open_text) -> None:
    open_text(SMALL.replace("Conv, [128", "<b>Conv</b>, [128"))
    model = window.problems.model
    place = next(n for n, one in enumerate(model.shown) if "<b>" in one.message)
    tip = model.index_at(place).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == f"<p>{escape(model.shown[place].message)}</p>"
    assert "&lt;b&gt;Conv" in tip


@pytest.mark.parametrize(
    ("words", "comes"),
    [
        ("Write C3", lambda window: window.document.text == SMALL),
        ("Go to the place", lambda window: window.editor.view.textCursor().selectedText() == "c3"),
        ("Look at what the first one changes…", lambda window: window.fixing.dialog is not None),
    ],
)
def test_the_menu_of_a_finding(window, open_text, qtbot, words: str, comes) -> None:
    open_text(MISSPELT)
    view = window.problems.view

    def press() -> None:
        menu = QApplication.activePopupWidget()
        menu.setActiveAction(next(one for one in menu.actions() if one.text() == words))
        qtbot.keyClick(menu, Qt.Key.Key_Return)

    QTimer.singleShot(50, press)
    view.customContextMenuRequested.emit(view.visualRect(view.currentIndex()).center())
    assert comes(window)
    assert window.fixing._fix is None


@pytest.mark.parametrize(
    ("applicability", "words"),
    [(Applicability.SAFE, "Surely what was meant"), (Applicability.UNSAFE, "look before you keep")],
)
def test_a_button_says_how_sure_its_fix_is(qtbot, applicability, words) -> None:
    button = FixButton()
    qtbot.addWidget(button)
    button.show_fix(Fix("Do <it>", (), applicability))
    assert words in button.toolTip()
    assert "Do &lt;it&gt;" in button.toolTip()
    assert button.accessibleName() == "Do <it>"


def test_the_second_click_of_two_applies_no_other_fix(qtbot) -> None:
    """After the first another finding's fix may stand under the mouse."""
    button = FixButton()
    qtbot.addWidget(button)
    button.show_fix(Fix("First", (), Applicability.SAFE))
    other = Fix("Second", (), Applicability.SAFE)
    asked = []
    button.wanted.connect(asked.append)
    button.wanted.connect(lambda _: button.show_fix(other))
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QTest.mouseDClick(button, Qt.MouseButton.LeftButton)
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton)
    assert [fix.title for fix in asked] == ["First"]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert [fix.title for fix in asked] == ["First", "Second"]
