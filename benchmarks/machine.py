"""What the figures were measured on."""

import os
import platform
from pathlib import Path

from benchmarks.clock import measure

_LOOPS = 1_000_000


def _cpu() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    names = (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or platform.machine())


def _loop() -> int:
    total = 0
    for number in range(_LOOPS):
        total += number & 7
    return total


def describe() -> list[str]:
    """Lines on the machine, with the time of a fixed loop to compare machines by."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    speed = measure(_loop, runs=7, warm_up=1)
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return [
        f"machine: {_cpu()}, {cores} cores{load}",
        f"python:  {platform.python_version()} on {platform.system()}",
        f"speed:   a loop of {_LOOPS:,} additions takes {speed.median:.0f} ms",
    ]
