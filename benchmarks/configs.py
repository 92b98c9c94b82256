"""The networks that are measured."""

from pathlib import Path

from builder.core.config import read_config
from builder.core.config.edits import insert_row
from builder.core.text import apply_edits

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
ROWS = 60


def text_of(name: str) -> str:
    """The text of an example."""
    return (EXAMPLES / f"{name}.yaml").read_text(encoding="utf-8")


def sixty_rows() -> str:
    """YOLOv5-P6 with more rows behind row 4, so that it has `ROWS` of them."""
    text = text_of("yolov5-p6")
    while len((config := read_config(text)).layers) < ROWS:
        change = insert_row(config, 5, "[-1, 1, Conv, [256, 1, 1]]")
        text = apply_edits(text, change.edits)
    return text
