"""The recorded numbers of the real trainers, and the configs they belong to.

The configs of YOLOv5 and Ultralytics are not ours to copy: they are read from the installed
packages `yolov5` and `ultralytics`, which are found, never imported. Of YOLOv7 and YOLOv9, which
are no packages, and of the tutorials' networks the rows are recorded as data, and YAML is
written from that.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from builder.core.analysis import Report, analyze
from builder.core.config import read_config

_FOLDER = Path(__file__).parent
PACKAGES = {
    "yolov5-7.0": "yolov5",
    "ultralytics-8.4.190": "ultralytics",
}
TABLES = ("yolov5-7.0", "ultralytics-8.4.190", "yolov7", "yolov9", "seeds")


def missing(package: str) -> str:
    """Why a test is skipped that reads a package's configs."""
    return f"the package {package} is not installed (pip install --no-deps {package})"


MISSING = missing("yolov5")


@dataclass(frozen=True, slots=True)
class Row:
    """One layer as the trainer built it; `gflops` counts it at the image size of the record.

    `out_shapes` of a head are those of training.
    """

    written_from: int | list[int]
    n: int
    module: str
    args: str
    params: int
    out_shapes: tuple[tuple[int, ...], ...]
    gflops: float

    @property
    def flops(self) -> int:
        """The same count as a whole number of operations."""
        return round(self.gflops * 1e9)


@dataclass(frozen=True, slots=True)
class Record:
    """One network as the trainer built it.

    Attributes:
        table: The file of records that it stands in.
        file: The config's path inside the package, or a name of its own.
        scale: The scale that it was built at; None where the file has none.
        written: YAML text made from recorded rows; "" where a package has the file.
        gflops: As printed, with one digit; None where the trainer printed none.
        gflops_raw: What the trainer rounds for printing; None where it was not recorded.
        gflops_640: Exact count at 640; None where it was not recorded.
        dialect: How it was read, where that is not told by the file.
        replaced: Text of the file that was replaced before it was built, and by what.
    """

    table: str
    file: str
    task: str
    nc: int
    layers: int
    params: int
    gradients: int
    gflops: str | None
    gflops_raw: float | None
    gflops_640: float | None
    stride: tuple[float, ...]
    rows: tuple[Row, ...]
    scale: str | None = None
    written: str = ""
    dialect: str | None = None
    replaced: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        name = Path(self.file).with_suffix("")
        shown = name.as_posix() if self.table == "yolov7" else name.name
        return f"{shown}-{self.scale}" if self.scale else shown

    @property
    def text(self) -> str:
        """The config; skips the test that asks if its package is not installed."""
        if self.written:
            return self.written
        path = package_path(PACKAGES[self.table], self.file)
        if path is None:
            pytest.skip(missing(PACKAGES[self.table]))
        text = path.read_text(encoding="utf-8")
        for old, new in self.replaced:
            assert old in text
            text = text.replace(old, new)
        return text

    def report(self) -> Report:
        """The report on it."""
        config = read_config(self.text)
        return analyze(config, nc=self.nc, scale=self.scale, file=self.file, dialect=self.dialect)


def _flow(value: object) -> str:
    """YAML flow text of numbers, words and lists of them."""
    if isinstance(value, list):
        return f"[{', '.join(map(_flow, value))}]"
    if isinstance(value, str):
        plain = value.replace(".", "").replace("_", "").isalnum()
        return value if plain else "'" + value.replace("'", "''") + "'"
    return "null" if value is None else str(value)


def yaml_of(config: Mapping[str, Any]) -> str:
    """The YAML text of a config's data: header keys, then the rows of each section."""
    lines: list[str] = []
    for key, value in config.items():
        if key in {"backbone", "head"}:
            lines += [f"{key}:", *(f"  - {_flow(row)}" for row in value)]
        elif isinstance(value, dict):
            lines += [f"{key}:", *(f"  {name}: {_flow(item)}" for name, item in value.items())]
        else:
            lines.append(f"{key}: {_flow(value)}")
    return "\n".join(lines) + "\n"


def _flat(shapes: Any) -> Iterator[tuple[int, ...]]:
    """The shapes of one layer's outputs; what a head only hands through is none."""
    if isinstance(shapes, dict):
        for name, inner in shapes.items():
            if name != "feats":
                yield from _flat(inner)
    elif shapes and isinstance(shapes[0], int):
        yield tuple(shapes)
    else:
        for inner in shapes or ():
            yield from _flat(inner)


def _row(cells: list[Any]) -> Row:
    written_from, n, module, args, params, shapes, gflops = cells
    return Row(written_from, n, module, args, params, tuple(_flat(shapes)), gflops)


@cache
def records(table: str) -> tuple[Record, ...]:
    """The records of a table of this folder: "yolov5-7.0", "yolov9" …"""
    data = json.loads((_FOLDER / f"{table}.json").read_text(encoding="utf-8"))
    return tuple(
        Record(
            table=table,
            file=record["file"],
            scale=record.get("scale"),
            task=record["task"],
            nc=record["nc"],
            layers=record["layers"],
            params=record["params"],
            gradients=record["gradients"],
            gflops=record["gflops"],
            gflops_raw=record.get("gflops_raw"),
            gflops_640=record.get("gflops_raw_640"),
            stride=tuple(record["stride"]),
            rows=tuple(map(_row, record["rows"])),
            written=yaml_of(record["config"]) if "config" in record else "",
            dialect=record.get("dialect"),
            replaced=tuple(record.get("replaced", {}).items()),
        )
        for record in data["records"]
    )


def every_record() -> tuple[Record, ...]:
    """The records of all tables."""
    return tuple(record for table in TABLES for record in records(table))


@cache
def package_folder(name: str) -> Path | None:
    """The folder of an installed package, or None; the package is not imported."""
    spec = find_spec(name)
    return Path(spec.origin).parent if spec and spec.origin else None


def package_path(name: str, file: str) -> Path | None:
    """A file of an installed package, or None if the package is not installed."""
    folder = package_folder(name)
    return folder / file if folder else None


def stock_path(file: str) -> Path | None:
    """The stock config `models/…/NAME.yaml` of YOLOv5, or None if it is not installed."""
    return package_path("yolov5", file)


def stock_paths() -> tuple[Path, ...]:
    """Every stock config of YOLOv5 that has a record, or nothing if it is not installed."""
    folder = package_folder("yolov5")
    return tuple(folder / record.file for record in records("yolov5-7.0")) if folder else ()
