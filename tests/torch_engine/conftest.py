"""Configs for the torch engine."""

from pathlib import Path

import pytest

pytest.importorskip("torch")

EXAMPLES = Path(__file__).parents[2] / "examples"


def example(name: str) -> str:
    """The text of one of our own networks."""
    return (EXAMPLES / f"{name}.yaml").read_text(encoding="utf-8")
