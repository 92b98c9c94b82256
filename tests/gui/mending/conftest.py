"""A window with a wrong reference, and repairs of it."""

import pytest

from builder.gui.canvas import NOTHING
from builder.gui.window.mending.searcher import Found
from tests.gui.mending.looking import STALE, picture_of, repair


@pytest.fixture
def stale(window, open_text, qtbot):
    """The window with a wrong reference, which the Problems panel has chosen."""
    # The answer of the real search would come at some time or other.
    window.fixing.searcher.answered.disconnect()
    open_text(STALE)
    found = next(one for one in window.document.analysis.diagnostics if one.code == "S101")
    window.problems.view.choose(window.problems.model.place_of(found))
    qtbot.waitUntil(lambda: picture_of(window).overlay != NOTHING)
    return window


@pytest.fixture
def found(stale) -> Found:
    repairs = (repair(stale), repair(stale, new=2, score=0.2))
    return Found(stale.document.analysis, repairs)
