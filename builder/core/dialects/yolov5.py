"""How YOLOv5 v7.0 reads a config: header, then row by row in order.

Source: ultralytics/yolov5 v7.0, `models/yolo.py` (facts of its row reader).
"""

import math
from collections.abc import Mapping

from builder.core.blocks import BlockSpec, ChannelRule
from builder.core.blocks.catalogue import find
from builder.core.config import Config
from builder.core.config import Sequence as ListNode
from builder.core.dialects.cells import RowReader, Unreadable
from builder.core.dialects.header import read_header
from builder.core.dialects.resolved import Resolved, ResolvedRow
from builder.core.dialects.torch_names import TORCH_NN

NAME = "yolov5@7.0"
TRAINER = "yolov5"

# Depth and width multiples of the published sizes.
SCALES: Mapping[str, tuple[float, float]] = {
    "n": (0.33, 0.25),
    "s": (0.33, 0.50),
    "m": (0.67, 0.75),
    "l": (1.0, 1.0),
    "x": (1.33, 1.25),
}

# Rows whose args become (c1, c2, *rest), c2 scaled by the width multiple.
SCALED = frozenset(
    "Conv GhostConv Bottleneck GhostBottleneck SPP SPPF DWConv MixConv2d Focus CrossConv "
    "BottleneckCSP C3 C3TR C3SPP C3Ghost nn.ConvTranspose2d DWConvTranspose2d C3x".split()
)
# Of those, the ones that take `number` as their own third argument.
REPEATING = frozenset("BottleneckCSP C3 C3TR C3Ghost C3x".split())
# What else the trainer's reader finds by name; their rows are taken literally.
LITERAL = frozenset("Sum Proto Classify TransformerBlock TransformerLayer".split())
_RULES: Mapping[str, ChannelRule] = {
    **dict.fromkeys(SCALED, ChannelRule.SCALED),
    **dict.fromkeys(LITERAL, ChannelRule.SAME),
    "nn.BatchNorm2d": ChannelRule.NORM,
    "Concat": ChannelRule.SUM,
    "Contract": ChannelRule.FOLD,
    "Expand": ChannelRule.UNFOLD,
    "Detect": ChannelRule.HEAD,
    "Segment": ChannelRule.HEAD,
}
_SEGMENT_PROTOTYPES = 3  # where Segment's args hold the width of its prototype branch


class UnknownScaleError(LookupError):
    """A scale was asked for that the trainer does not have."""


def make_divisible(channels: float, divisor: int = 8) -> int:
    """The smallest multiple of `divisor` that is at least `channels`."""
    return math.ceil(channels / divisor) * divisor


def resolve(config: Config, *, nc: int | None = None, scale: str | None = None) -> Resolved:
    """Read `config` as the trainer does, past every row at which it would stop.

    Args:
        config: What to read.
        nc: Number of classes from the data set; overrides the header's.
        scale: A key of `SCALES`, whose multiples then replace the header's.

    Raises:
        UnknownScaleError: `scale` is none of those.
    """
    if scale is not None and scale not in SCALES:
        raise UnknownScaleError(f"no scale '{scale}'; YOLOv5 has {', '.join(SCALES)}")
    header = read_header(config, nc, SCALES.get(scale or ""))
    noted: list[int | None] = []
    rows: list[ResolvedRow] = []
    for layer in config.layers:
        row = _YoloRow(layer, header, noted).resolve()
        rows.append(row)
        noted.append(row.channels)
    return Resolved(
        rows=tuple(rows),
        nc=header.nc if header.nc_known else None,
        depth=header.depth,
        width=header.width,
        activation=header.activation,
        traps=header.traps,
        input_channels=header.input_channels,
    )


