"""Record what the real trainers say of the cases: `python tests/core/tracebacks/record.py TRAINER`.

It wants the environment that `tests/golden/regenerate.py` describes, with YOLOV7_FOLDER and
YOLOV9_FOLDER for the repositories, and ULTRALYTICS83_FOLDER for Ultralytics 8.3. Only facts are
kept: the error's own words, the places that its traceback names, and how many rows were printed.
"""

import contextlib
import importlib.util
import io
import json
import logging
import os
import sys
import tempfile
import traceback
from importlib import import_module
from pathlib import Path
from typing import Any

import torch

FOLDER = Path(__file__).parent


def load(path: Path, name: str) -> Any:
    """A file beside this one as a module."""
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def build(trainer: str, path: Path) -> Any:
    """The network, as the trainer builds it from a file."""
    if trainer.startswith("ultralytics"):
        tasks = import_module("ultralytics.nn.tasks")
        name = "OBBModel" if "OBB" in path.read_text("utf-8") else "DetectionModel"
        return getattr(tasks, name)(str(path), verbose=True)
    module = "yolov5.models.yolo" if trainer == "yolov5" else "models.yolo"
    return import_module(module).Model(str(path))


def attempt(case: Any, said: io.StringIO) -> dict[str, Any]:
    """What the trainer says of one case."""
    said.truncate(0)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, case.file)
        path.write_text(case.text, "utf-8")
        try:
            with contextlib.redirect_stdout(said):
                model = build(case.trainer, path)
                if case.size:
                    model.eval()(torch.zeros(1, 3, *case.size))
        except Exception as error:  # noqa: BLE001 - what is recorded
            return record(error, said.getvalue(), folder)
    return {"error": ""}


def record(error: Exception, said: str, folder: str) -> dict[str, Any]:
    """The facts of one failure."""
    frames = [
        [Path(frame.filename).name, frame.lineno, frame.name]
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    words = "".join(traceback.format_exception_only(error)).strip()
    pattern = load(FOLDER.parents[1] / "golden" / "regenerate.py", "regenerate").ROW
    found = list(pattern.finditer(said))
    return {
        "error": words.replace(folder + os.sep, ""),
        "frames": [f for f in frames if f[0] != Path(__file__).name],
        "rows": len(found),
    }


def weights(cases: Any) -> None:
    """Record what torch says of weights that were trained before rows came, went or changed."""
    made: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, (before, after) in cases.WEIGHTS.items():
            models = []
            for text in (before, after):
                path = Path(folder, "net.yaml")
                path.write_text(text, "utf-8")
                models.append(build("yolov5", path).float())
            try:
                models[1].load_state_dict(models[0].state_dict())
            except RuntimeError as error:
                lines = str(error).splitlines()
                made[name] = "\n".join(line[:3000] for line in lines[:60])
    (FOLDER / "weights.json").write_text(json.dumps(made, indent=1) + "\n", "utf-8")


def main(trainer: str) -> None:
    """Record one trainer's cases into `errors.json`."""
    cases = load(FOLDER / "cases.py", "cases")
    golden = load(FOLDER.parents[1] / "golden" / "regenerate.py", "regenerate")
    golden.prepare(trainer)
    said = io.StringIO()
    handler = logging.StreamHandler(said)
    logging.getLogger().addHandler(handler)
    known = cases.recorded()
    if trainer == "yolov5":
        weights(cases)
    wanted = [case for case in cases.CASES if case.trainer == trainer]
    for case in wanted:
        if wanted.index(case) == 0:
            with contextlib.suppress(Exception):
                build(trainer, cases.EXAMPLES / case.file)
            for logger in [logging.getLogger(n) for n in logging.root.manager.loggerDict]:
                logger.propagate = True
                logger.setLevel(logging.INFO)
        known[case.name] = attempt(case, said)
        print(case.name, "|", known[case.name]["error"][-150:].replace("\n", " / "),
              "|", known[case.name].get("rows"), file=sys.stderr)  # fmt: skip
    order = [case.name for case in cases.CASES]
    known = {name: known[name] for name in order if name in known}
    text = ",\n".join(f" {json.dumps(n)}: {json.dumps(e)}" for n, e in known.items())
    (FOLDER / "errors.json").write_text(f"{{\n{text}\n}}\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
