"""How tutorials' forks of YOLOv5 and Ultralytics read a config whose first row is a whole backbone.

The backbone's maps fill the slots 0 to 4, filled up on the left where it has fewer, so every later
row is known by a number that runs four ahead of its place. The rest is the stock reader's.

Source: the patched `parse_model` and forward pass of these forks, as tutorials publish them:
`m_.i = i + 4 if is_backbone else i`, `for _ in range(5 - len(x)): x.insert(0, None)`.
"""

from collections.abc import Callable
from functools import partial
from typing import ClassVar, Literal

from builder.core.blocks import ChannelRule
from builder.core.blocks.catalogue import find
from builder.core.config import Config, Layer
from builder.core.diagnostics import Message
from builder.core.dialects import ultralytics, ultralytics_rows, yolov5
from builder.core.dialects.anchor_header import read_header
from builder.core.dialects.anchor_rows import multiples_of, resolved_of
from builder.core.dialects.fingerprint import SLOTS
from builder.core.dialects.resolved import Channels, Maps, Resolved, ResolvedRow, no_maps
from builder.core.dialects.rows import Made, TrainerRow
from builder.core.dialects.scale_header import scale_in_name

Pad = Literal["five", "four", "known"]
"""Which backbones are filled up to five: all, those of four maps, or those the catalogue knows."""


class _Slots(TrainerRow):
    """A row whose `from` counts slots.

    Attributes:
        pad: Which backbones are filled up.
        maps_of: Finds the channels of a backbone's maps.
        first: How many slots row 0 fills, and how many of them are empty; set by row 0.
    """

    pad: Pad = "five"
    maps_of: Maps
    first: list[int]

    @property
    def slot(self) -> int:
        """Rows behind a backbone count from its slots."""
        index = self.layer.index
        return index + self.first[0] - 1 if index and self.first else index

    def rows_read(self) -> tuple[int, ...] | None:
        """The rows that `from` names."""
        if self.sources is None or not self._behind_backbone:
            return self.sources
        last = self.first[0] - 1
        return tuple(s if s < 0 else max(s - last, 0) for s in self.sources)

    def picks(self) -> tuple[int | None, ...]:
        """A slot of the backbone is one of its maps."""
        if self.sources is None or not self._behind_backbone:
            return ()
        slots, empty = self.first
        return tuple(s - empty if 0 <= s < slots else None for s in self.sources)

    @property
    def _behind_backbone(self) -> bool:
        return bool(self.layer.index and self.first)

    def slots(self, channels: Channels) -> tuple[int, ...]:
        """A backbone's five, or the one number of a row behind it."""
        if self.layer.index or not self.is_backbone():
            return (self.slot,) if self._behind_backbone else ()
        found = len(channels) if isinstance(channels, tuple) else 0
        fill = self.pad != "four" or found in {0, SLOTS - 1}
        total = max(SLOTS if fill else found, found)
        self.first[:] = [total, total - found] if found else [total, 0]
        return tuple(range(total))

    def is_backbone(self) -> bool:
        """Whether the row is a whole backbone: one that is known, or in row 0 a foreign name."""
        if self.layer.index:
            return False
        if self.spec is not None:
            return self.spec.channels is ChannelRule.MAPS
        return self.name.isidentifier() and self.pad != "known"

    def find_module(self) -> str:
        """A name that the fork has no class for is one of timm's."""
        if find(self.name, self.trainer) is None and self.is_backbone():
            return f"timm:{self.name}"
        return super().find_module()

    def rule(self) -> ChannelRule:
        """A backbone's outputs are maps, whatever its name."""
        return ChannelRule.MAPS if self.is_backbone() else super().rule()

    def maps(self, args: list[object]) -> Made:
        """The backbone's own channels, as the forks ask the built module for them."""
        self.all_inputs()
        assert self.implementation is not None
        return tuple(args), self.maps_of(self.implementation, tuple(args))

    def channels_of(self, source: int) -> Channels:
        """Slots that are filled up hold nothing that could be read."""
        if self._behind_backbone and 0 <= source < self.first[1]:
            raise self.stop(
                "bad-reference",
                self.from_span,
                Message(
                    "{row} reads slot {number}, which is empty: the backbone's maps fill slots "
                    "{first} to {last}",
                    row=self.row,
                    number=source,
                    first=self.first[1],
                    last=self.first[0] - 1,
                ),
            )
        return super().channels_of(source)


class _Yolov5Slots(_Slots, yolov5.Row70):
    """A row of a YOLOv5 fork."""

    title: ClassVar[str] = Message("this fork of {trainer}", trainer="YOLOv5 7.0")


class _UltralyticsSlots(_Slots, ultralytics_rows.Row83):
    """A row of an Ultralytics fork."""

    title: ClassVar[str] = Message("this fork of {trainer}", trainer="Ultralytics 8.3")


def _noted(row: ResolvedRow, first: list[int]) -> list[Channels]:
    """What a row adds to the noted channels: one entry for each of its slots."""
    if row.index or not first:
        return [row.channels]
    if not isinstance(row.channels, tuple):
        return [None] * first[0]
    return [*[0] * first[1], *row.channels]


def _read(
    config: Config, make: Callable[[Layer, list[Channels]], _Slots], pad: Pad, maps: Maps
) -> tuple[ResolvedRow, ...]:
    noted: list[Channels] = []
    rows: list[ResolvedRow] = []
    first: list[int] = []
    for layer in config.layers:
        reader = make(layer, noted)
        reader.pad, reader.maps_of, reader.first = pad, maps, first
        rows.append(reader.resolve())
        noted += _noted(rows[-1], first)
    return tuple(rows)


def _resolve_yolov5(
    pad: Pad,
    config: Config,
    *,
    nc: int | None = None,
    scale: str | None = None,
    file: str = "",
    maps: Maps = no_maps,
) -> Resolved:
    del file
    reader = _Yolov5Slots
    header = read_header(config, reader.title, nc, multiples_of(scale, reader.title))
    rows = _read(config, lambda layer, noted: reader(layer, header, noted), pad, maps)
    return resolved_of(rows, header, frozenset({"Detect", "Segment"}))


def _resolve_ultralytics(
    pad: Pad,
    config: Config,
    *,
    nc: int | None = None,
    scale: str | None = None,
    file: str = "",
    maps: Maps = no_maps,
) -> Resolved:
    reader = _UltralyticsSlots
    named = scale_in_name(file, ultralytics.NAME_83)
    header = ultralytics.read_header(config, reader.title, nc, scale, named)
    progress = ultralytics_rows.Progress()
    rows = _read(config, lambda layer, noted: reader(layer, header, noted, progress), pad, maps)
    return ultralytics.resolved_from(rows, header)


RESOLVE = {
    "yolov5": {pad: partial(_resolve_yolov5, pad) for pad in ("five", "four", "known")},
    "ultralytics": {pad: partial(_resolve_ultralytics, pad) for pad in ("five", "four", "known")},
}