class _YoloRow(RowReader):
    """One row with the rules of v7.0 for its module."""

    spec: BlockSpec | None = None

    def resolve(self) -> ResolvedRow:
        args: tuple[object, ...] | None = None
        channels: int | None = None
        implementation: str | None = None
        copies = 1
        try:
            self.read_cells()
            implementation = self._find_module()
            written = self.read_args()
            rule = self._rule()
            copies = self.repeats
            if rule is ChannelRule.SCALED and self._repeats_inside():
                copies = 1
            args, channels = self._apply(rule, written)
        except Unreadable:
            pass
        return ResolvedRow(
            index=self.layer.index,
            sources=self.sources,
            many=self.many,
            written_from=self.layer.from_cell.value if self.layer.from_cell else None,
            module=self.name,
            implementation=implementation,
            repeats=self.repeats,
            copies=max(copies, 1),
            args=args,
            channels=channels,
            traps=tuple(self.traps),
            spec=self.spec or find(self.name, TRAINER),
        )

    def _find_module(self) -> str | None:
        name, cell = self.name, self.layer.module
        span = cell.span if cell else self.layer.span
        if not name:
            raise self.stop("unknown-module", span, "The third cell must name a module.")
        bare = name.removeprefix("torch.")
        if bare.startswith("nn."):
            self.name = bare
            if bare[3:] not in TORCH_NN:
                raise self.stop("unknown-module", span, f"torch.nn has no {bare[3:]}.")
            self.spec = find(bare, TRAINER)
            return f"torch.nn:{bare[3:]}"
        self.spec = find(name, TRAINER)
        if self.spec is None:
            if not name.isidentifier():
                raise self.stop(
                    "code-as-module",
                    span,
                    f"'{name}' is Python code, which the "
                    "trainer runs to find a module; this program never runs it.",
                )
            raise self.stop("unknown-module", span, f"YOLOv5 7.0 has no module '{name}'.")
        if name not in _RULES:
            self.note(
                "foreign-module",
                span,
                f"{name} is not part of YOLOv5 7.0: its class and "
                "its line in the row reader must be added to your copy.",
            )
        return self.spec.implementation

    def _rule(self) -> ChannelRule:
        if self.name in _RULES:
            return _RULES[self.name]
        # torch's own modules are taken literally, whatever a catalogue thinks best for them.
        if self.spec is None or self.name.startswith("nn."):
            return ChannelRule.SAME
        return self.spec.channels

    def _repeats_inside(self) -> bool:
        if self.name in _RULES:
            return self.name in REPEATING
        return self.spec is not None and self.spec.repeats_inside

    def _apply(
        self, rule: ChannelRule, args: list[object]
    ) -> tuple[tuple[object, ...] | None, int | None]:
        """Constructor arguments, and the channels that readers of this row are built for."""
        match rule:
            case ChannelRule.SCALED:
                return self._scaled(args)
            case ChannelRule.SCALED_MANY:
                return self._scaled_many(args)
            case ChannelRule.HEAD:
                return self._head(args), self._previous()
            case ChannelRule.SUM:
                return tuple(args), _sum(self.inputs(several=True))
            case ChannelRule.NORM:
                c1 = self.inputs()[0]
                return (None if c1 is None else (c1,)), self._stale(c1)
            case ChannelRule.INPUT:
                c1 = self.inputs()[0]
                return (None if c1 is None else (c1, *args)), c1
            case ChannelRule.FIRST:
                return tuple(args), self.inputs(several=self.many)[0]
            case ChannelRule.FOLD | ChannelRule.UNFOLD:
                return self._folded(rule, args)
            case ChannelRule.QUADRUPLE:
                c1 = self.inputs()[0]
                return tuple(args), None if c1 is None else c1 * 4
        return tuple(args), self.inputs()[0]

    def _scaled(self, args: list[object]) -> tuple[tuple[object, ...] | None, int | None]:
        c1 = self.inputs()[0]
        c2 = self._scaled_outputs(args)
        if c1 is None:
            return None, int(c2)
        rest = args[1:]
        if self._repeats_inside():
            rest = [self.repeats, *rest]
        return (c1, c2, *rest), int(c2)

    def _scaled_many(self, args: list[object]) -> tuple[tuple[object, ...] | None, int | None]:
        channels = self.inputs(several=True)
        c2 = self._scaled_outputs(args)
        if any(c is None for c in channels):
            return None, int(c2)
        return (channels, c2, *args[1:]), int(c2)

    def _scaled_outputs(self, args: list[object]) -> float:
        written = self.first_number(args)
        c2 = (
            written
            if written == self.header.outputs
            else make_divisible(written * self.header.width)
        )
        if c2 == written == self.header.outputs:
            self._warn_of_outputs(written)
        return c2

    def _warn_of_outputs(self, written: float) -> None:
        scaled = make_divisible(written * self.header.width)
        if scaled == written or not isinstance(self.layer.args, ListNode):
            return
        header = self.header
        self.note(
            "unscaled-channels",
            self.layer.args.items[0].span,
            f"{written} equals the head's outputs ({header.anchors_per_level} anchors x "
            f"({header.nc} classes + 5)), so the trainer does not scale it to {scaled}.",
        )

    def _head(self, args: list[object]) -> tuple[object, ...] | None:
        channels = self.inputs(several=True)
        args = [*args, channels]
        if len(args) < 2:
            raise self.stop("missing-args", self.layer.span, f"{self.name} needs [nc, anchors].")
        if isinstance(args[1], int):
            args[1] = [list(range(args[1] * 2))] * len(channels) if args[1] < 1000 else args[1]
        if self.name == "Segment":
            args = self._segment(args)
        return None if any(c is None for c in channels) else tuple(args)

    def _segment(self, args: list[object]) -> list[object]:
        at = _SEGMENT_PROTOTYPES
        if len(args) <= at or not isinstance(args[at], int | float):
            raise self.stop(
                "missing-args", self.layer.span, "Segment needs [nc, anchors, masks, prototypes]."
            )
        value = args[at]
        assert isinstance(value, int | float)
        return [*args[:at], make_divisible(value * self.header.width), *args[at + 1 :]]

    def _folded(
        self, rule: ChannelRule, args: list[object]
    ) -> tuple[tuple[object, ...], int | None]:
        c1 = self.inputs()[0]
        gain = self.first_number(args)
        if not isinstance(gain, int):
            raise self.stop("bad-channels", self.layer.span, f"The gain must be whole, not {gain}.")
        if c1 is None:
            return tuple(args), None
        if rule is ChannelRule.FOLD:
            return tuple(args), c1 * gain**2
        if gain == 0:
            raise self.stop("bad-channels", self.layer.span, "Expand cannot divide by 0.")
        return tuple(args), c1 // gain**2

    def _previous(self) -> int | None:
        """What the trainer notes for a row that sets no channels: those of the row before."""
        return self.noted[-1] if self.noted else self.header.input_channels

    def _stale(self, c1: int | None) -> int | None:
        previous = self._previous()
        if previous != c1 and self.layer.from_cell is not None:
            self.note(
                "stale-channels",
                self.layer.from_cell.span,
                f"{self.name} outputs {c1} channels, but the trainer notes the "
                f"{previous} of the row before it, and builds its readers for those.",
            )
        return previous


def _sum(channels: list[int | None]) -> int | None:
    known = [c for c in channels if c is not None]
    return sum(known) if len(known) == len(channels) else None
