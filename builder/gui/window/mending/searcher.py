"""Asks a process of its own for repairs, so that the window never waits for them."""

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QObject, QProcess, QTimer, Signal

from builder.core.repair import Repair
from builder.core.repair.serve import command, read_answer, request
from builder.gui.document import Analysis
from builder.gui.engine_process import make_process

LIMIT_MS = 20_000
"""A search that takes longer has gone wrong."""
IDLE_MS = 60_000
"""So long the process waits for another question; starting it takes a third of a second."""


class Found(NamedTuple):
    """What a search came to.

    Attributes:
        analysis: What was searched.
        repairs: The answer, the likeliest first; None: there is none.
        reason: Why there is none.
    """

    analysis: Analysis
    repairs: tuple[Repair, ...] | None
    reason: str = ""


class Searcher(QObject):
    """One question at a time; a newer one waits, and takes the place of another that waits.

    Every question is answered, the one whose place was taken with that as the reason.

    Signals:
        answered(Found): A search has come to an end.
    """

    answered = Signal(object)

    def __init__(self, parent: QObject | None = None, words: list[str] | None = None) -> None:
        super().__init__(parent)
        self._command = words or command()
        self._process: QProcess | None = None
        self._asked: Analysis | None = None
        self._waiting: Analysis | None = None
        self._number = 0
        self._limit, self._idle = self._timer(LIMIT_MS), self._timer(IDLE_MS)
        self._limit.timeout.connect(self._give_up)
        self._idle.timeout.connect(self.stop)
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self.stop)

    def ask(self, analysis: Analysis) -> None:
        """Look for repairs of a text; the answer comes as a signal."""
        if self._asked is not None:
            before, self._waiting = self._waiting, None if self._asked is analysis else analysis
            if before is not None and before is not analysis:
                reason = self.tr("The text has changed meanwhile.")
                self.answered.emit(Found(before, None, reason))
            return
        self._asked, self._number = analysis, self._number + 1
        self._idle.stop()
        self._limit.start()
        process = self._process or self._start()
        options = analysis.options
        process.write(request(self._number, analysis.report, options.scale, options.nc))

    def is_asked(self, analysis: Analysis) -> bool:
        """Whether an answer about this text is under way."""
        return analysis is self._asked or analysis is self._waiting

    def stop(self) -> None:
        """End the process and forget what was asked."""
        self._limit.stop()
        self._idle.stop()
        self._asked = self._waiting = None
        process, self._process = self._process, None
        if process is not None:
            process.blockSignals(True)
            process.kill()
            process.waitForFinished(1000)
            process.deleteLater()

    def _start(self) -> QProcess:
        self._process = process = make_process(self)
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._note_end)
        process.errorOccurred.connect(self._note_error)
        process.start(self._command[0], self._command[1:])
        return process

    def _give_up(self) -> None:
        self._fail(self.tr("It took too long."))

    def _note_end(self) -> None:
        self._fail(self.tr("Its process ended."))

    def _note_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._fail(self.tr("Its process could not be started."))

    def _read(self) -> None:
        while self._process is not None and self._process.canReadLine():
            answer = read_answer(bytes(self._process.readLine().data()))
            if answer is not None and answer[0] == self._number and self._asked is not None:
                self._finish(Found(self._asked, answer[1]))

    def _fail(self, reason: str) -> None:
        asked, waiting = self._asked, self._waiting
        self.stop()
        self._asked, self._waiting = asked, waiting
        if asked is not None:
            self._finish(Found(asked, None, reason))

    def _finish(self, found: Found) -> None:
        self._limit.stop()
        waiting, self._asked, self._waiting = self._waiting, None, None
        if waiting is not None:
            self.ask(waiting)
        elif self._process is not None:
            self._idle.start()
        self.answered.emit(found)

    def _timer(self, pause_ms: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(pause_ms)
        return timer
