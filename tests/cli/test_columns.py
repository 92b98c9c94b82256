import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.cli.columns import pad, shorten, visible, width


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("", 0),
        ("C3", 2),
        ("骨干网络", 8),
        ("，", 2),
        ("e\N{COMBINING ACUTE ACCENT}", 1),
        ("😀", 2),
        ("ｱ", 1),
    ],
)
def test_width_counts_terminal_cells(text: str, cells: int) -> None:
    assert width(text) == cells


def test_padded_chinese_lines_up_with_latin() -> None:
    assert width(pad("注意力", 10)) == width(pad("CBAM", 10)) == 10
    assert pad("注意力", 8, right=True) == "  注意力"


@pytest.mark.parametrize("char", ["\x1b", "\x07", "\x9b", "\u202e", "\u2028", "\ud800", "\n"])
def test_nothing_that_steers_a_terminal_gets_through(char: str) -> None:
    assert visible(f"a{char}[31m") == "a\N{REPLACEMENT CHARACTER}[31m"


def test_tabs_become_blanks_of_one_width() -> None:
    assert visible("\ta") == "    a"


@given(st.text())
def test_visible_text_is_one_harmless_line(text: str) -> None:
    shown = visible(text)
    assert len(shown.splitlines()) <= 1
    assert not any(unicodedata.category(char) in {"Cc", "Cs", "Cf"} for char in shown)


@given(st.text(alphabet="aé骨😀 ", max_size=30), st.integers(1, 20))
def test_shortened_text_fits(text: str, cells: int) -> None:
    short = shorten(text, cells)
    assert width(short) <= cells
    assert short == text or (short.endswith("…") and text.startswith(short[:-1]))
