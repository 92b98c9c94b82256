"""What every trainer ships is clean, except where the file itself is wrong."""

import json
from pathlib import Path
from typing import Any

import pytest

from builder.core.analysis import analyze
from builder.core.config import read_config
from builder.core.rules import diagnose
from tests.core.rules.networks import grave, named
from tests.golden.stock import Record, every_record, missing, package_folder, package_path

# Comments of these official files call the first row P1/2; it has stride 4.
WRONG_LEVELS = {"yolov8-cls-resnet50", "yolov8-cls-resnet101"}
# A tutorial's network with an attention block that its head does not read.
WRONG = {"net2_p6_fixed": [("G102", 34)]}


def wanted(file: str) -> list[tuple[str, int | None]]:
    stem = Path(file).stem
    return WRONG.get(stem, [])


@pytest.mark.parametrize("record", every_record(), ids=str)
def test_every_recorded_network_is_clean(record: Record) -> None:
    found = grave(diagnose(record.report()))
    assert named(found) == wanted(record.file), [one.message for one in found]


FOLDER = Path(__file__).parents[2] / "golden"
TABLE = json.loads((FOLDER / "versions.json").read_text(encoding="utf-8"))
VERSIONS = [dict(zip(TABLE["columns"], row, strict=True)) for row in TABLE["records"]]


def title(record: dict[str, Any]) -> str:
    return f"{record['dialect']}-{Path(record['file']).stem}-{record['scale']}"


@pytest.mark.parametrize("record", VERSIONS, ids=title)
def test_every_network_of_another_version_is_clean(record: dict[str, Any]) -> None:
    path = package_path(record["package"], record["file"])
    if path is None:
        pytest.skip(missing(record["package"]))
    report = analyze(
        read_config(path.read_text(encoding="utf-8", errors="ignore")),
        dialect=record["dialect"],
        scale=record["scale"],
        nc=record["nc"],
        file=record["file"],
    )
    found = grave(diagnose(report))
    assert named(found) == wanted(record["file"]), [one.message for one in found]


FILES = sorted(
    path
    for package in ("yolov5", "ultralytics")
    if (folder := package_folder(package)) is not None
    for path in (folder / ("models" if package == "yolov5" else "cfg/models")).rglob("*.yaml")
    if path.name != "anchors.yaml"
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_is_clean_as_it_is_opened(path: Path) -> None:
    """By its own name, for the trainer and the scale that it tells."""
    text = path.read_text(encoding="utf-8", errors="ignore")
    found = grave(diagnose(analyze(read_config(text), file=str(path))))
    assert named(found) == wanted(path.name), [one.message for one in found]
