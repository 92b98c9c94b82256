"""The pictures before and after a change."""

import pytest

from builder.gui.canvas import NO_TEXT, NOTHING
from builder.gui.document import Options, analyze_text
from builder.gui.window.mending.pictures import AFTER, BEFORE, BOTH, Picture, Pictures
from tests.gui.conftest import SMALL


@pytest.mark.parametrize("share", [0.9, 0.8])
def test_a_picture_a_little_small_for_words_is_enlarged(qtbot, share: float) -> None:
    picture = Picture()
    qtbot.addWidget(picture)
    picture.show_analysis(analyze_text(SMALL, Options(), ""), NOTHING)
    picture.show()
    height = picture.canvas.picture_rect().height()
    picture.resize(2000, round(height * NO_TEXT * share))
    picture.fit()
    assert NO_TEXT < picture.zoom() < 1.1 * NO_TEXT
    picture.resize(2000, round(height * NO_TEXT * share / 2))
    picture.fit()
    assert picture.zoom() < NO_TEXT


def test_pictures_before_after_and_both(qtbot) -> None:
    pictures = Pictures()
    qtbot.addWidget(pictures)
    for side, seen in ((BEFORE, (True, False)), (AFTER, (False, True)), (BOTH, (True, True))):
        pictures._group.button(side).click()
        assert (not pictures.before.isHidden(), not pictures.after.isHidden()) == seen
        assert pictures.side == side
    pictures.resize(300, 300)
    assert pictures.side == BOTH, "what the user has chosen stays"
