"""Record what a real trainer makes of its stock configs: `python tests/golden/regenerate.py TABLE`.

It prints where the committed table differs from the trainer, and with `--write` writes the table
anew; `--only TEXT` takes the configs whose path has that text. It needs none of this program, but
an environment of its own, in which the trainers import beside a CPU build of torch:

    python -m venv V
    V/bin/pip install torch==2.13.0
    V/bin/pip install --no-deps ultralytics==8.4.190 ultralytics-thop==2.2.3 torchvision==0.28.0
    V/bin/pip install "numpy<2.3" opencv-python-headless pillow pyyaml requests psutil
    # for YOLOv5, with thop 0.1.1.post2209072238 in a folder of its own on PYTHONPATH:
    V/bin/pip install --no-deps yolov5==7.0.14
    V/bin/pip install "setuptools<81" pandas scipy seaborn tqdm matplotlib

YOLOv7 and YOLOv9 are no packages: YOLOV7_FOLDER and YOLOV9_FOLDER hold their repositories, and the
configs are those of the committed tables.
"""

import argparse
import contextlib
import io
import json
import logging
import os
import re
import sys
import tempfile
import types
from collections.abc import Iterator
from copy import deepcopy
from importlib import import_module
from pathlib import Path
from typing import Any

import torch

FOLDER = Path(__file__).parent
SIDE = 640
ROW = re.compile(
    r"^\s*(\d+)\s+(\[[^\]]*\]|-?\d+)\s+(\d+)\s+(\d+)\s\s([\w.]+)\s*(\[.*\])\s*$", re.MULTILINE
)
COLUMNS = ["from", "n", "module", "args", "params", "out_shapes", "gflops"]


def prepare(table: str) -> None:
    """Make the trainer importable beside a torch without torchvision's operators."""
    os.environ.update(YOLO_AUTOINSTALL="false", YOLOv5_AUTOINSTALL="false", YOLO_VERBOSE="true")
    library = torch.library.Library("torchvision", "DEF")
    library.define("nms(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")
    library.define("qnms(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")
    globals()["_library"] = library  # it lives as long as the process
    for name in ("IPython", "IPython.display"):
        sys.modules.setdefault(name, types.ModuleType(name))
    sys.modules["IPython"].get_ipython = lambda: None  # type: ignore[attr-defined]
    sys.modules["IPython.display"].display = print  # type: ignore[attr-defined]
    folder = os.environ.get(f"{table.upper()}_FOLDER")
    if folder:
        sys.path.insert(0, folder)


class Trainer:
    """YOLOv5 and what descends from it: one class builds every config."""

    model = "yolov5.models.yolo"

    def build(self, path: Path, record: dict[str, Any]) -> Any:
        """The network of a config, which prints its rows while it is built."""
        return import_module(self.model).Model(str(path))

    def path(self, record: dict[str, Any], folder: Path) -> Path:
        """Where a record's config is, or is put."""
        if "config" in record:
            path = folder / Path(record["file"]).name
            path.write_text(json.dumps(record["config"]), encoding="utf-8")  # JSON is YAML
            return path
        root = Path(import_module(self.model.partition(".")[0]).__file__ or "").parent
        return root / record["file"]

    def layers(self, model: Any) -> int:
        """What it prints as layers."""
        return len(list(model.modules()))

    def gflops(self, model: Any) -> float:
        """One count at stride x stride, multiplied up."""
        thop = import_module("thop")
        side = max(int(model.stride.max()), 32)
        channels = self.image_channels(model)
        image = torch.empty((1, channels, side, side))
        ops = thop.profile(deepcopy(model), inputs=(image,), verbose=False)[0]
        return float(ops / 1e9 * 2 * SIDE / side * SIDE / side)

    def image_channels(self, model: Any) -> int:
        """Channels of the image of that count."""
        return int(next(model.parameters()).shape[1])


class Forked(Trainer):
    """A repository that is no package."""

    model = "models.yolo"


class Seventh(Forked):
    """YOLOv7 takes the image's channels from the header."""

    def image_channels(self, model: Any) -> int:
        """Channels of the image of that count."""
        return int(model.yaml.get("ch", 3))


class Ultralytics(Trainer):
    """Ultralytics 8.4: a class for each task, scales, a count of the whole image."""

    model = "ultralytics.nn.tasks"

    def build(self, path: Path, record: dict[str, Any]) -> Any:
        """The network of a config at the record's scale."""
        tasks: Any = import_module(self.model)
        text = path.read_text(encoding="utf-8")
        for old, new in record.get("replaced", {}).items():
            text = text.replace(old, new)
        config = import_module("yaml").safe_load(text)
        config["scale"] = record.get("scale") or ""
        return kind_of(tasks, path.stem, config)(config, verbose=True)

    def layers(self, model: Any) -> int:
        """What it prints as layers: modules that hold none."""
        return sum(1 for module in model.modules() if not module._modules)

    def gflops(self, model: Any) -> float:
        """Its own figure."""
        return float(import_module("ultralytics.utils.torch_utils").get_flops(model, SIDE))


def kind_of(tasks: Any, name: str, config: dict[str, Any]) -> Any:
    """The class that Ultralytics' own interface takes for a config of this name."""
    if "rtdetr" in name:
        return tasks.RTDETRDetectionModel
    if "-world" in name:
        return tasks.WorldModel
    task = tasks.guess_model_task(config)
    if "yoloe" in name:
        return tasks.YOLOESegModel if task == "segment" else tasks.YOLOEModel
    kinds = {
        "classify": "Classification", "segment": "Segmentation", "pose": "Pose", "obb": "OBB",
        "semantic": "SemanticSegmentation", "depth": "Depth",
    }  # fmt: skip
    return getattr(tasks, f"{kinds.get(task, 'Detection')}Model")


