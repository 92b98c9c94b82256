"""Configs for the torch engine."""

from pathlib import Path

import pytest

torch = pytest.importorskip("torch")
torch.set_num_threads(1)  # threads that wait for each other crawl beside other test workers

EXAMPLES = Path(__file__).parents[2] / "examples"


def example(name: str) -> str:
    """The text of one of our own networks."""
    return (EXAMPLES / f"{name}.yaml").read_text(encoding="utf-8")
