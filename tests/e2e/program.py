"""The program as a process, watched through the lines of its probe."""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PATIENCE_S = 20.0

State = dict[str, Any]


class Program:
    """What the probe said last, and waiting until it says something."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self._state: State = {}
        self._news = threading.Condition()
        threading.Thread(target=self._listen, daemon=True).start()

    def wait_for(self, what: str, holds: Callable[[State], bool]) -> State:
        """The first state from now on in which `holds` is true.

        Raises:
            AssertionError: It does not become true in time.
        """
        end = time.monotonic() + PATIENCE_S
        with self._news:
            while not (self._state and holds(self._state)):
                left = end - time.monotonic()
                assert left > 0, f"waited in vain for {what}; last: {self._state}"
                assert self._process.poll() is None, f"the program ended before {what}"
                self._news.wait(min(left, 0.5))
            return self._state

    def _listen(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            message = json.loads(line)
            if message["event"] == "state":
                with self._news:
                    self._state = message
                    self._news.notify_all()


@contextmanager
def started(file: Path, *, display: str, home: Path) -> Iterator[Program]:
    """Start the program on `file`, with settings of its own; it is killed afterwards."""
    environment = os.environ | {
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "BUILDER_TEST_PROBE": "1",
        "LC_ALL": "C.UTF-8",
        "HOME": str(home),
        **{f"XDG_{name}_HOME": str(home / name) for name in ("CONFIG", "CACHE", "DATA", "STATE")},
    }
    with subprocess.Popen(
        [sys.executable, "main.py", str(file)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield Program(process)
        finally:
            process.kill()
