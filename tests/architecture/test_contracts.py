"""The import contracts hold, and each of them catches a violation planted in a copy."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]


class Plant(NamedTuple):
    """A line in a new module `folder`/planted.py that the contract must refuse."""

    contract: str
    folder: str
    line: str


FRONT = "Front ends over the torch engine over the core"
ROOMS = "Rooms of the core"
TORCH = "Only the torch engine and the blocks it runs import torch"
QT = "Only the window imports Qt"
PANELS = "Panels of the GUI do not import each other"
WINDOW = "Window over panels over documents"

# Run with -c, Python looks for packages in the current folder first: the copy, not the original.
_LINT = (
    "from importlinter.cli import lint_imports_command as lint; lint(['--no-cache', '--no-logo'])"
)

PLANTS = (
    Plant(FRONT, "cli", "import builder.gui"),
    Plant(FRONT, "gui", "import builder.cli"),
    Plant(FRONT, "torch_engine", "import builder.cli"),
    Plant(FRONT, "core", "import builder.torch_engine"),
    Plant(ROOMS, "core/text", "import builder.core.diagnostics"),
    Plant(ROOMS, "core/diagnostics", "import builder.core.config"),
    Plant(ROOMS, "core/config", "import builder.core.shapes"),
    Plant(ROOMS, "core/blocks", "import builder.core.dialects"),
    Plant(ROOMS, "core/facts", "import builder.core.blocks"),
    Plant(ROOMS, "core/shapes", "import builder.core.analysis"),
    Plant(ROOMS, "core/analysis", "import builder.core.rules"),
    Plant(ROOMS, "core/language", "import builder.core.diagnostics"),
    Plant(ROOMS, "core/stock", "import builder.core.rules"),
    Plant(ROOMS, "core/rules", "import builder.core.repair"),
    Plant(ROOMS, "core/repair", "import builder.core.fixing"),
    Plant(ROOMS, "core/fixing", "import builder.core.tracebacks"),
    Plant(ROOMS, "core/templates", "import builder.core.export"),
    Plant(TORCH, "core/shapes", "import torch"),
    Plant(TORCH, "gui", "import torch"),
    Plant(TORCH, "cli", "import torchview"),
    Plant(TORCH, "core/facts", "import timm"),
    Plant(QT, "core/layout", "import PySide6.QtCore"),
    Plant(QT, "cli", "import PySide6.QtGui"),
    Plant(QT, "torch_engine", "import qtawesome"),
    Plant(PANELS, "gui/canvas", "import builder.gui.editor"),
    Plant(PANELS, "gui/table", "import builder.gui.problems"),
    Plant(WINDOW, "gui/document", "import builder.gui.canvas"),
    Plant(WINDOW, "gui/palette", "import builder.gui.window"),
)


def lint(folder: Path) -> dict[str, bool]:
    """Whether each contract of the project in `folder` is kept."""
    done = subprocess.run(
        [sys.executable, "-c", _LINT],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    found = re.findall(r"^(.+?) (KEPT|BROKEN)", done.stdout, re.MULTILINE)
    assert found, done.stdout + done.stderr
    return {name: state == "KEPT" for name, state in found}


def contracts() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {contract["name"] for contract in project["tool"]["importlinter"]["contracts"]}


def test_every_contract_is_kept() -> None:
    kept = lint(ROOT)
    assert set(kept) == contracts()
    assert [name for name, good in kept.items() if not good] == []


def test_every_contract_has_a_planted_violation() -> None:
    assert contracts() == {plant.contract for plant in PLANTS}


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: f"{plant.folder}: {plant.line}")
def test_a_planted_violation_is_caught(plant: Plant, tmp_path: Path) -> None:
    shutil.copytree(
        ROOT / "builder", tmp_path / "builder", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    planted = tmp_path / "builder" / plant.folder / "planted.py"
    planted.write_text(f'"""Planted."""\n\n{plant.line}\n', encoding="utf-8")
    assert lint(tmp_path)[plant.contract] is False
