"""Where cards, bands and edges stand: values in scene units (pixels at zoom 1)."""

from dataclasses import dataclass
from functools import cached_property

Point = tuple[float, float]

IMAGE = -1
"""The index of the card that stands for the image."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; y grows downwards."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right border."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower border."""
        return self.y + self.height

    @property
    def middle(self) -> Point:
        """The centre."""
        return self.x + self.width / 2, self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Node:
    """One card.

    Attributes:
        index: The row's number; -1 is the image.
        box: Where it stands.
        column: The pass that it belongs to, from 0; heads stand in columns of their own.
        level: The band: log2 of the stride, rounded.
        known: The stride comes from the analysis; else it is guessed from what the row reads.
        head: A tall card that touches the levels it reads.
        maps: A tall card that touches the levels it gives: a whole backbone.
    """

    index: int
    box: Box
    column: int
    level: int
    known: bool
    head: bool = False
    maps: bool = False

    @property
    def tall(self) -> bool:
        """Whether the card stands in several bands."""
        return self.head or self.maps


@dataclass(frozen=True, slots=True)
class Band:
    """One level. `label` is such as "P3/8"; a "?" behind it: no row in it has a known stride."""

    level: int
    label: str
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Column:
    """One pass through the levels; in an upward one rows stack from the bottom."""

    left: float
    right: float
    upward: bool


@dataclass(frozen=True, slots=True)
class Edge:
    """One input of a row.

    Attributes:
        source, target: Rows; the source may be no row that the target can read, then `stub`.
        port: Position in the target's `from`.
        points: Corners of the line from the source's border to the target's; consecutive
            points differ in one coordinate. Draw it with `rounded`.
        wrong: The target fails because of this input.
        stub: There is nothing to start from: a short line in front of the target.
    """

    source: int
    target: int
    port: int
    points: tuple[Point, ...]
    wrong: bool = False
    stub: bool = False


@dataclass(frozen=True)
class Layout:
    """The picture of one report. Nodes are in the order of the rows, the image first."""

    nodes: tuple[Node, ...]
    bands: tuple[Band, ...]
    columns: tuple[Column, ...]
    edges: tuple[Edge, ...]
    width: float
    height: float

    @cached_property
    def by_index(self) -> dict[int, Node]:
        """Nodes by the number of their row."""
        return {node.index: node for node in self.nodes}
