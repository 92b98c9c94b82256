"""Edit > Explain an error: the dialog beside the window, its links and its fixes."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from builder.core.diagnostics import Message, Row
from builder.core.text import Span
from builder.core.tracebacks import explain_error
from builder.gui.language import CHINESE, ENGLISH, use_language
from builder.gui.message_html import Place
from builder.gui.theme import DARK, LIGHT, Scheme, apply
from builder.gui.window.explain_error import ExplainErrorDialog, open_box
from builder.resources import examples

SIZES = (
    "RuntimeError: Sizes of tensors must match except in dimension 1. Expected size 16 but got "
    "size 8 for tensor number 1 in the list."
)
STOCK = (examples() / "yolov5s.yaml").read_text("utf-8")
# Row 12 joins P4 with P5.
STALE = STOCK.replace("[[-1, 6], 1, Concat", "[[-1, 7], 1, Concat")


@pytest.fixture
def no_clipboard(qapp) -> None:
    QGuiApplication.clipboard().clear()


@pytest.fixture
def box(qtbot: QtBot, window, open_text, no_clipboard) -> ExplainErrorDialog:
    open_text(STALE, "stale.yaml")
    window.actions_by_name["explain_error"].trigger()
    made = window.findChild(ExplainErrorDialog)
    with qtbot.waitExposed(made):
        made.show()
    return made


def paste(qtbot: QtBot, box: ExplainErrorDialog, text: str) -> None:
    box.field.setPlainText(text)
    qtbot.waitUntil(lambda: not box._wait.isActive())


def test_it_says_what_to_do(box) -> None:
    assert "The row that gives the error is told here" in box.answer.top.text()
    assert box.file.text() == "Beside stale.yaml (yolov5@7.0)"
    assert box.answer.cards == []
    assert not box.clear_button.isEnabled()
    assert not box.isModal()


def test_a_pasted_error_names_the_row(qtbot: QtBot, box) -> None:
    paste(qtbot, box, f"epoch 0\n\x1b[31m{SIZES}\x1b[0m")
    (card,) = box.answer.cards
    assert card.cause.row == 12
    assert "this config gives this error here" in box.answer.top.text()
    assert 'href="row:12"' in card.words.text()
    assert "S101" in card.words.text()
    assert (
        [button.accessibleName() for button in card.buttons]
        == [fix.title for fix in card.cause.fixes]
        != []
    )


@pytest.mark.parametrize(
    ("error", "labels"), [(SIZES, 2), ("NameError: name 'C3' is not defined", 6)]
)
def test_a_cause_tells_its_line_and_some_of_the_other_places(
    qtbot: QtBot, box, error: str, labels: int
) -> None:
    paste(qtbot, box, error)
    (card,) = box.answer.cards
    words, cause = card.words.text(), card.cause
    assert words.count("• ") == labels == min(len(cause.labels), 6)
    for span in (cause.span, *(label.span for label in cause.labels[:labels])):
        line = STALE.count("\n", 0, span.start) + 1
        assert f">line {line}</a>" in words


def test_what_else_is_to_be_said_stands_under_the_causes(qtbot: QtBot, box) -> None:
    note = Message("look at {row}", row=Row(3, "3"))
    answer = explain_error(SIZES, box._document.analysis.report, ())
    assert box.answer.notes.isHidden()
    box.answer.show_answer(replace(answer, notes=(note,)), box._document.config)
    assert not box.answer.notes.isHidden()
    assert 'href="row:3"' in box.answer.notes.text()


def test_typing_is_enough(qtbot: QtBot, box) -> None:
    box.field.setFocus()
    qtbot.keyClicks(box.field, "NameError: name 'C3' is not defined")
    qtbot.waitUntil(lambda: len(box.answer.cards) == 1)
    assert box.answer.cards[0].cause.row == 2
    qtbot.mouseClick(box.clear_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: box.answer.cards == [])


def test_a_link_selects_the_row_everywhere(qtbot: QtBot, window, box) -> None:
    paste(qtbot, box, SIZES)
    card = box.answer.cards[0]
    card.words.linkActivated.emit("row:4")
    assert window.document.selection.indices == (4,)
    view = window.editor.view
    assert window.document.config.layer_at(view.cursor_offset()).index == 4
    window.docks["editor"].hide()
    span = card.cause.span
    card.words.linkActivated.emit(f"span:{span.start}:{span.end}")
    assert window.document.selection.indices == (12,)
    assert view.textCursor().selectedText() == STALE[span.start : span.end]
    assert view.isVisible()


def test_links_of_a_text_that_is_gone_are_harmless(qtbot: QtBot, window, box) -> None:
    paste(qtbot, box, SIZES)
    window.document.replace_text("nc: 1\n")
    box.answer.followed.emit(Place(row=6))
    box.answer.followed.emit(Place(span=Span(300, 400)))
    assert window.document.selection.indices == ()


def test_a_fix_is_one_step_of_undo_and_changes_the_answer(qtbot: QtBot, window, box) -> None:
    paste(qtbot, box, SIZES)
    card = box.answer.cards[0]
    button = card.buttons[0]
    wanted = card.cause.fixes[0]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    changed = window.document.text
    assert changed != STALE
    assert wanted.edits[0].text in changed
    qtbot.waitUntil(lambda: "does not give this error" in box.answer.top.text())
    window.desk.undo()
    assert window.document.text == STALE
    qtbot.waitUntil(lambda: "this config gives this error" in box.answer.top.text())


def test_a_fix_that_is_pressed_twice_is_applied_once(qtbot: QtBot, window, open_text, box) -> None:
    # Three levels meet at row 19; its fix is a longer number, so that doing it twice would show.
    open_text(STOCK.replace("[[-1, 14], 1, Concat", "[[-1, 9], 1, Concat"), "long.yaml")
    paste(qtbot, box, "Sizes of tensors must match except in dimension 1. "
          "Expected size 20 but got size 40 for tensor number 1 in the list.")  # fmt: skip
    button = box.answer.cards[0].buttons[0]
    assert button.accessibleName() == "Take row 14 (Conv, 40x40)"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.document.text == STOCK
    window.desk.undo()
    assert not window.document.buffer.isUndoAvailable()


def test_an_edit_of_the_file_changes_the_answer(qtbot: QtBot, window, box) -> None:
    paste(qtbot, box, SIZES)
    window.document.replace_text(STOCK)
    qtbot.waitUntil(lambda: "does not give this error" in box.answer.top.text())


def test_it_follows_the_file_in_hand(qtbot: QtBot, window, box, open_text) -> None:
    paste(qtbot, box, SIZES)
    open_text(STOCK, "other.yaml")
    assert box.file.text().startswith("Beside other.yaml")
    assert "does not give this error" in box.answer.top.text()
    window.step_tab(1)
    assert "this config gives this error" in box.answer.top.text()
    for document in window.session.documents:
        window.session.close(document)
    assert box.answer.cards == []
    assert "Open the config" in box.answer.top.text()


def test_one_dialog_for_a_window(window, box) -> None:
    box.field.setPlainText("KeyError: 'nc'")
    box.close()
    assert open_box(window) is box
    assert box.isVisible()
    assert box.field.toPlainText() == "KeyError: 'nc'"


@pytest.mark.parametrize(("copied", "taken"), [(SIZES, True), ("hello", False), (STOCK, False)])
def test_it_begins_with_a_copied_error(
    window, open_text, no_clipboard, copied: str, taken: bool
) -> None:
    open_text(STALE, "stale.yaml")
    QGuiApplication.clipboard().setText(copied)
    made = open_box(window)
    assert made.field.toPlainText() == (copied if taken else "")
    assert len(made.answer.cards) == int(taken)


def test_what_was_typed_is_kept_when_it_opens_again(window, box) -> None:
    box.field.setPlainText("KeyError: 'nc'")
    QGuiApplication.clipboard().setText(SIZES)
    open_box(window)
    assert box.field.toPlainText() == "KeyError: 'nc'"
    box.paste_button.click()
    assert box.field.toPlainText() == SIZES


def test_errors_that_are_not_about_rows(qtbot: QtBot, box) -> None:
    paste(qtbot, box, "torch.cuda.OutOfMemoryError: CUDA out of memory.")
    assert "not about the rows" in box.answer.top.text()
    paste(qtbot, box, "it fails")
    assert "unknown error" in box.answer.top.text()


def test_angle_brackets_of_an_error_stay_words(qtbot: QtBot, box) -> None:
    paste(qtbot, box, "NameError: name '<own>x' is not defined")
    assert "&lt;own&gt;x" in box.answer.top.text()


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_it_takes_the_colours_of_a_theme(qtbot: QtBot, box, scheme: Scheme) -> None:
    paste(qtbot, box, SIZES)
    apply(scheme)
    expected = {Scheme.LIGHT: LIGHT, Scheme.DARK: DARK}[scheme]
    try:
        assert expected.accent in box.answer.cards[0].words.text()
        assert expected.error in box.answer.top.text()
        assert expected.base in box.answer.cards[0].styleSheet()
    finally:
        apply(Scheme.LIGHT)


@pytest.mark.parametrize("language", [ENGLISH, CHINESE])
@pytest.mark.parametrize("size", [(520, 320), (960, 560), (1500, 900)])
def test_nothing_is_cut_off(qtbot: QtBot, qapp, language: str, size: tuple[int, int]) -> None:
    use_language(language)
    try:
        made = ExplainErrorDialog()
        qtbot.addWidget(made)
        with qtbot.waitExposed(made):
            made.show()
        made.resize(*size)
        qapp.processEvents()
        for button in (made.paste_button, made.clear_button, *made.buttons.buttons()):
            assert button.width() >= button.sizeHint().width()
            assert made.rect().contains(button.mapTo(made, button.rect().bottomRight()))
        labels = [label for label in made.findChildren(QLabel) if label.isVisible()]
        assert labels
        for label in labels:
            assert label.height() >= label.heightForWidth(label.width())
        if language == CHINESE:
            assert made.windowTitle() == "解释错误"
    finally:
        use_language(ENGLISH)
