"""What a network shall be made of a stage table: the choices of the command line and the window."""

from dataclasses import dataclass
from enum import StrEnum


class Head(StrEnum):
    """What the network is for."""

    DETECT = "detect"
    CLASSIFY = "classify"


class Form(StrEnum):
    """How the stages are written."""

    ROWS = "rows"  # a stage is its first block, then the others with their number
    BLOCKS = "blocks"  # a row for every block
    BACKBONE = "backbone"  # one row for all, with several outputs


class Blocks(StrEnum):
    """Whose blocks the rows name; they differ in the size of squeeze-excite."""

    PAPER = "paper"
    TUTORIAL = "tutorial"


class Trainer(StrEnum):
    """Whose header and neck the file has."""

    YOLOV5 = "yolov5"
    ULTRALYTICS = "ultralytics"


_CLASSES = {Head.DETECT: 80, Head.CLASSIFY: 1000}
"""COCO and ImageNet."""


@dataclass(frozen=True, slots=True)
class Plan:
    """All choices.

    Attributes:
        head: What the network is for.
        form: How the stages are written.
        blocks: Whose blocks the rows name.
        trainer: Whose header and neck the file has.
        nc: Number of classes; None takes COCO's 80 or ImageNet's 1000.
    """

    head: Head = Head.DETECT
    form: Form = Form.ROWS
    blocks: Blocks = Blocks.PAPER
    trainer: Trainer = Trainer.YOLOV5
    nc: int | None = None

    @property
    def classes(self) -> int:
        """The number of classes that the file gets."""
        return _CLASSES[self.head] if self.nc is None else self.nc
