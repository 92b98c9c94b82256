"""How YOLOv5 reads a config: header, then row by row in order.

Source: ultralytics/yolov5 v6.2, v7.0 and master, `models/yolo.py` (facts of its row reader) and
`utils/torch_utils.py` (of its summary line).
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import ClassVar

from builder.core.blocks import ChannelRule
from builder.core.config import Config
from builder.core.dialects.anchor_header import read_header
from builder.core.dialects.anchor_rows import AnchorRow, multiples_of, resolved_by
from builder.core.dialects.printing import Printing
from builder.core.dialects.resolved import Maps, Resolved, no_maps
from builder.core.dialects.rows import make_divisible

TRAINER = "yolov5"

# Rows whose args become (c1, c2, *rest), c2 scaled by the width multiple.
_SCALED = frozenset(
    "Conv GhostConv Bottleneck GhostBottleneck SPP SPPF DWConv MixConv2d Focus CrossConv "
    "BottleneckCSP C3 C3TR C3SPP C3Ghost nn.ConvTranspose2d DWConvTranspose2d C3x".split()
)
_RULES: Mapping[str, ChannelRule] = {
    **dict.fromkeys(_SCALED, ChannelRule.SCALED),
    "nn.BatchNorm2d": ChannelRule.NORM,
    "Concat": ChannelRule.SUM,
    "Contract": ChannelRule.FOLD,
    "Expand": ChannelRule.UNFOLD,
    "Detect": ChannelRule.HEAD,
    "Segment": ChannelRule.HEAD,
}
_SEGMENT_PROTOTYPES = 3  # where Segment's args hold the width of its prototype branch


class Row70(AnchorRow):
    """One row as v7.0 reads it."""

    title: ClassVar[str] = "YOLOv5 7.0"
    trainer: ClassVar[str] = TRAINER
    rules: ClassVar[Mapping[str, ChannelRule]] = _RULES
    # Those that take `number` as their own third argument.
    repeating: ClassVar[frozenset[str]] = frozenset("BottleneckCSP C3 C3TR C3Ghost C3x".split())
    literal: ClassVar[frozenset[str]] = frozenset(
        "Sum Proto Classify TransformerBlock TransformerLayer".split()
    )

    def head(self, args: list[object]) -> tuple[object, ...] | None:
        """Detect and Segment: anchors spelt out, input channels behind them."""
        if self.name == "Segment":
            wanted = "[nc, anchors, masks, prototypes]"
            args = self.scaled_argument(args, _SEGMENT_PROTOTYPES, wanted)
        return self.anchor_head(args)


class Row62(Row70):
    """One row as v6.2 reads it: there is no Segment yet."""

    title: ClassVar[str] = "YOLOv5 6.2"
    rules: ClassVar[Mapping[str, ChannelRule]] = {
        name: rule for name, rule in _RULES.items() if name != "Segment"
    }


class RowMaster(Row70):
    """One row as master reads it: names are looked up in a list, channels rounded to a key's."""

    title: ClassVar[str] = "YOLOv5 master"
    literal: ClassVar[frozenset[str]] = frozenset({"Proto", "Classify"})

    def rounded(self, channels: float) -> int:
        """Channels rounded up to the header's `channel_multiple`, or 8."""
        divisor = self.header.names.get("ch_mul")
        return make_divisible(channels, divisor if isinstance(divisor, int) else 8)


def _resolve(
    reader: type[Row70],
    config: Config,
    *,
    nc: int | None = None,
    scale: str | None = None,
    file: str = "",
    maps: Maps = no_maps,
) -> Resolved:
    """Read `config` past every row at which the trainer would stop.

    Args:
        reader: The version's rows.
        config: What to read.
        nc: Number of classes from the data set; overrides the header's.
        scale: A key of `SCALES`, whose multiples then replace the header's.
        file: Its name, which says nothing to this trainer.
        maps: Nor does this.

    Raises:
        UnknownScaleError: `scale` is none of those.
    """
    del file, maps
    multiples = multiples_of(scale, reader.title)
    known = reader is not Row62  # the key `activation` came with v7.0
    header = read_header(config, reader.title, nc, multiples, activation=known)
    if reader is RowMaster:
        multiple = config.header("channel_multiple")
        rounding = multiple.value if multiple and multiple.value else 8
        header = replace(header, names={**header.names, "ch_mul": rounding})
    heads = frozenset(name for name, rule in reader.rules.items() if rule is ChannelRule.HEAD)
    return resolved_by(config, header, reader, heads)


resolve_70 = partial(_resolve, Row70)
resolve_62 = partial(_resolve, Row62)
resolve_master = partial(_resolve, RowMaster)

PRINTING_70 = Printing("classic", "stride", "modules")
PRINTING_62 = Printing("classic", "stride", "modules", own_activations=True)
PRINTING_MASTER = Printing("modern", "stride", "leaves")
