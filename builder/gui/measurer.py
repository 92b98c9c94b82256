"""Measures models that only their own library can run, from the window's side."""

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from builder.core.facts import Facts, Unbuilt, Wanted, by_subject, is_known, store
from builder.gui.document import Document
from builder.gui.engine_process import make_process
from builder.gui.language import spoken
from builder.torch_engine.asking import LIMIT_S, TOO_SLOW, read_answer, request
from builder.torch_engine.process import command as engine_command

REST_MS = 700
"""A name may be half typed: the text must have been at rest for so long."""
LIMIT_MS = 1000 * LIMIT_S


class Measurer(QObject):
    """Asks torch for the numbers that the document in hand lacks.

    Each model gets a process of its own, one after the other; the window never waits for it. What
    torch finds out is kept on disk, and the document is analyzed again.

    Signals:
        noted(str): What is going on, for the status bar.
    """

    noted = Signal(str)

    def __init__(self, parent: QObject | None = None, command: list[str] | None = None) -> None:
        super().__init__(parent)
        self._command = command or engine_command()
        self._document: Document | None = None
        self._process: QProcess | None = None
        self._wanted: list[Wanted] = []
        self._asked: set[Wanted] = set()
        self._rest = self._timer(REST_MS)
        self._rest.timeout.connect(self._look)
        self._limit = self._timer(LIMIT_MS)
        self._limit.timeout.connect(self._give_up)

    def set_document(self, document: Document | None) -> None:
        """Serve another document."""
        if self._document is not None:
            self._document.analyzed.disconnect(self._note_analysis)
        self._document = document
        if document is not None:
            document.analyzed.connect(self._note_analysis)
            self._rest.start()

    def stop(self) -> None:
        """End what is under way; the program is about to end."""
        self._rest.stop()
        self._limit.stop()
        process, self._process = self._process, None
        if process is not None:
            process.blockSignals(True)
            process.kill()
            process.waitForFinished(1000)
            process.deleteLater()

    # --- asking -----------------------------------------------------------------------------

    def _note_analysis(self) -> None:
        self._rest.start()

    def _look(self) -> None:
        if self._document is None:
            return
        lacking = self._document.analysis.report.unmeasured
        if any(map(is_known, lacking)):
            self._document.refresh()
            return
        wanted = (*lacking, *self._document.also_lacking)
        new = [one for one in wanted if one not in self._asked and not is_known(one)]
        able = [one for one in new if store().may_be_measured(one.subject)]
        if able and self._process is None:
            self._start(next(iter(by_subject(able).values())))

    def _start(self, wanted: list[Wanted]) -> None:
        self._wanted = wanted
        self._asked.update(wanted)
        self._process = process = make_process(self)
        process.finished.connect(self._take)
        process.errorOccurred.connect(self._note_error)
        self._limit.start()
        self.noted.emit(self.tr("Torch measures {0}…").format(spoken(wanted[0].subject.words)))
        process.start(self._command[0], self._command[1:])
        process.write(request(wanted).encode())
        process.closeWriteChannel()

    def _give_up(self) -> None:
        self._learn(Unbuilt(self._wanted[0].subject, TOO_SLOW))

    # --- what comes of it -------------------------------------------------------------------

    def _take(self) -> None:
        if self._process is not None:
            lines = bytes(self._process.readAllStandardOutput().data()).splitlines()
            self._learn(read_answer(self._wanted[0].subject, lines))

    def _note_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._take()

    def _learn(self, found: Facts | Unbuilt) -> None:
        self.stop()
        store().learn(found)
        if isinstance(found, Facts):
            self.noted.emit(self.tr("Torch has measured {0}").format(spoken(found.subject.words)))
        else:
            self.noted.emit(f"{spoken(found.subject.words)}: {found.reason}")
        if self._document is not None:
            self._document.refresh()

    def _timer(self, pause_ms: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(pause_ms)
        return timer
