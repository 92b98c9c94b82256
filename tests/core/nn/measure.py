"""Measure blocks on the trainers' own code: `python tests/core/nn/measure.py ultralytics_csp`.

Run it where the trainers can be imported (`tests/golden/regenerate.py` says how to set that up);
nothing of this program is needed there. A file `measured/TRAINER_PART.json` is a list of cases;
written by hand they hold what to build, and this fills in what comes out:

    {"block": "C2f", "args": [16, 32, 2, true], "inputs": [1, 16, 8, 6]}

`args` is what the constructor gets, channels included; `many: true` with a list of shapes for
blocks that take a list of maps, and a list of shapes in the place of one for the outputs of one
row; `text`: shape of the text embedding some blocks take beside it (or, where `forward` takes
nothing beside them, as last of the maps); `kwargs`: what the parser sets beside the args
(`legacy`); `implementation`: our class, for parts that no row names; `no_values: true`: its values
depend on the order of equal scores; `timm`: a network of timm 1.0.9 that gives the same maps under
other names (`modules` is then ours).

On Ultralytics it also fills in what that trainer counts: `leaves` (modules that hold none),
`trainable` parameters, `ops` (operations in evaluation by ultralytics-thop), and `unreached`
(trainable parameters that the outputs of training do not depend on), if there are any.

`community_PART.json` holds blocks that no trainer ships. Their authors' classes have signatures of
their own, so a case says what to build there: `original: ["file:Class", [arguments], {by name}]`.
`leaner: n`: ours does without n modules of theirs, which have no weights.

The folders of WongKinYiu's repositories are taken from YOLOV7_FOLDER and YOLOV9_FOLDER, that of
the authors' files from COMMUNITY_FOLDER; COMMUNITY_MODULES names those in which a block without an
`original` is looked for.
"""

import hashlib
import inspect
import json
import math
import os
import sys
import types
from importlib import import_module
from pathlib import Path
from typing import Any

import torch

FOLDER = Path(__file__).with_name("measured")
FILLED = {"outputs", "values", "digest", "leaves", "trainable", "unreached", "ops"}
STRIDES = [8.0, 16.0, 32.0, 64.0]
PLACES = {
    "yolov5": ("yolov5.models.common", "yolov5.models.experimental", "yolov5.models.yolo"),
    "ultralytics": (
        "ultralytics.nn.modules.conv", "ultralytics.nn.modules.block",
        "ultralytics.nn.modules.transformer", "ultralytics.nn.modules.head",
        "ultralytics.nn.tasks",
    ),
    "yolov7": ("models.common", "models.experimental", "models.yolo"),
    "yolov9": ("models.common", "models.experimental", "models.yolo"),
    "community": tuple(os.environ.get("COMMUNITY_MODULES", "").split()),
}  # fmt: skip


def wave(shape: tuple[int, ...], step: float) -> torch.Tensor:
    """Numbers that are the same everywhere and not symmetric."""
    count = math.prod(shape)
    return torch.cos(torch.arange(count, dtype=torch.float64) * step).float().view(shape)


def flat(value: Any) -> list[torch.Tensor]:
    if isinstance(value, torch.Tensor):
        return [value]
    if isinstance(value, dict):
        value = value.values()
    return [tensor for item in value or () for tensor in flat(item)]


def prepare(trainer: str) -> None:
    """Make the trainer importable beside a torch without torchvision's operators."""
    os.environ.update(YOLO_AUTOINSTALL="false", YOLOv5_AUTOINSTALL="false")
    library = torch.library.Library("torchvision", "DEF")
    library.define("nms(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")
    library.define("qnms(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")
    sys.modules["torchvision.ops.for_measuring"] = types.ModuleType("kept")
    sys.modules["torchvision.ops.for_measuring"].library = library  # type: ignore[attr-defined]
    for name in ("IPython", "IPython.display"):
        sys.modules.setdefault(name, types.ModuleType(name))
    sys.modules["IPython.display"].display = print  # type: ignore[attr-defined]
    folder = os.environ.get(f"{trainer.upper()}_FOLDER")
    if folder:
        sys.path.insert(0, folder)


def original(case: dict[str, Any]) -> Any:
    place, args, *named = json.loads(json.dumps(case["original"]))
    file, _, name = place.partition(":")
    torch.manual_seed(0)
    return getattr(import_module(file), name)(*args, **dict(*named))


def find(trainer: str, name: str) -> Any:
    for place in PLACES[trainer]:
        found = getattr(import_module(place), name, None)
        if found is not None:
            return found
    raise LookupError(f"{trainer} has no {name}")


