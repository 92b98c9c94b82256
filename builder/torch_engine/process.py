"""How to start the engine's process. Loads no torch."""

import os
import sys
from pathlib import Path

import builder

_INSTALLED = {"site-packages", "dist-packages"}


def command() -> list[str]:
    """The words that start the engine with this Python.

    `-P` keeps the working directory out of the import path: a `torch.py` beside a downloaded
    config must not run.
    """
    return [sys.executable, "-P", "-m", "builder.torch_engine"]


def environment() -> dict[str, str]:
    """The environment in which `command` finds this very package, installed or not."""
    found = dict(os.environ)
    root = Path(builder.__file__).resolve().parent.parent
    if root.name not in _INSTALLED:  # a checkout: Python would not find it by itself
        paths = [str(root), found.get("PYTHONPATH", "")]
        found["PYTHONPATH"] = os.pathsep.join(filter(None, paths))
    found["PYTHONIOENCODING"] = "utf-8"
    return found
