"""What stands between a backbone and `Detect`: the two-way pyramid of YOLOv5 and of YOLOv8."""

from collections.abc import Iterator
from typing import NamedTuple

from builder.core.templates.plan import Trainer


class Row(NamedTuple):
    """One row of a config: what it reads, number, module, args as YAML, words of its comment."""

    reads: str
    number: int
    module: str
    args: str
    words: str = ""

    @property
    def text(self) -> str:
        """The row as YAML."""
        return f"[{self.reads}, {self.number}, {self.module}, {self.args}]"


POOLING = Row("-1", 1, "SPPF", "[1024, 5]")
"""The backbone's last row."""


def neck(trainer: Trainer, p3: int, p4: int, p5: int) -> Iterator[Row]:
    """Rows from the neck to `Detect`.

    Args:
        trainer: Whose neck.
        p3: The number of the backbone's last row of stride 8.
        p4: That of stride 16.
        p5: That of the row before the neck, of stride 32.
    """
    yield from (_yolov5 if trainer is Trainer.YOLOV5 else _yolov8)(p3, p4, p5 + 1)


def _yolov5(p3: int, p4: int, first: int) -> Iterator[Row]:
    yield Row("-1", 1, "Conv", "[512, 1, 1]")
    yield from _up(p4, "P4")
    yield Row("-1", 3, "C3", "[512, False]")
    yield Row("-1", 1, "Conv", "[256, 1, 1]")
    yield from _up(p3, "P3")
    yield Row("-1", 3, "C3", "[256, False]", "(P3/8)")
    yield from _down(256, first + 4, "P4")
    yield Row("-1", 3, "C3", "[512, False]", "(P4/16)")
    yield from _down(512, first, "P5")
    yield Row("-1", 3, "C3", "[1024, False]", "(P5/32)")
    yield _detect((first + 7, first + 10, first + 13), "[nc, anchors]")


def _yolov8(p3: int, p4: int, first: int) -> Iterator[Row]:
    yield from _up(p4, "P4")
    yield Row("-1", 3, "C2f", "[512]")
    yield from _up(p3, "P3")
    yield Row("-1", 3, "C2f", "[256]", "(P3/8)")
    yield from _down(256, first + 2, "P4")
    yield Row("-1", 3, "C2f", "[512]", "(P4/16)")
    yield from _down(512, first - 1, "P5")
    yield Row("-1", 3, "C2f", "[1024]", "(P5/32)")
    yield _detect((first + 5, first + 8, first + 11), "[nc]")


def _up(lateral: int, level: str) -> Iterator[Row]:
    yield Row("-1", 1, "nn.Upsample", "[None, 2, nearest]")
    yield Row(f"[-1, {lateral}]", 1, "Concat", "[1]", f"join backbone {level}")


def _down(channels: int, lateral: int, level: str) -> Iterator[Row]:
    yield Row("-1", 1, "Conv", f"[{channels}, 3, 2]")
    yield Row(f"[-1, {lateral}]", 1, "Concat", "[1]", f"join the neck on its way up, {level}")


def _detect(reads: tuple[int, int, int], args: str) -> Row:
    return Row(str(list(reads)), 1, "Detect", args, "Detect(P3, P4, P5)")