TRAINERS = {
    "yolov5-7.0": Trainer(),
    "ultralytics-8.4.190": Ultralytics(),
    "yolov7": Seventh(),
    "yolov9": Forked(),
}


@contextlib.contextmanager
def printed() -> Iterator[io.StringIO]:
    """What the trainer logs and prints inside."""
    text = io.StringIO()
    handler = logging.StreamHandler(text)
    handler.setFormatter(logging.Formatter("%(message)s"))
    loggers = [logging.getLogger(name) for name in (None, "yolov5", "ultralytics", "models.yolo")]
    for logger in loggers:
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
    try:
        with contextlib.redirect_stdout(text):
            yield text
    finally:
        for logger in loggers:
            logger.removeHandler(handler)


def shapes(value: Any) -> Any:
    """The shapes of a nested output."""
    if isinstance(value, torch.Tensor):
        return list(value.shape)
    if isinstance(value, dict):
        return {key: shapes(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [shapes(item) for item in value]
    return None


def run_rows(model: Any) -> tuple[list[Any], list[float]]:
    """Output shapes and 10^9 operations of every row at 640x640; the head gives raw predictions."""
    thop: Any = import_module("thop")
    inputs: dict[int, Any] = {}
    outputs: dict[int, Any] = {}
    rows = list(model.model)

    def before(row: int) -> Any:
        def hook(_module: Any, args: Any) -> None:
            # Heads overwrite the entries of the list that they are given.
            inputs[row] = [list(one) if isinstance(one, list) else one for one in args]

        return hook

    def after(row: int) -> Any:
        def hook(_module: Any, _args: Any, output: Any) -> None:
            outputs[row] = shapes(output)

        return hook

    hooks = [module.register_forward_pre_hook(before(row)) for row, module in enumerate(rows)]
    hooks += [module.register_forward_hook(after(row)) for row, module in enumerate(rows)]
    model.eval()
    head = rows[-1]
    image = torch.zeros(1, 3, SIDE, SIDE)
    with torch.no_grad():
        head.training = True
        model(image)
        raw = outputs[len(rows) - 1]
        head.training = False
        model(image)
        for hook in hooks:
            hook.remove()
        gflops = [
            thop.profile(deepcopy(module), inputs=inputs[row], verbose=False)[0] / 1e9 * 2
            for row, module in enumerate(rows)
        ]
    return [*(outputs[row] for row in range(len(rows) - 1)), raw], gflops


def record_of(trainer: Trainer, old: dict[str, Any], folder: Path) -> dict[str, Any]:
    """The record of one config, made anew."""
    with printed() as text:
        model = trainer.build(trainer.path(old, folder), old)
    # Some loggers tell a line twice.
    rows = list({found[0]: found for found in ROW.findall(text.getvalue())}.values())
    out, gflops = run_rows(model)
    model.train()
    return {
        **{key: value for key, value in old.items() if key != "rows"},
        "layers": trainer.layers(model),
        "params": sum(p.numel() for p in model.parameters()),
        "gradients": sum(p.numel() for p in model.parameters() if p.requires_grad),
        "gflops": f"{trainer.gflops(model):.1f}",
        "stride": [float(s) for s in model.stride],
        "rows": [
            [
                json.loads(source), int(n), old["rows"][row][2], args, int(params), out[row],
                round(gflops[row], 9),
            ]
            for row, (_, source, n, params, _, args) in enumerate(rows)
        ],
    }  # fmt: skip


def differences(old: dict[str, Any], new: dict[str, Any]) -> Iterator[str]:
    """Where two records part."""
    for key in ("layers", "params", "gradients", "gflops", "stride"):
        if old[key] != new[key]:
            yield f"{key}: {old[key]} -> {new[key]}"
    if len(old["rows"]) != len(new["rows"]):
        yield f"{len(old['rows'])} rows -> {len(new['rows'])}"
    for number, (before, after) in enumerate(zip(old["rows"], new["rows"], strict=False)):
        for name, one, other in zip(COLUMNS, before, after, strict=True):
            if name == "gflops":
                if abs(one - other) > 1e-8:
                    yield f"row {number} {name}: {one} -> {other}"
            elif one != other:
                yield f"row {number} {name}: {one} -> {other}"


def main() -> None:
    """Compare, and write where that is wanted."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("table", choices=TRAINERS)
    parser.add_argument("--only", default="", metavar="TEXT")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    prepare(options.table)
    trainer = TRAINERS[options.table]
    import_module(trainer.model)  # it sets loggers up anew, so it comes before ours
    path = FOLDER / f"{options.table}.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    count = 0
    with tempfile.TemporaryDirectory() as folder:
        for place, old in enumerate(data["records"]):
            if options.only not in old["file"]:
                continue
            new = record_of(trainer, old, Path(folder))
            found = list(differences(old, new))
            print(old["file"], old.get("scale") or "", "; ".join(found) or "equal", flush=True)
            data["records"][place] = new
            count += bool(found)
    print(f"{count} records differ")
    if options.write:
        path.write_text(text_of(data), encoding="utf-8")


def text_of(data: dict[str, Any]) -> str:
    """A table with a line for every row."""
    meta = [
        f" {json.dumps(key)}: {json.dumps(value)},"
        for key, value in data.items()
        if key != "records"
    ]
    records = []
    for record in data["records"]:
        rows = ",\n".join("   " + json.dumps(row) for row in record["rows"])
        head = json.dumps({key: value for key, value in record.items() if key != "rows"})
        records.append(f'  {head[:-1]}, "rows": [\n{rows}\n  ]}}')
    return "\n".join(["{", *meta, ' "records": [', ",\n".join(records), " ]", "}"]) + "\n"


if __name__ == "__main__":
    main()
