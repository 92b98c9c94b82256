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
    """

    index: int
    sources: tuple[int, ...]
    category: Category | None
    stride: float | None
    status: Status
    step: int


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
        )
        for layer in report.layers
    )


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
        if row.stride is not None and row.stride > 0:
            found.append(Level(level_of_stride(row.stride), known=True))
        else:
            found.append(Level(_base(row, found) + row.step, known=False))
    return found


def _base(row: Standing, found: Sequence[Level]) -> int:
    for source in row.sources:
        if source == -1:
            return 0
        if 0 <= source < len(found):
            return found[source].value
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
