"""`builder check` on a thousand configs, as a process: with one worker and with two."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import many
from benchmarks.clock import timing
from benchmarks.figure import Figure

_ROOT = Path(__file__).resolve().parent.parent
_LIMIT_MS = 10_000.0
_RUNS = 3


def figures() -> list[Figure]:
    """How long it takes, process start to end; how much of the processor it needs is noted."""
    with tempfile.TemporaryDirectory() as folder:
        shipped = many.write(Path(folder))
        return [_figure(folder, jobs, f"made from {shipped} networks") for jobs in (1, 2)]


def _figure(folder: str, jobs: int, note: str) -> Figure:
    command = [sys.executable, "-m", "builder", "check", folder, "--jobs", str(jobs)]
    command += ["--isolated", "--fail-on", "never"]
    durations, before = [], _processor_s()
    for _ in range(_RUNS):
        start = time.perf_counter()
        subprocess.run(command, cwd=_ROOT, stdout=subprocess.DEVNULL, check=True)
        durations.append((time.perf_counter() - start) * 1000)
    used = (_processor_s() - before) / _RUNS
    name = f"check {many.NUMBER} configs, {jobs} process{'es' * (jobs > 1)}"
    return Figure(name, timing(durations), _LIMIT_MS, note=f"{used:.1f} s of processor; {note}")


def _processor_s() -> float:
    """Processor seconds of all processes that were started and have ended."""
    times = os.times()
    return times.children_user + times.children_system


def main() -> None:
    """Print these figures alone: `python -m benchmarks.checking`."""
    for figure in figures():
        print(figure.line(), flush=True)


if __name__ == "__main__":
    main()
