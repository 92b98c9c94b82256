"""The recorded numbers of the real trainer, and the stock configs they belong to.

The configs themselves are not ours to copy: they are read from the installed package
`yolov5`, which carries the files of YOLOv5 v7.0. It is found, never imported.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent
MISSING = "the package yolov5 is not installed (pip install --no-deps yolov5==7.0.14)"


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
        file: The config's path inside the package, or a name of its own.
        text: YAML text made from recorded rows; "" where the package has the file.
        gflops: As printed, with one digit.
        gflops_raw: What the trainer rounds for printing; None where it was not recorded.
        gflops_640: Exact count at 640; None where it was not recorded.
    """

    file: str
    task: str
    nc: int
    layers: int
    params: int
    gradients: int
    gflops: str
    gflops_raw: float | None
    gflops_640: float | None
    stride: tuple[int, ...]
    rows: tuple[Row, ...]
    text: str = ""

    def __str__(self) -> str:
        return Path(self.file).stem


def _flow(value: object) -> str:
    """YAML flow text of numbers, plain names and lists of them."""
    if isinstance(value, list):
        return f"[{', '.join(map(_flow, value))}]"
    return str(value)


def _text(record: dict[str, Any]) -> str:
    """The config that a record's header and written rows describe."""
    split = record["backbone_rows"]
    lines = [f"{key}: {_flow(value)}" for key, value in record["header"].items()]
    for section, rows in (
        ("backbone", record["written"][:split]),
        ("head", record["written"][split:]),
    ):
        lines += [f"{section}:", *(f"  - {_flow(row)}" for row in rows)]
    return "\n".join(lines) + "\n"


def _flat(shapes: list[Any]) -> Iterator[tuple[int, ...]]:
    """The shapes of one layer's outputs; Segment's are a list of maps, then the prototypes."""
    for shape in shapes:
        if isinstance(shape[0], list):
            yield from _flat(shape)
        else:
            yield tuple(shape)


def _row(cells: list[Any]) -> Row:
    written_from, n, module, args, params, shapes, gflops = cells
    return Row(written_from, n, module, args, params, tuple(_flat(shapes)), gflops)


@cache
def records(name: str) -> tuple[Record, ...]:
    """The records of `name`.json in this folder: "yolov5-7.0" or "seeds"."""
    table = json.loads((_FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return tuple(
        Record(
            file=record["file"],
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
            text=_text(record) if "written" in record else "",
        )
        for record in table["records"]
    )


@cache
def stock_folder() -> Path | None:
    """The folder of the installed package `yolov5`, or None."""
    spec = find_spec("yolov5")
    return Path(spec.origin).parent if spec and spec.origin else None


def stock_path(file: str) -> Path | None:
    """The stock config `models/…/NAME.yaml`, or None if the package is not installed."""
    folder = stock_folder()
    return folder / file if folder else None


def stock_paths() -> tuple[Path, ...]:
    """Every stock config that has a record, or nothing if the package is not installed."""
    folder = stock_folder()
    return tuple(folder / record.file for record in records("yolov5-7.0")) if folder else ()
