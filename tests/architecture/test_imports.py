"""What a fresh interpreter loads: no torch outside the torch engine, no Qt outside the window."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BUILDER = ROOT / "builder"
SLOW = frozenset({"torch", "torchview"})
QT = frozenset({"PySide6", "shiboken6", "qtawesome", "pyqtgraph"})


def modules_below(folder: str, *left_out: str) -> list[str]:
    """Dotted names of all modules in a folder of the package that are safe to import."""
    return [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in sorted((BUILDER / folder).rglob("*.py"))
        if path.stem != "__main__" and not any(part in left_out for part in path.parts)
    ]


def loaded_by(modules: list[str]) -> frozenset[str]:
    """Top-level packages that importing `modules` loads in an interpreter of its own."""
    code = (
        "import importlib, sys\n"
        "for name in sys.argv[1:]: importlib.import_module(name)\n"
        "print(*{name.partition('.')[0] for name in sys.modules})"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *modules],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return frozenset(done.stdout.split())


@pytest.mark.parametrize(
    ("modules", "unwanted"),
    [
        pytest.param(["builder", "builder.core"], SLOW | QT, id="builder"),
        pytest.param(modules_below("core", "nn"), SLOW | QT, id="core"),
        pytest.param(modules_below("cli"), SLOW | QT, id="cli"),
        pytest.param(modules_below("gui"), SLOW, id="gui"),
    ],
)
def test_importing_loads_nothing_unwanted(modules: list[str], unwanted: frozenset[str]) -> None:
    assert len(modules) > 1
    assert loaded_by(modules) & unwanted == frozenset()


def test_the_question_would_notice_qt() -> None:
    assert "PySide6" in loaded_by(["PySide6.QtCore"])
