"""Runs in a process of its own: the same network on torch's meta device.

    python -m benchmarks.torch_process CONFIG RUNS

Prints one JSON line: milliseconds of importing torch, and of building and running per run.
"""

import json
import sys
import time
from pathlib import Path

from builder.core.analysis import analyze
from builder.core.config import read_config


def main() -> None:
    """Measure and print."""
    path, runs = Path(sys.argv[1]), int(sys.argv[2])
    resolved = analyze(read_config(path.read_text(encoding="utf-8"))).resolved
    start = time.perf_counter()
    import torch

    imported = time.perf_counter()
    from builder.torch_engine.forward import run
    from builder.torch_engine.network import build_network

    whole = []
    for _ in range(runs):
        before = time.perf_counter()
        with torch.device("meta"), torch.no_grad():
            network = build_network(resolved)
            network.set_training(training=False)
            outcomes = run(network, torch.rand(1, 3, 640, 640))
        whole.append((time.perf_counter() - before) * 1000)
        assert all(outcome.shapes for outcome in outcomes)
    print(json.dumps({"import": (imported - start) * 1000, "whole": whole}))


if __name__ == "__main__":
    main()
