"""The window: a whole family of networks opened, at every scale."""

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from benchmarks.clock import timing
from benchmarks.figure import Figure

_ROOT = Path(__file__).resolve().parent.parent
_FAMILY = ("cfg", "models", "v8")
_LIMIT_MS = 50.0
_NAME = "a family opened in the window, busy at a stretch"


def figure() -> Figure:
    """Every config of YOLOv8, every scale of each; how long the window was busy in each step."""
    package = find_spec("ultralytics")
    if package is None or package.origin is None:
        return Figure(_NAME, None, note="ultralytics is not installed")
    files = sorted(Path(package.origin).parent.joinpath(*_FAMILY).glob("*.yaml"))
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.opening_process", *map(str, files)],
        cwd=_ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode or not done.stdout:
        return Figure(_NAME, None, note=(done.stderr.splitlines() or ["it failed"])[-1])
    found = json.loads(done.stdout.splitlines()[-1])
    busy = timing(list(found["busy"].values()))
    note = (
        f"longest {busy.longest:.1f} ms; {len(files)} files, {found['networks']} networks, "
        f"{len(found['log'])} warnings"
    )
    return Figure(_NAME, busy, _LIMIT_MS, judged="longest", note=note)
