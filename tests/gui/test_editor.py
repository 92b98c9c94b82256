"""The text edit: keys, completion, colours, gutter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from builder.core.blocks.catalogue import NAMES
from builder.core.text import apply_edits
from builder.gui.editor import lines
from builder.gui.editor.completion import candidates
from builder.gui.editor.highlighter import YamlHighlighter
from tests.gui.conftest import SMALL

BLOCKS = NAMES
LINES = st.lists(st.text(st.sampled_from(" \tab#,"), max_size=8), min_size=1, max_size=6)


@given(LINES)
def test_commenting_out_and_in_gives_the_text_back(rows: list[str]) -> None:
    text = "\n".join(rows)
    out = apply_edits(text, lines.toggle_comments(text, 1, len(rows)))
    if text.strip() and not all(row.strip().startswith("#") or not row.strip() for row in rows):
        assert all(row.lstrip().startswith("#") for row in out.split("\n") if row.strip())
        assert apply_edits(out, lines.toggle_comments(out, 1, len(rows))) == text


@given(LINES)
def test_unindent_takes_indent_back(rows: list[str]) -> None:
    text = "\n".join(rows)
    moved = apply_edits(text, lines.indent(text, 1, len(rows)))
    back = apply_edits(moved, lines.unindent(moved, 1, len(rows)))
    for old, new in zip(rows, back.split("\n"), strict=True):
        if old.strip():
            assert new == old


@pytest.mark.parametrize(
    ("line", "first"),
    [
        ("  - [-1, 3, C3", None),
        ("  - [-1, 3, C3T", "C3TR"),
        ("  - [-1, 1, simam", "SimAM"),
        ("depth", "depth_multiple"),
        ("  - [-1, 1, Upsam", "nn.Upsample"),
        ("  - [-1, 1, Conv, [nc", None),
    ],
)
def test_candidates(line: str, first: str | None) -> None:
    found = candidates(line, BLOCKS)
    if first is not None:
        assert found[0] == first


@pytest.mark.parametrize("line", ["", "  - [-1, 3, ", "# depth", "zzz"])
def test_nothing_to_complete(line: str) -> None:
    assert candidates(line, BLOCKS) == []


def test_typing_opens_the_completion_and_enter_takes_it(qtbot: QtBot, window, open_text) -> None:
    open_text(SMALL.replace("C3, [128]", "X, [128]"))
    view = window.editor.view
    cursor = view.textCursor()
    cursor.setPosition(window.document.text.index("X, [128]"))
    view.setTextCursor(cursor)
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    qtbot.keyClicks(view, "C3")
    assert not view.popup.isVisible(), "C3 is a whole name"
    qtbot.keyClicks(view, "Gh")
    qtbot.waitUntil(view.popup.isVisible)
    qtbot.keyClick(view.popup, Qt.Key.Key_Return)
    assert "[-1, 3, C3Ghost, [128]]" in window.document.text
    assert not view.popup.isVisible()


def test_tab_and_enter_indent_with_blanks(qtbot: QtBot, window, open_text) -> None:
    open_text("head:\n  - [a]")
    view = window.editor.view
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    assert window.document.text == "head:\n  - [a]\n    "
    qtbot.keyClick(view, Qt.Key.Key_Backtab)
    assert window.document.text == "head:\n  - [a]\n  "


def test_comment_key_works_on_the_selected_lines(window, open_text) -> None:
    open_text()
    view = window.editor.view
    view.selectAll()
    window.actions_by_name["comment"].trigger()
    assert all(line.startswith("#") for line in window.document.text.splitlines() if line)
    window.desk.undo()
    assert window.document.text == SMALL


def test_colours(qtbot: QtBot, window, open_text) -> None:
    open_text("nc: 3 # three\nbackbone:\n  - [-1, 1, 'C3', [a]]\n  - [-1, 1, C3x, [😀, C3]]\n")
    buffer = window.document.buffer

    def coloured(line: int) -> dict[str, str]:
        block = buffer.findBlockByNumber(line)
        units = block.text().encode("utf-16-le")
        return {
            units[2 * r.start : 2 * (r.start + r.length)].decode("utf-16-le"): (
                r.format.foreground().color().name()
            )
            for r in block.layout().formats()
        }

    qtbot.waitUntil(lambda: bool(coloured(3)))
    first = coloured(0)
    assert set(first) == {"nc", "3", "# three"}
    assert len(set(first.values())) == 3
    assert set(coloured(2)) == {"-1", "1", "'C3'"}
    assert set(coloured(3)) == {"-1", "1", "C3x", "C3"}


def test_only_the_changed_line_is_coloured_again(qtbot: QtBot, window, open_text, monkeypatch):
    seen: list[str] = []
    plain = YamlHighlighter.highlightBlock

    def noting(self: YamlHighlighter, text: str) -> None:
        seen.append(text)
        plain(self, text)

    # Before the highlighter is made: Qt remembers which methods are overridden.
    monkeypatch.setattr(YamlHighlighter, "highlightBlock", noting)
    open_text()
    layout = window.document.buffer.firstBlock().layout()
    qtbot.waitUntil(lambda: bool(layout.formats()))
    seen.clear()
    view = window.editor.view
    cursor = view.textCursor()
    cursor.setPosition(SMALL.index("128, 3"))
    view.setTextCursor(cursor)
    view.setFocus()
    qtbot.keyClicks(view, "5")
    assert len(set(seen)) == 1


def test_the_gutter_numbers_rows(window, open_text) -> None:
    open_text()
    rows = window.editor.view.gutter._rows
    lines_of_text = SMALL.splitlines()
    assert sorted(rows.values()) == list(range(8))
    assert all(lines_of_text[line - 1].strip().startswith("- [") for line in rows)


def test_switching_tabs_keeps_cursor_and_undo(window, open_text) -> None:
    open_text(name="a.yaml")
    first = window.document
    cursor = window.editor.view.textCursor()
    cursor.setPosition(40)
    window.editor.view.setTextCursor(cursor)
    cursor.insertText("x")
    open_text(name="b.yaml")
    window.show_document(first)
    assert window.editor.view.textCursor().position() == 41
    window.desk.undo()
    assert first.text == SMALL


def test_the_gutter_has_room_for_the_numbers_of_a_long_text(window, open_text) -> None:
    open_text()
    narrow = window.editor.view.viewport().x()
    rows = "".join("  - [-1, 1, nn.Identity, []]\n" for _ in range(1200))
    open_text(f"nc: 3\nbackbone:\n{rows}head: []\n", name="long.yaml")
    view = window.editor.view
    assert view.viewport().x() == view.gutter.width() == view.gutter.width_needed()
    digit = view.gutter.fontMetrics().horizontalAdvance("0")
    assert view.viewport().x() - narrow == 3 * digit  # two for the lines, one for the rows


def test_duplicating_rows_by_key_works_from_the_text(window, open_text) -> None:
    open_text()
    key = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    key.ignore()  # as Qt sends it
    QApplication.sendEvent(window.editor.view, key)
    assert not key.isAccepted()  # else the text would delete a letter
    text = window.document.text
    window.document.selection.set(())
    QTest.keyClick(window.editor.view, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert window.document.text == text


@pytest.mark.parametrize("place", ["256, 3, 2", "a small network"])
def test_undo_leaves_the_cursor_where_the_text_changed(window, open_text, place: str) -> None:
    open_text()
    view = window.editor.view
    view.setFocus()
    cursor = view.textCursor()
    cursor.setPosition(SMALL.index(place))
    line = cursor.blockNumber()
    view.setTextCursor(cursor)
    view.toggle_comment()
    cursor.movePosition(QTextCursor.MoveOperation.End)
    view.setTextCursor(cursor)
    QTest.keyClick(view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.document.text == SMALL
    assert view.textCursor().blockNumber() == line
