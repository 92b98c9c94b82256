"""The command line as tests call it, and configs to give it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from builder.cli.main import main

EXAMPLES = Path(__file__).parents[2] / "examples"
YOLOV5S = EXAMPLES / "yolov5s.yaml"


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str


Builder = Callable[..., Ended]


@pytest.fixture
def builder(capsys: pytest.CaptureFixture[str]) -> Builder:
    """Run `builder WORDS…` in this process."""

    def run(*words: object) -> Ended:
        code = main([str(word) for word in words])
        captured = capsys.readouterr()
        return Ended(int(code), captured.out, captured.err)

    return run


@pytest.fixture
def network(tmp_path: Path) -> Callable[..., Path]:
    """Write YOLOv5s with replacements into a file of its own."""

    def write(*replacements: tuple[str, str], name: str = "net.yaml") -> Path:
        text = YOLOV5S.read_text(encoding="utf-8")
        for old, new in replacements:
            assert old in text
            text = text.replace(old, new)
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write
