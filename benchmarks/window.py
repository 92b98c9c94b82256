"""The window: from an edit until it has been painted."""

import json
import os
import subprocess
import sys
from pathlib import Path

from benchmarks.clock import timing
from benchmarks.configs import ROWS
from benchmarks.figure import Figure

_ROOT = Path(__file__).resolve().parent.parent
_LIMIT_MS = 16.0


def figures(runs: int) -> list[Figure]:
    """Edits by gesture and by key, in a real window off screen."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.window_process", str(runs)],
        cwd=_ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    names = {
        "gesture": f"edit to painted, {ROWS} rows, by gesture",
        "key": f"edit to painted, {ROWS} rows, by key",
    }
    if done.returncode:
        why = (done.stderr.splitlines() or ["it failed"])[-1]
        return [Figure(name, None, note=why) for name in names.values()]
    found = json.loads(done.stdout.splitlines()[-1])
    return [
        Figure(name, timing(found[kind]), _LIMIT_MS, judged="p95") for kind, name in names.items()
    ]
