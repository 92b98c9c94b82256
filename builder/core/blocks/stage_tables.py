"""The EfficientNets' stage tables as values: templates for new configs. No torch.

The numbers stand once, beside the modules that are built from them
(`builder/core/nn/backbones/stage_tables.py`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from builder.core.nn.backbones.stage_tables import (
    EFFICIENTNET_B0,
    EFFICIENTNET_SCALES,
    EFFICIENTNET_V2,
    FUSED,
    HEAD_CHANNELS,
    rounded,
    scaled,
)


class StageRow(NamedTuple):
    """One row of a table; `stride` and `c1` are those of its first block only."""

    repeats: int
    kernel: int
    stride: int
    expansion: int
    c1: int
    c2: int
    operator: int
    se_ratio: float

    @property
    def module(self) -> str:
        """The block that a config names."""
        return "FusedMBConvBlock" if self.operator == FUSED else "MBConvBlock"


class WrittenRow(NamedTuple):
    """Number, module and args of a config's row."""

    number: int
    module: str
    args: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class StageTable:
    """A published network as a table.

    Attributes:
        name: As the authors call it.
        rows: The stages.
        head: Channels of the convolution after the last stage.
        source: Paper.
    """

    name: str
    rows: tuple[StageRow, ...]
    head: int
    source: str

    @property
    def stem(self) -> int:
        """Channels of the first convolution."""
        return self.rows[0].c1

    def layers(self, *, single: bool = False) -> Iterator[WrittenRow]:
        """The rows of a config, from the stem to the last stage.

        A stage that changes size or channels is two rows, as tutorials write it: its first block
        alone, then the others with their number.

        Args:
            single: A row for every block, all with the number 1.
        """
        yield WrittenRow(1, "stem", (self.stem, 3, 2))
        for row in self.rows:
            rest = (row.expansion, row.se_ratio)
            first = (row.c2, row.kernel, row.stride, *rest)
            others = (row.c2, row.kernel, 1, *rest)
            counts = [(first, 1), (others, row.repeats - 1)]
            if first == others and row.c1 == row.c2:
                counts = [(first, row.repeats)]
            for args, count in counts:
                times = [1] * count if single else [count] * (count > 0)
                yield from (WrittenRow(number, row.module, args) for number in times)

    def classifier(self, nc: object = "nc", drop_rate: float = 0.2) -> Iterator[WrittenRow]:
        """All rows of the classification network, a row for every block."""
        yield from self.layers(single=True)
        yield WrittenRow(1, "EfficientNetHead", (nc, self.head, drop_rate))


def _tables() -> Iterator[StageTable]:
    for name, rows in EFFICIENTNET_V2.items():
        stages = tuple(StageRow(*row) for row in rows)
        paper = "EfficientNetV2, https://arxiv.org/abs/2104.00298"
        yield StageTable(name, stages, HEAD_CHANNELS, paper)
    for name, (width, depth) in EFFICIENTNET_SCALES.items():
        stages = tuple(StageRow(*row) for row in scaled(EFFICIENTNET_B0, width, depth))
        paper = "EfficientNet, https://arxiv.org/abs/1905.11946"
        yield StageTable(name, stages, rounded(HEAD_CHANNELS * width), paper)


TABLES: Final = {table.name: table for table in _tables()}
"""All published tables by name: "efficientnet_v2_s" to "…_xl", "efficientnet-b0" to "…-b7"."""
