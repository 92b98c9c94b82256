"""What changes between two texts, line by line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.gui.window.mending.diff import Kind, diff_lines
from builder.gui.window.mending.diff_view import DiffView

OLD = "a\nb\nrow: [4, 5]\nd\ne\nf\ng\nh"


def test_a_changed_line_stands_above_the_one_that_takes_its_place() -> None:
    new = OLD.replace("[4, 5]", "[6, 5]")
    lines = diff_lines(OLD, new)
    changed = [line for line in lines if line.kind in (Kind.GONE, Kind.NEW)]
    assert [(line.kind, line.old, line.new, line.marks) for line in changed] == [
        (Kind.GONE, 3, None, ((6, 7),)),
        (Kind.NEW, None, 3, ((6, 7),)),
    ]
    assert [line.text for line in lines] == ["a", "b", "row: [4, 5]", "row: [6, 5]", "d", "e"]


def test_lines_that_are_left_out_leave_a_gap() -> None:
    text = "\n".join(str(number) for number in range(40))
    lines = diff_lines(text, text.replace("30", "x"))
    assert lines[0].kind is Kind.GAP
    assert [line.old for line in lines[1:3]] == [29, 30]


def test_lines_with_little_in_common_have_no_marks() -> None:
    lines = diff_lines("abcdef", "uvwxyz")
    assert [(line.kind, line.marks) for line in lines] == [(Kind.GONE, ()), (Kind.NEW, ())]


def test_equal_texts_have_no_lines() -> None:
    assert diff_lines(OLD, OLD) == ()


@given(st.text("ab[]\n😀", max_size=60), st.text("ab[]\n😀", max_size=60))
def test_a_comparison_holds_both_texts(old: str, new: str) -> None:
    lines = diff_lines(old, new)
    before, after = old.split("\n"), new.split("\n")
    assert [line.text for line in lines if line.old] == [
        before[line.old - 1] for line in lines if line.old
    ]
    assert [line.text for line in lines if line.new] == [
        after[line.new - 1] for line in lines if line.new
    ]
    gone = {line.old for line in lines if line.kind is Kind.GONE}
    come = {line.new for line in lines if line.kind is Kind.NEW}
    left = [text for number, text in enumerate(before, 1) if number not in gone]
    assert left == [text for number, text in enumerate(after, 1) if number not in come]
    assert all(0 <= start < end <= len(line.text) for line in lines for start, end in line.marks)


@pytest.mark.parametrize("before", ["", "# 😀😀 "])
def test_the_view_paints_lines_and_marks_in_utf16(qtbot, before: str) -> None:
    view = DiffView()
    qtbot.addWidget(view)
    view.compare(f"{before}row: [4, 5]", f"{before}row: [41, 5]")
    view.show()
    marks = [mark.cursor.selectedText() for mark in view.extraSelections()]
    assert marks == ["", "", "1"]
    assert view.toPlainText() == f"{before}row: [4, 5]\n{before}row: [41, 5]"
    assert view.grab().width() > 0
