"""Numbers of rows in few words."""

import pytest

from builder.gui.rows import runs_text


@pytest.mark.parametrize(
    ("rows", "words"),
    [((), ""), ((3,), "3"), ((3, 4), "3, 4"), ((3, 9, 10, 11, 20), "3, 9–11, 20")],
)
def test_runs_are_drawn_together(rows: tuple[int, ...], words: str) -> None:
    assert runs_text(rows) == words


def test_the_status_bar_names_every_row_without_numbers(window, open_text) -> None:
    from tests.gui.conftest import SMALL

    open_text(SMALL.replace("[64, 6, 2, 2]", "[64, 6, 2, 2").replace("Conv, [128", "Nothing, [128"))
    assert "(row 1–7)" in window.status.totals.text()