def from_timm(name: str) -> Any:
    make = import_module("timm").create_model
    if name.startswith("efficientnet"):  # its first map has stride 2
        return make(name, features_only=True, out_indices=(1, 2, 3, 4), bn_eps=1e-3)
    return make(name, features_only=True)


def build(trainer: str, case: dict[str, Any]) -> Any:
    if "timm" in case:
        return from_timm(case["timm"])
    if "original" in case:
        return original(case)
    kind = find(trainer, case["block"])
    settings = dict(case.get("kwargs", {}))
    legacy = settings.pop("legacy", False)
    if hasattr(kind, "legacy"):
        kind.legacy = legacy
    torch.manual_seed(0)
    module = kind(*json.loads(json.dumps(case["args"])), **settings)
    if case["block"] == "SPPF" and legacy:
        module.cv1.act = find(trainer, "Conv").default_act
    return module


def waves(shape: list[Any]) -> Any:
    """A tensor, or a list of them for the outputs of one layer: `[[1, 8, 4, 4], [1, 4, 2, 2]]`."""
    if isinstance(shape[0], list):
        return [waves(inner) for inner in shape]
    return wave(tuple(shape), 0.7)


def inputs_of(module: Any, case: dict[str, Any]) -> list[Any]:
    maps = [waves(shape) for shape in (case["inputs"] if case.get("many") else [case["inputs"]])]
    text = [wave(tuple(case["text"]), 0.3)] if case.get("text") else []
    if text and len(inspect.signature(module.forward).parameters) == 1:
        return [[*maps, *text]]
    return [maps if case.get("many") else maps[0], *text]


def counted(module: Any) -> dict[str, int]:
    trainable = [p for p in module.parameters() if p.requires_grad]
    unreached = sum(p.numel() for p in trainable if p.grad is None)
    return {
        "leaves": sum(not list(part.children()) for part in module.modules()),
        "trainable": sum(p.numel() for p in trainable),
        **({"unreached": unreached} if unreached else {}),
    }


def operations(module: Any, case: dict[str, Any]) -> int:
    set_strides(module)
    thop = import_module("thop")
    with torch.no_grad():
        return int(thop.profile(module.eval(), inputs_of(module, case), verbose=False)[0])


def set_strides(module: Any) -> None:
    if hasattr(module, "stride") and hasattr(module, "nl"):
        module.stride = torch.tensor(STRIDES[: module.nl])


def measure(trainer: str, case: dict[str, Any]) -> dict[str, Any]:
    module = build(trainer, case)
    state = [(key, list(value.shape)) for key, value in module.state_dict().items()]
    lines = [f"{key} {'x'.join(map(str, shape))}" for key, shape in state]
    outputs = flat(module.train()(*inputs_of(module, case)))
    found = {
        **{k: v for k, v in case.items() if k not in FILLED},
        "params": sum(p.numel() for p in module.parameters()),
        "modules": len(list(module.modules())) - case.get("leaner", 0),
        "outputs": [list(output.shape) for output in outputs],
        "digest": hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16],
    }
    if "timm" in case:
        del found["digest"]
        found["modules"] = case["modules"]
    if trainer == "ultralytics":
        if any(output.requires_grad for output in outputs):
            sum(output.sum() for output in outputs).backward()
        found |= counted(module)
        found["ops"] = operations(build(trainer, case), case)
    if not case.get("no_values"):
        found["values"] = values(build(trainer, case), case)
    return found


def values(module: Any, case: dict[str, Any]) -> list[list[float]]:
    with torch.no_grad():
        for parameter in module.parameters():
            parameter.copy_(wave(tuple(parameter.shape), 0.9) * 0.3)
        set_strides(module)
        anchors = getattr(module, "anchors", None)
        if isinstance(anchors, torch.Tensor) and anchors.dim() == 3:
            anchors /= module.stride.view(-1, 1, 1)
        outputs = flat(module.eval()(*inputs_of(module, case)))
    return [
        [output.double().mean().item(), output.flatten()[output.numel() // 3].item()]
        for output in outputs[:4]
        if output.numel()
    ]


def main(names: list[str]) -> None:
    for name in names:
        trainer = name.partition("_")[0]
        prepare(trainer)
        path = FOLDER / f"{name}.json"
        cases = json.loads(path.read_text(encoding="utf-8"))
        rows = [json.dumps(measure(trainer, case)) for case in cases]
        path.write_text("[\n" + ",\n".join(rows) + "\n]\n", encoding="utf-8")
        print(f"{name}: {len(rows)} cases")


if __name__ == "__main__":
    main(sys.argv[1:])
