"""Runs inside the interpreter of a real YOLOv5: builds a network and counts its operations.

    python benchmarks/trainer_process.py CONFIG RUNS

Prints one JSON line with the durations in milliseconds. It uses nothing of this project, since
that is not installed there.
"""

import contextlib
import importlib.util
import json
import sys
import time
import types

_stood_in: set[str] = set()


def _stand_in(name: str, **members: object) -> None:
    """A module that the trainer imports and that building a network never uses."""
    top = name.partition(".")[0]
    if top in _stood_in or importlib.util.find_spec(top) is None:
        _stood_in.add(top)
        parts = name.split(".")
        for length in range(1, len(parts) + 1):
            sys.modules.setdefault(
                ".".join(parts[:length]), types.ModuleType(".".join(parts[:length]))
            )
        vars(sys.modules[name]).update(members)


def _let_torchvision_load() -> None:
    """Beside a CPU torch, torchvision misses two operators when it is imported."""
    import torch

    library = torch.library.Library("torchvision", "FRAGMENT")
    for signature in (
        "nms(Tensor dets, Tensor scores, float iou_threshold) -> Tensor",
        "qnms(Tensor dets, Tensor scores, float iou_threshold) -> Tensor",
    ):
        with contextlib.suppress(RuntimeError):  # it is there already
            library.define(signature)
    globals()["_library"] = library  # it lives as long as the process


def main() -> None:
    """Measure and print."""
    config, runs = sys.argv[1], int(sys.argv[2])
    start = time.perf_counter()
    _let_torchvision_load()
    _stand_in("IPython", get_ipython=lambda: None, version_info=(8, 24))
    _stand_in("IPython.display", display=print)
    _stand_in("ultralytics.utils.checks", check_requirements=lambda *_a, **_k: True)
    with contextlib.redirect_stdout(sys.stderr):
        from yolov5.models.yolo import Model

        imported = time.perf_counter()
        built, counted = [], []
        for _ in range(runs):
            before = time.perf_counter()
            model = Model(config)
            middle = time.perf_counter()
            model.info()
            built.append((time.perf_counter() - before) * 1000)
            counted.append((time.perf_counter() - middle) * 1000)
    json.dump({"import": (imported - start) * 1000, "whole": built, "count": counted}, sys.stdout)


main()
