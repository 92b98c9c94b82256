"""How YOLOv7 reads a config: YOLOv5's reader with other modules and heads.

Source: WongKinYiu/yolov7, `models/yolo.py` (facts of its row reader) and `utils/torch_utils.py`.
"""

from collections.abc import Mapping
from itertools import product
from typing import ClassVar

from builder.core.blocks import ChannelRule
from builder.core.config import Config
from builder.core.dialects.anchor_header import read_header
from builder.core.dialects.anchor_rows import AnchorRow, multiples_of, resolved_by
from builder.core.dialects.printing import Printing
from builder.core.dialects.resolved import Maps, Resolved, no_maps

TRAINER = "yolov7"
_FAMILIES = "Bottleneck RepBottleneck Res RepRes ResX RepResX Ghost".split()
# The CSP families, and those of transformers: they take `number` as their third argument.
_CSP = frozenset(
    [f"{family}CSP{kind}" for family, kind in product(_FAMILIES, "ABC")]
    + [f"{family}CSP{kind}" for family, kind in product(("ST", "ST2"), "ABC")]
)
_SCALED = _CSP | frozenset(
    "nn.Conv2d Conv RobustConv RobustConv2 DWConv GhostConv RepConv RepConv_OREPA DownC SPP SPPF "
    "SPPCSPC GhostSPPCSPC MixConv2d Focus Stem GhostStem CrossConv Bottleneck Res ResX Ghost "
    "RepBottleneck RepRes RepResX SwinTransformerBlock SwinTransformer2Block".split()
)
_HEADS = frozenset("Detect IDetect IAuxDetect IBin IKeypoint".split())


class Row(AnchorRow):
    """One row as YOLOv7 reads it."""

    title: ClassVar[str] = "YOLOv7"
    trainer: ClassVar[str] = TRAINER
    rules: ClassVar[Mapping[str, ChannelRule]] = {
        **dict.fromkeys(_SCALED, ChannelRule.SCALED),
        **dict.fromkeys(_HEADS, ChannelRule.HEAD),
        "nn.BatchNorm2d": ChannelRule.NORM,
        "Concat": ChannelRule.SUM,
        "Chuncat": ChannelRule.SUM,
        "Shortcut": ChannelRule.FIRST,
        "Foldcut": ChannelRule.HALF,
        "Contract": ChannelRule.FOLD,
        "Expand": ChannelRule.UNFOLD,
        "ReOrg": ChannelRule.QUADRUPLE,
    }
    repeating: ClassVar[frozenset[str]] = _CSP | {"DownC", "SPPCSPC", "GhostSPPCSPC"}
    literal: ClassVar[frozenset[str]] = frozenset("MP SP ImplicitA ImplicitM Sum".split())
    # It prints the number of copies, which is 1 where the block repeats inside.
    prints_copies: ClassVar[bool] = True
    # Every failing string stays a string.
    syntax_stops: ClassVar[bool] = False

    def head(self, args: list[object]) -> tuple[object, ...] | None:
        """Anchors spelt out, input channels behind them."""
        return self.anchor_head(args)


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
    header = read_header(config, Row.title, nc, multiples_of(scale, Row.title), activation=False)
    return resolved_by(config, header, Row, _HEADS)


PRINTING = Printing("classic", "stride", "modules", image_from="header", unit="GFLOPS")
