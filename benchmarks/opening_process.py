"""Runs in a process of its own: one family of networks through the window, every scale of each.

    python -m benchmarks.opening_process FILE...

Opens each file, chooses each of its scales in the tool bar, looks at the table of all scales and
closes the file again. Prints one JSON line: the longest that the window was busy in each step
(`busy`, in milliseconds: what a user sees as a frozen frame), the number of networks that were
shown, and what was logged as a warning or worse.
"""

import json
import logging
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from builder.gui.app import Application, make_qt_application
from builder.gui.places import Places
from builder.gui.window import MainWindow

SIZE = (1440, 900)
QUIET_PASSES = 5
"""So many turns of the event loop without work mean that a step is over."""
_IDLE_MS = 0.5
_PAUSE_S = 0.004


class _Log(logging.Handler):
    """Collects what Python and Qt warn about."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []
        logging.getLogger().addHandler(self)
        qInstallMessageHandler(self._from_qt)
        sys.excepthook = self._from_python

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a record."""
        self.lines.append(record.getMessage())

    def _from_python(self, kind: type[BaseException], error: BaseException, trace: Any) -> None:
        self.lines.append(f"{kind.__name__}: {error}")  # a slot's, which would end nothing
        sys.__excepthook__(kind, error, trace)

    def _from_qt(self, kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        if kind != QtMsgType.QtDebugMsg and "This plugin does not support" not in message:
            self.lines.append(message)


class _Clock:
    """How long the window was busy at a stretch, in each step."""

    def __init__(self) -> None:
        self.busy: dict[str, float] = {}

    def step(self, name: str, action: Callable[[], object]) -> None:
        """Do something as an event would, then turn the event loop until it is quiet."""
        longest, quiet, run = 0.0, 0, action
        while quiet < QUIET_PASSES:
            start = time.perf_counter()
            run()
            taken = (time.perf_counter() - start) * 1000
            longest, quiet = max(longest, taken), quiet + 1 if taken < _IDLE_MS else 0
            time.sleep(_PAUSE_S)  # timers of a few milliseconds come due
            run = _turn
        self.busy[name] = round(longest, 2)


def _turn() -> None:
    QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)


def main() -> None:
    """Open, measure and print."""
    app = make_qt_application(sys.argv[:1])
    log, clock, shown = _Log(), _Clock(), 0
    with tempfile.TemporaryDirectory() as folder:
        application = Application(app, Places.inside(Path(folder)), certify=False)
        window = application.window
        window.resize(*SIZE)
        window.show()
        clock.step("the window's first picture", _turn)
        del clock.busy["the window's first picture"]  # that is not opening a file
        clock.step("start", lambda: application.start([]))
        for name in sys.argv[1:]:
            shown += _through(window, Path(name), clock)
    print(json.dumps({"busy": clock.busy, "networks": shown, "log": log.lines}))


def _through(window: MainWindow, path: Path, clock: _Clock) -> int:
    clock.step(path.name, lambda: window.files.open(path))
    assert window.document is not None
    box, shown = window.bar.scale, 0
    for index in range(1, box.count()):

        def choose(index: int = index) -> None:
            box.setCurrentIndex(index)
            box.activated.emit(index)

        clock.step(f"{path.name} {box.itemData(index)}", choose)
        report = window.document.analysis.report
        assert report.resolved.scale == box.itemData(index), "another scale is shown"
        assert report.totals.params, "a stock network must work"
        shown += 1
    clock.step(f"{path.name} closed", lambda: window.files.close(window.document))
    return shown


if __name__ == "__main__":
    main()
