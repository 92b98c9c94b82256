"""The worker process that checks the report against real torch, from the window's side."""

import json
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import (
    QCoreApplication,
    QObject,
    QProcess,
    QTimer,
    Signal,
)

from builder.core.diagnostics import Severity
from builder.gui.document import Document
from builder.gui.engine_process import make_process
from builder.torch_engine.process import command as engine_command

REST_MS = 700
"""How long a text must have been at rest before it is worth certifying."""
ANSWER_MS = 60_000
"""A worker that needs longer hangs: the largest stock network takes a few seconds."""
FIRST_PAUSE_MS, LONGEST_PAUSE_MS = 500, 60_000


class State(StrEnum):
    """What is known about the text in hand."""

    WAITING = "waiting"  # the text is being edited, or the worker is starting
    RUNNING = "running"
    AGREES = "agrees"
    DIFFERS = "differs"
    FLAWED = "flawed"  # the rows as we read them run, but trainers will not read the file
    STOPS = "stops"  # torch and the report agree that the network does not run
    FAILED = "failed"  # torch could not judge this text
    MISSING = "missing"  # torch is not installed


@dataclass(frozen=True, slots=True)
class Certificate:
    """What torch says about the text in hand.

    Attributes:
        engine: Such as "torch 2.13.0"; "" before the worker has answered.
        row: Number of the first row that differs or stops; "" for none.
        message: Why it differs, stops or failed.
    """

    state: State
    engine: str = ""
    row: str = ""
    message: str = ""

    @property
    def words(self) -> str:
        """One short line for the status bar."""
        translate = QCoreApplication.translate
        engine = ".".join(self.engine.split(".")[:2]) or "torch"
        if self.state is State.AGREES:
            return translate("Certificate", "certified by {0}").format(engine)
        if self.state is State.DIFFERS and self.row:
            return translate("Certificate", "{0} differs at row {1}").format(engine, self.row)
        if self.state is State.STOPS and self.row:
            return translate("Certificate", "{0} stops at row {1}").format(engine, self.row)
        return {
            State.WAITING: translate("Certificate", "not certified yet"),
            State.RUNNING: translate("Certificate", "certifying…"),
            State.DIFFERS: translate("Certificate", "{0} differs").format(engine),
            State.FLAWED: translate("Certificate", "not certified: the file has errors"),
            State.STOPS: translate("Certificate", "does not run on {0}").format(engine),
            State.FAILED: translate("Certificate", "not certified"),
            State.MISSING: translate("Certificate", "not certified: torch is not installed"),
        }[self.state]


