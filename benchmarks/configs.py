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


def absurd_rows() -> str:
    """YOLOv5s with a thousand million blocks in row 4."""
    text = text_of("yolov5s")
    number = read_config(text).layers[4].number
    assert number is not None
    return f"{text[: number.span.start]}1000000000{text[number.span.end :]}"


def long_chain(rows: int) -> str:
    """A chain over five levels whose every fifth row joins it with an older one."""
    chain = ["[-1, 1, Conv, [64, 3, 2]]"] * 5
    for index in range(5, rows):
        source = f"[-1, {index - 9}]" if index % 5 == 4 and index > 14 else "-1"
        module = "Concat, [1]" if source != "-1" else "Conv, [64]"
        chain.append(f"[{source}, 1, {module}]")
    lines = "".join(f"  - {row}\n" for row in chain)
    return f"nc: 80\ndepth_multiple: 1.0\nwidth_multiple: 1.0\nbackbone:\n{lines}head: []\n"


def sixty_rows() -> str:
    """YOLOv5-P6 with more rows behind row 4, so that it has `ROWS` of them."""
    text = text_of("yolov5-p6")
    while len((config := read_config(text)).layers) < ROWS:
        change = insert_row(config, 5, "[-1, 1, Conv, [256, 1, 1]]")
        text = apply_edits(text, change.edits)
    return text
