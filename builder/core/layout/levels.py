"""Which band a row stands in."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log2

from builder.core.analysis.report import LayerReport, Report, Status
from builder.core.blocks import Category


@dataclass(frozen=True, slots=True)
class Level:
    """log2 of a stride, rounded; `known` if the analysis found the stride."""

    value: int
    known: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """What of a row decides where it stands; all else can change without moving a card.

    Attributes:
        index, sources, stride, status: As in the report; no sources if unreadable.
        category: The block's; None for a module that the catalogue does not know.
        step: How many levels it goes down by what it writes, where the stride is unknown.
        reads: For each of `sources` the number that is read.
        maps: Of a whole backbone the level of each number it has, None where that holds no map;
            `known` if these are not guessed.
    """

    index: int
    sources: tuple[int, ...]
    category: Category | None
    stride: float | None
    status: Status
    step: int
    reads: tuple[int, ...] = ()
    maps: tuple[int | None, ...] = ()
    known: bool = True

    @property
    def span(self) -> tuple[int, ...]:
        """The levels of a whole backbone's maps, ascending."""
        return tuple(sorted({level for level in self.maps if level is not None}))


def standings_of(report: Report) -> tuple[Standing, ...]:
    """The rows of `report`, as far as the picture depends on them."""
    return tuple(
        Standing(
            layer.index,
            layer.sources or (),
            layer.spec.category if layer.spec else None,
            layer.stride,
            layer.status,
            0 if layer.stride else _step(layer, report),
            layer.reads or (),
            *_maps(layer, report),
        )
        for layer in report.layers
    )


def _maps(layer: LayerReport, report: Report) -> tuple[tuple[int | None, ...], bool]:
    """The level of each number of a row with several, and whether that is known.

    Forks give a whole backbone five numbers, for maps from P1 to P5.
    """
    count = len(layer.slots)
    if layer.index or count == 1:
        return (), True
    shapes = [shape for shape in layer.out_shapes or () if len(shape) == 4 and shape[2] > 0]
    if not shapes or len(shapes) > count:
        return tuple(range(1, count + 1)), False
    levels = [level_of_stride(report.image_size[0] / shape[2]) for shape in shapes]
    return (*[None] * (count - len(levels)), *levels), True


def level_read(rows: Sequence[Standing], found: Sequence[Level], row: Standing, port: int) -> int:
    """The level of what a row reads at one position; its source has to be placed already."""
    source = row.sources[port]
    if source == -1:
        return 0
    maps = rows[source].maps
    if maps:
        slot = row.reads[port] if port < len(row.reads) else -1
        level = maps[slot] if 0 <= slot < len(maps) else None
        return rows[source].span[-1] if level is None else level
    return found[source].value


def level_of_stride(stride: float) -> int:
    """The level nearest to a positive stride: 3 for 8, and for 7.9."""
    return round(log2(stride))


def levels_of(rows: Sequence[Standing]) -> list[Level]:
    """One level per row.

    A row without a stride stands where its first source with a place stands, changed by the
    stride or scale that the row writes: so a fault early in a file does not fold the picture up.
    """
    found: list[Level] = []
    for row in rows:
        if row.maps:
            found.append(Level(row.span[0], known=row.known))
        elif row.stride is not None and row.stride > 0:
            found.append(Level(level_of_stride(row.stride), known=True))
        else:
            found.append(Level(_base(rows, row, found) + row.step, known=False))
    return found


def _base(rows: Sequence[Standing], row: Standing, found: Sequence[Level]) -> int:
    for port, source in enumerate(row.sources):
        if -1 <= source < len(found):
            return level_read(rows, found, row, port)
    return found[-1].value if found else 0


def _step(layer: LayerReport, report: Report) -> int:
    """How many levels the row goes down by what it writes; 0 if it doesn't say."""
    spec = layer.spec
    rows = report.config.layers
    if layer.status is Status.OK or spec is None or layer.index >= len(rows):
        return 0
    node = rows[layer.index].args
    written = node.value if node is not None else None
    if not isinstance(written, list):
        return 0
    for argument, value in zip(spec.arguments, written, strict=False):
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 64:
            continue
        if argument.name in {"s", "stride"}:
            return level_of_stride(value)
        if argument.name in {"scale", "scale_factor"}:
            return -level_of_stride(value)
    return 0
