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


class WrittenRow(NamedTuple):
    """Number, module and args of a config's row."""

    number: int
    module: str
    args: tuple[object, ...]


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

    def layers(self, *, single: bool = False, tutorial: bool = False) -> Iterator[WrittenRow]:
        """The rows of a config for this stage.

        A stage that changes size or channels is two rows, as tutorials write it: its first block
        alone, then the others with their number.

        Args:
            single: A row for every block, all with the number 1.
            tutorial: Name the tutorials' blocks, whose squeeze-excite is wider than the paper's.
        """
        rest = (self.expansion, self.se_ratio)
        module = self.module.removesuffix("Block") if tutorial else self.module
        first = (self.c2, self.kernel, self.stride, *rest)
        others = (self.c2, self.kernel, 1, *rest)
        counts = [(first, 1), (others, self.repeats - 1)]
        if first == others and self.c1 == self.c2:
            counts = [(first, self.repeats)]
        for args, count in counts:
            times = [1] * count if single else [count] * (count > 0)
            yield from (WrittenRow(number, module, args) for number in times)


@dataclass(frozen=True, slots=True)
class StageTable:
    """A network as a table.

    Attributes:
        name: As the authors call it; "" if nobody published it.
        rows: The stages.
        head: Channels of the convolution after the last stage.
        source: Paper.
    """

    name: str
    rows: tuple[StageRow, ...]
    head: int = HEAD_CHANNELS
    source: str = ""

    @property
    def stem(self) -> int:
        """Channels of the first convolution."""
        return self.rows[0].c1

    @property
    def title(self) -> str:
        """The name as papers print it: "EfficientNetV2-S"."""
        family, _, size = self.name.replace("v2_", "v2-").rpartition("-")
        return f"{_FAMILIES.get(family, family)}-{size.upper()}" if family else self.name

    @property
    def backbone(self) -> WrittenRow | None:
        """The row that is all of it as one block; None for a table that nobody published."""
        if self.name in EFFICIENTNET_V2:
            return WrittenRow(1, "efficientnet_v2", (self.name,))
        if self.name in EFFICIENTNET_SCALES:
            return WrittenRow(1, "efficient", (self.name,))
        return None

    @property
    def stem_row(self) -> WrittenRow:
        """The row before the stages."""
        return WrittenRow(1, "stem", (self.stem, 3, 2))

    def layers(self, *, single: bool = False, tutorial: bool = False) -> Iterator[WrittenRow]:
        """The rows of a config, from the stem to the last stage (see `StageRow.layers`)."""
        yield self.stem_row
        for row in self.rows:
            yield from row.layers(single=single, tutorial=tutorial)

    def head_row(self, nc: object = "nc", drop_rate: float = 0.2) -> WrittenRow:
        """The row that classifies."""
        return WrittenRow(1, "EfficientNetHead", (nc, self.head, drop_rate))

    def classifier(self, nc: object = "nc", drop_rate: float = 0.2) -> Iterator[WrittenRow]:
        """All rows of the classification network, a row for every block."""
        yield from self.layers(single=True)
        yield self.head_row(nc, drop_rate)


def _tables() -> Iterator[StageTable]:
    for name, rows in EFFICIENTNET_V2.items():
        stages = tuple(StageRow(*row) for row in rows)
        paper = "EfficientNetV2, https://arxiv.org/abs/2104.00298"
        yield StageTable(name, stages, HEAD_CHANNELS, paper)
    for name, (width, depth) in EFFICIENTNET_SCALES.items():
        stages = tuple(StageRow(*row) for row in scaled(EFFICIENTNET_B0, width, depth))
        paper = "EfficientNet, https://arxiv.org/abs/1905.11946"
        yield StageTable(name, stages, rounded(HEAD_CHANNELS * width), paper)


_FAMILIES: Final = {"efficientnet": "EfficientNet", "efficientnet_v2": "EfficientNetV2"}

TABLES: Final = {table.name: table for table in _tables()}
"""All published tables by name: "efficientnet_v2_s" to "…_xl", "efficientnet-b0" to "…-b7"."""
