"""PySide6 6.12 on Python 3.11 loses a reference to None in most calls and dies in the end."""

import gc
import sys

import pytest
from PySide6.QtGui import QPainter, QPen, QPixmap
from PySide6.QtWidgets import QApplication, QGraphicsRectItem

CALLS = 3000


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal since Python 3.12")
def test_calls_into_qt_keep_the_references_to_none(qapp: QApplication) -> None:
    item, pixmap, pen = QGraphicsRectItem(), QPixmap(8, 8), QPen()
    painter = QPainter(pixmap)
    gc.collect()  # else what earlier tests left may be freed while this one counts
    before = sys.getrefcount(None)
    for step in range(CALLS):
        item.setPos(step, 1.0)
        painter.setPen(pen)
        painter.drawLine(0, 0, 7, 7)
    drift = sys.getrefcount(None) - before
    painter.end()
    assert abs(drift) < CALLS // 10