class Certifier(QObject):
    """Asks the torch engine about the current document whenever its text is at rest.

    The worker lives as long as the program. A new edit makes its answer worthless, so it is
    ignored; a worker that dies or does not answer is ended and started again, each time after a
    longer pause.

    Signals:
        changed(Certificate): What is known has changed.
    """

    changed = Signal(object)

    def __init__(self, parent: QObject | None = None, command: list[str] | None = None) -> None:
        super().__init__(parent)
        self._command = command or engine_command()
        self._document: Document | None = None
        self._process: QProcess | None = None
        self._engine = ""
        self._ready = False
        self._missing = ""
        self._version = 0
        self._asked: int | None = None
        self._pause = FIRST_PAUSE_MS
        self._buffer = b""
        self.certificate = Certificate(State.WAITING)
        self._rest = self._timer(REST_MS, self._ask)
        self._answer = self._timer(ANSWER_MS, self._give_up)
        self._again = self._timer(self._pause, self._start)

    def set_document(self, document: Document | None) -> None:
        """Certify another document."""
        if self._document is not None:
            self._document.analyzed.disconnect(self._note_edit)
        self._document = document
        if document is not None:
            document.analyzed.connect(self._note_edit)
        self._note_edit()

    def stop(self) -> None:
        """End the worker; the program is about to end."""
        for timer in (self._rest, self._answer, self._again):
            timer.stop()
        self._end_worker()

    # --- asking -----------------------------------------------------------------------------

    def _note_edit(self) -> None:
        self._version += 1
        if self._missing:
            return
        self._tell(Certificate(State.WAITING, self._engine))
        if self._document is not None:
            self._rest.start()

    def _ask(self) -> None:
        if self._process is None:
            if not self._again.isActive():
                self._start()
            return
        # While the worker is busy with an older text, its answer calls this again.
        if not self._ready or self._asked is not None or self._document is None:
            return
        report = self._document.analysis.report
        if not report.layers:
            return
        # As the report was made: a scale that the file has lost is not asked for.
        options = self._document.analysis.options
        self._asked = self._version
        request = {
            "id": self._version,
            "verb": "certify",
            "text": self._document.text,
            "file": report.file,
            "image_size": list(options.image_size),
            "nc": options.nc,
            "scale": options.scale,
            "dialect": options.dialect,
        }
        self._process.write((json.dumps(request) + "\n").encode())
        self._answer.start()
        self._tell(Certificate(State.RUNNING, self._engine))

    # --- the worker -------------------------------------------------------------------------

    def _start(self) -> None:
        process = make_process(self)
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._note_end)
        process.errorOccurred.connect(self._note_error)
        self._process, self._ready, self._asked, self._buffer = process, False, None, b""
        process.start(self._command[0], self._command[1:])

    def _read(self) -> None:
        if self._process is None:
            return
        self._buffer += bytes(self._process.readAllStandardOutput().data())
        *lines, self._buffer = self._buffer.split(b"\n")
        for line in lines:
            try:
                answer = json.loads(line)
            except ValueError:
                continue  # a library that prints to the standard output
            if isinstance(answer, dict):
                self._take(answer)

    def _take(self, answer: dict[str, object]) -> None:
        if "ready" in answer:
            self._take_ready(answer)
        elif answer.get("id") == self._asked:
            self._answer.stop()
            self._asked = None
            self._pause = FIRST_PAUSE_MS
            if answer.get("id") == self._version:
                self._tell(self._judge(answer))
            else:
                self._rest.start()

    def _take_ready(self, answer: dict[str, object]) -> None:
        self._ready = bool(answer["ready"])
        if self._ready:
            self._engine = str(answer.get("engine", "torch"))
            if not self._rest.isActive():
                self._ask()
        else:
            self._missing = str(answer.get("error") or "torch is not installed")
            self._tell(Certificate(State.MISSING, message=self._missing))
            self._end_worker()

    def _judge(self, answer: dict[str, object]) -> Certificate:
        engine = str(answer.get("engine") or self._engine)
        if not answer.get("ok"):
            return Certificate(State.FAILED, engine, "", str(answer.get("error") or ""))
        if not answer.get("agrees"):
            layer, message = _first(answer.get("differences"), "message")
            return Certificate(State.DIFFERS, engine, self._number(layer), message)
        if not answer.get("runs"):
            # Red only beside a red finding: a file for another trainer has none.
            state = State.STOPS if self._has_errors() else State.FAILED
            return Certificate(state, engine, *self._stop(answer))
        if self._has_errors():
            words = self.tr("Torch runs the rows, but the file has errors that stop the trainer")
            return Certificate(State.FLAWED, engine, "", words)
        return Certificate(State.AGREES, engine)

    def _has_errors(self) -> bool:
        found = self._document.analysis.diagnostics if self._document else ()
        return any(one.severity is Severity.ERROR for one in found)

    def _number(self, layer: int | None) -> str:
        """The number of a row as other rows name it."""
        config = self._document.config if self._document else None
        return "" if layer is None or config is None else config.number_text(layer)

    def _stop(self, answer: dict[str, object]) -> tuple[str, str]:
        """The first row without an output, and why in torch's words or ours."""
        layer, message = _first(answer.get("answers"), "error")
        failing = answer.get("failing")
        rows = failing if isinstance(failing, list) else []
        if rows and (layer is None or rows[0] < layer):
            layer, message = rows[0], ""
        return self._number(layer), message or self.tr(
            "Torch agrees with the report that it does not run"
        )

    # --- when it fails ----------------------------------------------------------------------

    def _note_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._note_end()

    def _note_end(self) -> None:
        if self._process is None:
            return
        self._process.deleteLater()
        self._process = None
        self._answer.stop()
        words = self.tr("The torch worker ended without an answer")
        self._tell(Certificate(State.FAILED, self._engine, "", words))
        if not self._missing:
            self._again.start(self._pause)
            self._pause = min(2 * self._pause, LONGEST_PAUSE_MS)

    def _give_up(self) -> None:
        if self._process is not None:
            self._process.kill()

    def _end_worker(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.blockSignals(True)
            process.kill()
            process.waitForFinished(1000)
            process.deleteLater()

    def _tell(self, certificate: Certificate) -> None:
        if certificate != self.certificate:
            self.certificate = certificate
            self.changed.emit(certificate)

    def _timer(self, pause_ms: int, slot: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(pause_ms)
        timer.timeout.connect(slot)
        return timer


def _first(found: object, words: str) -> tuple[int | None, str]:
    """Row and words of the first of a reply's findings that has any words."""
    for item in found if isinstance(found, list) else []:
        layer, message = item.get("layer"), str(item.get(words) or "").removeprefix("error: ")
        if message:
            return layer if isinstance(layer, int) else None, message
    return None, ""
