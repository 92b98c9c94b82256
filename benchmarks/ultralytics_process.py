"""Runs inside an interpreter that has ultralytics 8.4: builds its stock networks and counts them.

    python benchmarks/ultralytics_process.py FOLDER_OF_RECORDS

Prints one JSON line with the durations in milliseconds. It uses nothing of this project, since
that is not installed there.
"""

import contextlib
import json
import logging
import sys
import time
from pathlib import Path


def main() -> None:
    """Measure and print."""
    records = json.loads((Path(sys.argv[1]) / "ultralytics-8.4.190.json").read_text("utf-8"))
    start = time.perf_counter()
    with contextlib.redirect_stdout(sys.stderr):
        import ultralytics
        from ultralytics.nn import tasks
        from ultralytics.utils import YAML
        from ultralytics.utils.torch_utils import get_flops

        logging.disable(logging.CRITICAL)
        root = Path(ultralytics.__file__).parent
        imported = time.perf_counter()
        built = 0
        for record in records["records"]:
            if record.get("replaced"):
                continue  # it would download weights
            config = YAML.load(root / record["file"])
            config["scale"] = record.get("scale") or ""
            model = kind_of(tasks, record["file"], config)(config, verbose=False)
            built += bool(get_flops(model))
    ended = time.perf_counter()
    json.dump(
        {"import": (imported - start) * 1000, "whole": (ended - imported) * 1000, "built": built},
        sys.stdout,
    )


def kind_of(tasks: object, file: str, config: dict[str, object]) -> type:
    """The class that the trainer's own interface takes for a config of this name."""
    name = Path(file).stem
    if "rtdetr" in name:
        return tasks.RTDETRDetectionModel
    if "-world" in name:
        return tasks.WorldModel
    task = tasks.guess_model_task(config)
    if "yoloe" in name:
        return tasks.YOLOESegModel if task == "segment" else tasks.YOLOEModel
    return {
        "classify": tasks.ClassificationModel,
        "segment": tasks.SegmentationModel,
        "semantic": tasks.SemanticSegmentationModel,
        "pose": tasks.PoseModel,
        "obb": tasks.OBBModel,
        "depth": tasks.DepthModel,
    }.get(task, tasks.DetectionModel)


main()
