"""Findings: list, filter, jump, fix."""

import pytest

from builder.core.diagnostics import Severity
from builder.core.rules import diagnose
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
