"""Where the files that come with the program lie."""

from pathlib import Path


def resources() -> Path:
    """The folder with icons, translations, facts and stock networks."""
    return _shipped("resources")


def examples() -> Path:
    """The folder with example networks."""
    return _shipped("examples")


def _shipped(name: str) -> Path:
    """A folder beside the package in a checkout, inside it where the program is installed."""
    package = Path(__file__).resolve().parent
    installed = package / f"_{name}"
    return installed if installed.is_dir() else package.parent / name
