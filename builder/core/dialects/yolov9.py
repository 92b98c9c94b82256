"""How YOLOv9 reads a config: YOLOv5's reader with other modules, and heads without anchors.

Source: WongKinYiu/yolov9, `models/yolo.py` (facts of its row reader) and `utils/torch_utils.py`.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar

from builder.core.blocks import ChannelRule
from builder.core.config import Config
from builder.core.dialects.anchor_header import read_header
from builder.core.dialects.anchor_rows import AnchorRow, multiples_of, resolved_by
from builder.core.dialects.printing import Printing
from builder.core.dialects.resolved import Maps, Resolved, no_maps

TRAINER = "yolov9"
_SCALED = frozenset(
    "Conv AConv ConvTranspose Bottleneck SPP SPPF DWConv BottleneckCSP nn.ConvTranspose2d "
    "DWConvTranspose2d SPPCSPC ADown ELAN1 RepNCSPELAN4 SPPELAN".split()
)
_HEADS = frozenset(
    "Detect DualDetect TripleDetect DDetect DualDDetect TripleDDetect Segment DSegment "
    "DualDSegment Panoptic".split()
)
# Heads whose third argument the parser scales. In Panoptic that is the number of masks, in the
# others the width of the prototype branch.
_WIDENED = frozenset("Segment DSegment DualDSegment Panoptic".split())


class Row(AnchorRow):
    """One row as YOLOv9 reads it."""

    title: ClassVar[str] = "YOLOv9"
    trainer: ClassVar[str] = TRAINER
    rules: ClassVar[Mapping[str, ChannelRule]] = {
        **dict.fromkeys(_SCALED, ChannelRule.SCALED),
        **dict.fromkeys(_HEADS, ChannelRule.HEAD),
        "nn.BatchNorm2d": ChannelRule.NORM,
        "Concat": ChannelRule.SUM,
        "Shortcut": ChannelRule.FIRST,
        "ReOrg": ChannelRule.QUADRUPLE,
        "CBLinear": ChannelRule.SPLIT,
        "CBFuse": ChannelRule.LAST,
        "Contract": ChannelRule.FOLD,
        "Expand": ChannelRule.UNFOLD,
    }
    repeating: ClassVar[frozenset[str]] = frozenset({"BottleneckCSP", "SPPCSPC"})
    literal: ClassVar[frozenset[str]] = frozenset(
        "Silence MP SP RepConvN RepNCSP RepNBottleneck RepNRBottleneckBase RepNRes Res CSP CSPBase "
        "BottleneckBase RBottleneckBase ASPP UConv Sum Classify Proto MixConv2d ImplicitA "
        "ImplicitM".split()
    )

    def head(self, args: list[object]) -> tuple[object, ...] | None:
        """The list of input channels behind the arguments; no anchors."""
        channels = self.inputs(several=True)
        args = [*args, channels]
        if self.name in _WIDENED:
            args = self.scaled_argument(args, 2, "[nc, masks, prototypes]")
        return None if any(c is None for c in channels) else tuple(args)


def resolve(
    config: Config,
    *,
    nc: int | None = None,
    scale: str | None = None,
    file: str = "",
    maps: Maps = no_maps,
) -> Resolved:
    """Read `config` past every row at which the trainer would stop.

    Args:
        config: What to read.
        nc: Number of classes from the data set; overrides the header's.
        scale: A published size, whose multiples replace the header's.
        file: Its name, which says nothing to this trainer.
        maps: Nor does this.

    Raises:
        UnknownScaleError: There is no such scale.
    """
    del file, maps
    header = read_header(config, Row.title, nc, multiples_of(scale, Row.title))
    resolved = resolved_by(config, header, Row, _HEADS)
    return replace(resolved, holders=("conv:Conv", "yolov9.rep:RepConvN"))


PRINTING = Printing("classic", "stride", "modules")
