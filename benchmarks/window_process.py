"""Runs in a process of its own, off screen: from an edit until the window has been painted.

    QT_QPA_PLATFORM=offscreen python -m benchmarks.window_process RUNS

Prints one JSON line: milliseconds per edit by gesture and per key typed. Every edit goes through
the real window with all its panels; the clock stops when canvas and text have been painted and
no event is left to do.
"""

import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.configs import sixty_rows
from builder.core.config import Sequence, edits
from builder.gui.app import Application, make_qt_application
from builder.gui.places import Places
from builder.gui.window import MainWindow

SIZE = (1440, 900)
WARM_UP = 10
ROW = 4


class _Painted(QObject):
    """Notes which of some widgets have been painted."""

    def __init__(self, widgets: set[QWidget]) -> None:
        super().__init__()
        self._widgets = widgets
        self.missing: set[QWidget] = set()
        for widget in widgets:
            widget.installEventFilter(self)

    def expect_all(self) -> None:
        """Forget what was painted."""
        self.missing = set(self._widgets)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take note of a paint event."""
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
            self.missing.discard(watched)
        return False


def main() -> None:
    """Measure and print."""
    app = make_qt_application(sys.argv[:1])
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "sixty.yaml"
        file.write_text(sixty_rows(), encoding="utf-8")
        application = Application(app, Places.inside(Path(folder)), certify=False)
        window = application.window
        window.resize(*SIZE)
        window.show()
        application.open([file])
        runs = int(sys.argv[1])
        print(json.dumps({"gesture": _gestures(window, runs), "key": _keys(window, runs)}))


def _gestures(window: MainWindow, runs: int) -> list[float]:
    """Another number of channels each time, as the inspector sets it."""

    def edit(number: int) -> None:
        assert window.document is not None
        channels = str(64 + 8 * number)
        window.desk.apply(edits.set_argument(window.document.config, ROW, 0, channels))

    return _timed(window, edit, runs)


def _keys(window: MainWindow, runs: int) -> list[float]:
    """A digit of a row's channels typed and taken back by turns."""
    assert window.document is not None
    args = window.document.config.layers[ROW].args
    assert isinstance(args, Sequence)
    cursor = QTextCursor(window.document.buffer)
    cursor.setPosition(args.items[0].span.end)
    view = window.editor.view
    view.setTextCursor(cursor)
    view.setFocus()

    def edit(number: int) -> None:
        QTest.keyClick(view, Qt.Key.Key_Backspace if number % 2 else Qt.Key.Key_0)

    return _timed(window, edit, runs)


def _timed(window: MainWindow, edit: Callable[[int], None], runs: int) -> list[float]:
    assert window.page is not None
    painted = _Painted({window.page.canvas.viewport(), window.editor.view.viewport()})
    durations = []
    for number in range(WARM_UP + runs):
        QApplication.processEvents()
        painted.expect_all()
        start = time.perf_counter()
        edit(number)
        while painted.missing:
            QApplication.processEvents()
        durations.append((time.perf_counter() - start) * 1000)
    return durations[WARM_UP:]


if __name__ == "__main__":
    main()
