"""Writes `resources/stock/networks.txt`: the rows of networks as their trainers ship them.

Rows are facts: what is read, how often, which module, which arguments. The form of the file is read
in a millisecond: a line for each module with its arguments, an empty line, then a line for each
network with trainer, names, length of the backbone, the numbers of its modules, and `from` and
`number` of each row. Run it where the packages
`yolov5` and `ultralytics` are installed (they are found, never imported); further folders with
configs of other versions can be named, as FOLDER=TRAINER. Rows of YOLOv7 and YOLOv9 are taken from
the tables beside this file. Networks with the same rows are one entry with several names.

    python -m tests.golden.write_stock [FOLDER=ultralytics …]
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from builder.core.stock.networks import row_of
from tests.golden.stock import package_folder

_HERE = Path(__file__).parent
TARGET = _HERE.parents[1] / "resources" / "stock" / "networks.txt"
_FOLDERS = {"ultralytics": "cfg/models", "yolov5": "models"}


def _of_packages() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for package, folder in _FOLDERS.items():
        base = package_folder(package)
        if base is None:
            raise SystemExit(f"the package {package} is not installed")
        yield from _of_folder(base / folder, package)


def _of_folder(folder: Path, trainer: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path in sorted(folder.rglob("*.yaml"), key=lambda path: (path.stem, str(path))):
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        if isinstance(data, dict) and "backbone" in data:
            yield trainer, path.stem, data


def _of_tables() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for trainer in ("yolov7", "yolov9"):
        table = json.loads((_HERE / f"{trainer}.json").read_text(encoding="utf-8"))
        for record in sorted(table["records"], key=lambda one: one["file"]):
            yield trainer, Path(record["file"]).stem, record["config"]


def networks(more: dict[str, str]) -> list[dict[str, Any]]:
    """Every network once: trainer, names, length of the backbone, rows."""
    found: dict[str, dict[str, Any]] = {}
    others = (
        item for folder, trainer in more.items() for item in _of_folder(Path(folder), trainer)
    )
    for trainer, name, data in (*_of_packages(), *_of_tables(), *others):
        rows = [*data["backbone"], *data["head"]]
        key = json.dumps([trainer, len(data["backbone"]), rows])
        entry = found.setdefault(
            key,
            {"trainer": trainer, "names": [], "backbone": len(data["backbone"]), "rows": rows},
        )
        if name not in entry["names"]:
            entry["names"].append(name)
    return list(found.values())


def text_of(all_networks: list[dict[str, Any]]) -> str:
    """The file's text."""
    kinds: dict[tuple[str, str], int] = {}
    lines = []
    for entry in all_networks:
        rows = [row_of(index, *cells) for index, cells in enumerate(entry["rows"])]
        numbers = [kinds.setdefault((row.module, row.args), len(kinds)) for row in rows]
        cells = [f"{'[' * row.many}{','.join(map(str, row.refs))}/{row.number}" for row in rows]
        columns = (
            entry["trainer"],
            " ".join(entry["names"]),
            entry["backbone"],
            " ".join(map(str, numbers)),
            " ".join(cells),
        )
        lines.append("\t".join(map(str, columns)))
    return "\n".join([*map("\t".join, kinds), "", *lines]) + "\n"


def main() -> None:
    """Write the file and say how many networks are in it."""
    more = dict(argument.split("=") for argument in sys.argv[1:])
    all_networks = networks(more)
    TARGET.write_text(text_of(all_networks), encoding="utf-8")
    print(f"{len(all_networks)} networks in {TARGET.name}")


if __name__ == "__main__":
    main()
