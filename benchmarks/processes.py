"""Whole processes, as a user waits for them: the command line and the window."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.clock import Timing, timing
from benchmarks.configs import EXAMPLES
from benchmarks.figure import Figure

_ROOT = Path(__file__).resolve().parent.parent


def figures(runs: int) -> list[Figure]:
    """Start to end of `builder show`, start to first picture of the window."""
    show = [sys.executable, "-m", "builder", "show", str(EXAMPLES / "yolov5l.yaml")]
    return [
        Figure("python itself, as a process", _ended([sys.executable, "-c", "pass"], runs)),
        Figure("builder show yolov5l, as a process", _ended(show, runs), 250.0),
        Figure("window with yolov5s, process to first picture", _shown(runs), 500.0),
    ]


def _repeat(action: Callable[[], float], runs: int) -> Timing:
    action()  # fills the disk cache and compiles to bytecode
    return timing([action() for _ in range(runs)])


def _ended(command: list[str], runs: int) -> Timing:
    def once() -> float:
        start = time.perf_counter()
        subprocess.run(command, cwd=_ROOT, stdout=subprocess.DEVNULL, check=True)
        return (time.perf_counter() - start) * 1000

    return _repeat(once, runs)


def _shown(runs: int) -> Timing:
    """Until the program says that the canvas has been painted, off screen."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "BUILDER_TEST_PROBE": "1"}
    command = [sys.executable, "main.py", str(EXAMPLES / "yolov5s.yaml")]

    def once() -> float:
        start = time.perf_counter()
        with subprocess.Popen(
            command, cwd=_ROOT, env=environment, stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            for line in process.stdout:
                if json.loads(line)["event"] == "painted":
                    break
            taken = (time.perf_counter() - start) * 1000
            process.kill()
        return taken

    return _repeat(once, runs)
