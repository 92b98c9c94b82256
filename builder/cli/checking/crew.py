"""Processes that check files at the same time; only who needs several imports this."""

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from builder.cli.checking.task import Failed, Outcome, Task, check_file, fewer_collections
from builder.cli.exit_code import ExitCode

_AT_ONCE = 8  # files handed to a worker together, so that it never waits for the next
_READY = "ready"


class _Worker:
    """A process that checks files; it is started afresh, so it shares nothing with this one.

    Attributes:
        pipe: Tasks go out, outcomes come in.
        at_hand: Places of the tasks that it was given and has not answered, in their order.
    """

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.at_hand: deque[int] = deque()
        process = context.Process(target=work, args=(theirs,), daemon=True)
        # Ctrl-C reaches all processes of a terminal; who ignores it at the start goes on to.
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            process.start()
        finally:
            signal.signal(signal.SIGINT, before)
        self._process: BaseProcess = process
        theirs.close()  # so that its end shows as the end of the pipe

    def died_of(self) -> str:
        """Waits for its end; why that came, in words."""
        self._process.join(5)
        code = self._process.exitcode or 0
        return f"signal {-code}" if code < 0 else f"exit code {code}"

    def end(self) -> None:
        """End it, whatever it does."""
        self.pipe.close()
        self._process.terminate()
        self._process.join(1)
        if self._process.exitcode is None:
            self._process.kill()


class Crew:
    """Workers, the tasks that wait, and what came of the others.

    Args:
        tasks: The files.
        jobs: How many workers.
        told: Called with the name of each file that is done.
    """

    def __init__(self, tasks: Sequence[Task], jobs: int, told: Callable[[str], None]) -> None:
        self._tasks, self._told = tasks, told
        self._waiting = deque(range(len(tasks)))
        self._done: dict[int, Outcome] = {}
        self._jobs = jobs
        self._workers: dict[Connection, _Worker] = {}

    def outcomes(self) -> list[Outcome]:
        """Do all the work, once. Ctrl-C ends every worker on the way out.

        Returns:
            What came of each task, in their order.

        Raises:
            RuntimeError: Processes cannot be started.
        """
        try:
            for _ in range(self._jobs):
                self._hire()
            while len(self._done) < len(self._tasks):
                for pipe in wait(list(self._workers)):
                    self._hear(self._workers[pipe])  # type: ignore[index]
        finally:
            for worker in self._workers.values():
                worker.end()
        return [self._done[place] for place in range(len(self._tasks))]

    def _hire(self) -> None:
        worker = _Worker()
        self._workers[worker.pipe] = worker

    def _hear(self, worker: _Worker) -> None:
        try:
            said = worker.pipe.recv()
        except (EOFError, OSError):
            self._replace(worker)
            return
        if said != _READY:
            place = worker.at_hand.popleft()
            self._done[place] = said
            self._told(self._tasks[place].path)
        if len(worker.at_hand) <= _AT_ONCE // 2:
            self._give(worker)

    def _give(self, worker: _Worker) -> None:
        """Hand out more; less at a time towards the end, so that all finish together."""
        fair = max(1, len(self._waiting) // (2 * self._jobs))
        number = min(_AT_ONCE, fair, len(self._waiting))
        places = [self._waiting.popleft() for _ in range(number)]
        worker.at_hand += places
        try:
            for place in places:
                worker.pipe.send(self._tasks[place])
        except OSError:
            pass  # it ended; the end of its pipe will be heard

    def _replace(self, worker: _Worker) -> None:
        """Tell of the file on which a worker ended, and let another one go on."""
        del self._workers[worker.pipe]
        worker.pipe.close()
        cause = worker.died_of()
        if not worker.at_hand:
            if self._waiting or not self._workers:
                raise RuntimeError(f"a process for checking files ended at its start: {cause}")
            return
        place = worker.at_hand.popleft()
        path = self._tasks[place].path
        why = f"{path}: the process that checked it ended ({cause}); it may need too much memory"
        self._done[place] = Failed(path, why, ExitCode.INTERNAL)
        self._told(path)
        self._waiting.extendleft(reversed(worker.at_hand))
        if self._waiting:
            self._hire()


def work(pipe: Connection) -> None:
    """Check what comes through the pipe, until it is closed. Runs in a process of its own."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # where it is not inherited
    try:
        with fewer_collections():
            pipe.send(_READY)
            while True:
                pipe.send(check_file(pipe.recv()))
    except (EOFError, OSError):
        return  # the parent has ended
