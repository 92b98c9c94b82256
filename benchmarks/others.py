"""What the same network costs elsewhere: torch's meta device, the real trainer."""

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from benchmarks.clock import timing
from benchmarks.configs import EXAMPLES
from benchmarks.figure import Figure

_ROOT = Path(__file__).resolve().parent.parent
_NETWORK = "yolov5x"
_TORCH = f"torch, meta device: build and run {_NETWORK}"
_TRAINER = f"the trainer: build {_NETWORK}, count operations"


def torch_meta(runs: int) -> Figure:
    """Building and running on the meta device, torch imported already."""
    if find_spec("torch") is None:
        return Figure(_TORCH, None, note="torch is not installed")
    command = [sys.executable, "-m", "benchmarks.torch_process"]
    return _measured(_TORCH, command, runs)


def trainer(python: str | None, runs: int) -> Figure:
    """Building and `info()` of YOLOv5 in an interpreter that has it, imports not counted."""
    if python is None:
        return Figure(_TRAINER, None, note="--trainer-python names no interpreter with yolov5")
    return _measured(_TRAINER, [python, "benchmarks/trainer_process.py"], runs)


def _measured(name: str, command: list[str], runs: int) -> Figure:
    done = subprocess.run(
        [*command, str(EXAMPLES / f"{_NETWORK}.yaml"), str(runs)],
        cwd=_ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        return Figure(name, None, note=(done.stderr.splitlines() or ["it failed"])[-1])
    found = json.loads(done.stdout.splitlines()[-1])
    return Figure(
        name, timing(found["whole"]), note=f"imports before that: {found['import']:.0f} ms"
    )
