"""Every stock network of four trainers, from files to figures, in one fresh process.

Also run as a process of its own: `python -m benchmarks.everything FOLDER` reads the list of
networks in FOLDER and prints how long they took, imports included.
"""

import json
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from benchmarks.clock import timing
from benchmarks.figure import Figure

_ROOT = Path(__file__).resolve().parent.parent
_GOLDEN = _ROOT / "tests" / "golden"
_TABLES = ("ultralytics-8.4.190", "yolov5-7.0", "yolov7", "yolov9")
_LIST = "networks.json"
_RUNS = 5
_LIMIT_MS = 3000.0


def figures(trainer_python: str | None) -> tuple[Figure, Figure]:
    """Ours on everything; the trainer's on what Ultralytics can read of it.

    Args:
        trainer_python: An interpreter that has ultralytics and its dependencies.
    """
    with tempfile.TemporaryDirectory() as folder:
        count = _write(Path(folder))
        name = f"{count} stock networks from files, one process"
        if not count:
            return Figure(name, None, note="yolov5 and ultralytics are not installed"), _theirs(
                None
            )
        command = [sys.executable, "-m", "benchmarks.everything", folder]
        ours = [_seconds(command) * 1000 for _ in range(_RUNS)]
    note = "imports included"
    return Figure(name, timing(ours), _LIMIT_MS, note=note), _theirs(trainer_python)


def _seconds(command: list[str]) -> float:
    done = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, check=True)
    return float(done.stdout.split()[-1])


def _write(folder: Path) -> int:
    """Put a list of all networks that can be had into `folder`; how many there are."""
    networks: list[dict[str, Any]] = []
    for table in _TABLES:
        data = json.loads((_GOLDEN / f"{table}.json").read_text(encoding="utf-8"))
        package = find_spec(table.partition("-")[0])
        for number, record in enumerate(data["records"]):
            if "config" in record:
                path = folder / f"{table}-{number}.yaml"
                path.write_text(json.dumps(record["config"]), encoding="utf-8")  # JSON is YAML
            elif package is None or package.origin is None:
                continue
            else:
                path = Path(package.origin).parent / record["file"]
            networks.append({"path": str(path), "scale": record.get("scale")})
    (folder / _LIST).write_text(json.dumps(networks), encoding="utf-8")
    return len(networks)


def _theirs(python: str | None) -> Figure:
    name = "Ultralytics: build and count its 246 of them"
    if python is None:
        return Figure(name, None, note="--ultralytics-python names no interpreter with it")
    command = [python, "benchmarks/ultralytics_process.py", str(_GOLDEN)]
    done = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        return Figure(name, None, note=(done.stderr.splitlines() or ["it failed"])[-1])
    found = json.loads(done.stdout.splitlines()[-1])
    note = f"{found['built']} built; imports before that: {found['import']:.0f} ms"
    return Figure(name, timing([found["whole"]]), note=note)


def main() -> None:
    """Analyse every network of the list; print the seconds since this process's imports began."""
    start = time.perf_counter()
    from builder.core.analysis import analyze
    from builder.core.config import read_config

    networks = json.loads((Path(sys.argv[1]) / _LIST).read_text(encoding="utf-8"))
    for network in networks:
        text = Path(network["path"]).read_text(encoding="utf-8", errors="ignore")
        report = analyze(read_config(text), scale=network["scale"], file=network["path"])
        assert report.totals.params, network
    print(time.perf_counter() - start)


if __name__ == "__main__":
    main()
