"""A text with a wrong reference, and clicks in the list of findings."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.gui.conftest import SMALL

STALE = SMALL.replace("[[-1, 3], 1, Concat", "[[-1, 1], 1, Concat")


def double_click(view, index) -> None:
    place = view.visualRect(index).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
