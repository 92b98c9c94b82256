"""What certifying found: values only."""

from dataclasses import dataclass

Shape = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A place where torch and the report disagree; `layer` is None for totals."""

    layer: int | None
    message: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Torch's answer for a row unknown to the report, or waiting for such a row."""

    layer: int
    out_shapes: tuple[Shape, ...] | None
    params: int | None
    error: str


@dataclass(frozen=True, slots=True)
class Certificate:
    """The comparison of a report with the real network.

    Attributes:
        rows: How many rows were compared: all but those that got an answer.
        failing: Rows that fail in both.
        differences: Where they disagree.
        answers: What torch says of rows that the report calls unknown.
    """

    rows: int
    failing: tuple[int, ...] = ()
    differences: tuple[Difference, ...] = ()
    answers: tuple[Answer, ...] = ()

    @property
    def agrees(self) -> bool:
        """Whether there was something to compare, and no difference."""
        return self.rows > 0 and not self.differences

    @property
    def runs(self) -> bool:
        """Whether every row gave an output, on torch at least."""
        return not self.failing and all(answer.out_shapes is not None for answer in self.answers)
