"""How Ultralytics reads a row.

Source: ultralytics 8.4.190 and 8.3.40, `nn/tasks.py` (facts of its row reader).
"""

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from builder.core.blocks import ChannelRule
from builder.core.config import Layer
from builder.core.diagnostics import Message
from builder.core.dialects.anchor_rows import variable
from builder.core.dialects.cells import Unreadable
from builder.core.dialects.python_text import parsed
from builder.core.dialects.resolved import (
    Channels,
)
from builder.core.dialects.rows import Made, TrainerRow, make_divisible
from builder.core.dialects.scale_header import ScaleHeader
from builder.core.text import Span

TRAINER = "ultralytics"
_LONGEST = 2000
_SCALED_83 = frozenset(
    "Classify Conv ConvTranspose GhostConv Bottleneck GhostBottleneck SPP SPPF C2fPSA C2PSA DWConv "
    "Focus BottleneckCSP C1 C2 C2f C3k2 RepNCSPELAN4 ELAN1 ADown AConv SPPELAN C2fAttn C3 C3TR "
    "C3Ghost nn.ConvTranspose2d DWConvTranspose2d C3x RepC3 PSA SCDown C2fCIB".split()
)
_REPEATING_83 = frozenset(
    "BottleneckCSP C1 C2 C2f C3k2 C2fAttn C3 C3TR C3Ghost C3x RepC3 C2fPSA C2fCIB C2PSA "
    "HGBlock".split()
)
_COMMON: Mapping[str, ChannelRule] = {
    "AIFI": ChannelRule.INPUT,
    "HGStem": ChannelRule.MIDDLE,
    "HGBlock": ChannelRule.MIDDLE,
    "ResNetLayer": ChannelRule.STAGE,
    "nn.BatchNorm2d": ChannelRule.NORM,
    "Concat": ChannelRule.SUM,
    "CBLinear": ChannelRule.SPLIT,
    "CBFuse": ChannelRule.LAST,
    "RTDETRDecoder": ChannelRule.SECOND,
    "v10Detect": ChannelRule.HEAD,
}
BOXES = frozenset(
    "Detect WorldDetect YOLOEDetect Segment Segment26 YOLOESegment YOLOESegment26 Pose Pose26 OBB "
    "OBB26".split()
)
_WITH_PROTOTYPES = frozenset("Segment Segment26 YOLOESegment YOLOESegment26".split())
_NOT_LEGACY = frozenset("C3k2 A2C2f C2fCIB".split())
_TOLD_LEGACY = BOXES - {"WorldDetect"}
_EXPECTED = frozenset("nc reg_max kpt_shape end2end None True False".split())


@dataclass(slots=True)
class Progress:
    """What the reader carries from row to row: whether the head is of the older kind."""

    legacy: bool = True


class Row84(TrainerRow):
    """One row as 8.4 reads it."""

    title: ClassVar[str] = "Ultralytics 8.4"
    trainer: ClassVar[str] = TRAINER
    rules: ClassVar[Mapping[str, ChannelRule]] = {
        **dict.fromkeys(_SCALED_83 | {"A2C2f"}, ChannelRule.SCALED),
        **_COMMON,
        **dict.fromkeys(BOXES, ChannelRule.HEAD_BOXES),
        "Depth": ChannelRule.HEAD,
        "SemanticSegment": ChannelRule.HEAD,
        "ImagePoolingAttn": ChannelRule.SECOND,
        "TorchVision": ChannelRule.NAMED,
        "Index": ChannelRule.NAMED,
    }
    repeating: ClassVar[frozenset[str]] = _REPEATING_83 | {"A2C2f"}
    repeats_at: ClassVar[Mapping[str, int]] = {"HGBlock": 4}
    literal: ClassVar[frozenset[str]] = frozenset("Conv2 RepConv RepVGGDW LRPCHead".split())

    header: ScaleHeader

    def __init__(
        self, layer: Layer, header: ScaleHeader, noted: list[Channels], progress: Progress
    ) -> None:
        super().__init__(layer, header, noted)
        self.progress = progress

    def find_module(self) -> str:
        """Names are looked up in torch.nn and in the trainer, never evaluated."""
        if self.name.startswith("torchvision.ops."):
            raise self.stop(
                "unmodelled-module",
                self.module_span,
                Message("modules of torchvision are not modelled"),
            )
        if self.name.startswith("torch."):
            raise self.stop(
                "unknown-module",
                self.module_span,
                Message("{fault}: write {value}", fault=self.lacks(self.name), value=self.name[6:]),
            )
        return super().find_module()

    def no_module(self, name: str, span: Span) -> Unreadable:
        """A KeyError, whatever the name looks like."""
        return self.stop("unknown-module", span, self.lacks(name))

    def evaluate(self, text: str, span: Span, names: Mapping[str, object]) -> object:
        """A variable of the reader, else what `ast.literal_eval` gives, else the text."""
        if text in names:
            if text not in _EXPECTED:
                self._warn_of_variable(text, span, names[text])
            return names[text]
        if len(text) > _LONGEST:
            return text
        try:
            return ast.literal_eval(parsed(text))
        except ValueError:
            return text
        except (SyntaxError, TypeError, MemoryError, RecursionError):
            raise self.stop(
                "bad-text",
                span,
                Message(
                    "the trainer reads '{text}' as a Python value and stops with a SyntaxError",
                    text=text,
                ),
            ) from None

    def _warn_of_variable(self, text: str, span: Span, value: object) -> None:
        self.note("name-in-args", span, variable(text, value))

    def scaled_channels(self, written: float) -> float:
        """Cut to max_channels, then scaled; the classes of a classifier are neither."""
        if self.name == "Classify":
            return written
        return self.rounded(written)

    def rounded(self, written: float) -> int:
        """Channels cut to the scale's limit, scaled and rounded up to 8."""
        return make_divisible(min(written, self.header.max_channels) * self.header.width)

    def apply(self, rule: ChannelRule, args: list[object]) -> Made:
        """The common rules, and what this parser does on top for some modules."""
        if rule is ChannelRule.NAMED:
            return self._named(args)
        made = super().apply(rule, args)
        if rule is ChannelRule.INPUT and self.has(self.name):
            c1 = self.inputs()[0]
            return made[0], self.stale(c1)  # it sets no channels, so the row before's stay
        return made

    def _named(self, args: list[object]) -> Made:
        self.all_inputs()
        return tuple(args[1:]), int(self.first_number(args))

    def scaled(self, args: list[object]) -> Made:
        """(c1, c2, *rest), with what depends on the scale."""
        if self.name == "C2fAttn":
            args = self._attention(args)
        made, c2 = super().scaled(args)
        if self.name in _NOT_LEGACY:
            self.progress.legacy = False
        if made is None:
            return made, c2
        if self.name == "C3k2" and self.header.scale in {"m", "l", "x"}:
            made = (*made[:3], True, *made[4:])
        if self.name == "A2C2f" and self.header.scale in {"l", "x"}:
            made = (*made, True, 1.2)
        return made, c2

    def _attention(self, args: list[object]) -> list[object]:
        """C2fAttn: hidden channels from c2, heads scaled with the width."""
        c2 = self.rounded(self.first_number(args))
        heads = self._heads(args)
        e = args[6] if len(args) > 6 else 0.5
        if not isinstance(e, int | float):
            words = Message("e must be a number, not {value}", value=repr(e))
            raise self.stop("bad-channels", self.layer.span, words)
        hidden = int(c2 * e)
        if not heads or hidden % heads:
            raise self.stop(
                "bad-channels",
                self.layer.span,
                Message(
                    "C2fAttn: {heads} heads do not divide its {hidden} hidden channels",
                    heads=heads,
                    hidden=hidden,
                ),
            )
        return [args[0], hidden, heads, *args[3:]]

    def _heads(self, args: list[object]) -> int:
        written = args[2] if len(args) > 2 else None
        if not isinstance(written, int | float):
            raise self.needs("[c2, embed_channels, heads]")
        if written <= 1:
            return int(written)
        limit = self.header.max_channels // 2 // 32
        return int(max(round(min(written, limit)) * self.header.width, 1))

    def head(self, args: list[object]) -> tuple[object, ...] | None:
        """What the parser puts behind or into a head's arguments."""
        channels = self.inputs(several=True)
        match self.rules.get(self.name):
            case ChannelRule.HEAD_BOXES:
                args = self._boxes(args, channels)
            case ChannelRule.SECOND:
                args = [*args[:1], channels, *args[1:]]
            case _ if self.name == "Depth":
                args = [*args[:1], channels]
            case _:
                args = [*args, channels]
        return None if any(c is None for c in channels) else tuple(args)

    def _boxes(self, args: list[object], channels: list[int | None]) -> list[object]:
        args = [*args, self.header.reg_max, self.header.end2end, channels]
        if self.name in _WITH_PROTOTYPES:
            prototypes = args[2]
            if not isinstance(prototypes, int | float):
                raise self.needs("[nc, masks, prototypes]")
            args[2] = self.rounded(prototypes)
        return args

    def kwargs(self, args: tuple[object, ...] | None) -> tuple[tuple[str, object], ...]:
        """The older kind of class branch in heads, the older SPPF."""
        told = self.name in _TOLD_LEGACY and self.name in self.rules
        old_pool = self.name == "SPPF" and args is not None and len(args) <= 3
        legacy = old_pool or (told and self.progress.legacy)
        return (("legacy", True),) if legacy else ()


class Row83(Row84):
    """One row as 8.3.40 reads it."""

    title: ClassVar[str] = "Ultralytics 8.3"
    rules: ClassVar[Mapping[str, ChannelRule]] = {
        **dict.fromkeys(_SCALED_83, ChannelRule.SCALED),
        **_COMMON,
        **dict.fromkeys(
            "Detect WorldDetect Segment Pose OBB ImagePoolingAttn".split(), ChannelRule.HEAD
        ),
    }
    repeating: ClassVar[frozenset[str]] = _REPEATING_83
    literal: ClassVar[frozenset[str]] = frozenset("Conv2 RepConv RepVGGDW".split())

    def head(self, args: list[object]) -> tuple[object, ...] | None:
        """The channels stand behind the arguments; only Segment's prototypes are scaled."""
        if self.name in _WITH_PROTOTYPES:
            channels = self.inputs(several=True)
            prototypes = [*args, channels][2] if len(args) > 1 else None
            if not isinstance(prototypes, int | float):
                raise self.needs("[nc, masks, prototypes]")
            args = [*args[:2], self.rounded(prototypes), *args[3:]]
        return super().head(args)

    def call(self, args: tuple[object, ...] | None) -> tuple[object, ...] | None:
        """The heads of 8.4 take two more arguments, which had no names then."""
        if args is None or self.name not in BOXES:
            return None
        return (*args[:-1], 16, None, args[-1])

    def kwargs(self, args: tuple[object, ...] | None) -> tuple[tuple[str, object], ...]:
        """What these modules were like then."""
        if self.name in {"RTDETRDecoder", "HGBlock"}:
            return (("legacy", True),)
        return super().kwargs(args)

    def scaled_channels(self, written: float) -> float:
        """Channels that equal the number of classes are taken for an output layer."""
        scaled = self.rounded(written)
        if written != self.header.nc:
            return scaled
        if scaled != written and self.name != "Classify":
            self.note(
                "unscaled-channels",
                self.layer.args.span if self.layer.args else self.layer.span,
                Message(
                    "{written} equals the number of classes, so the trainer does not scale it to "
                    "{scaled}",
                    written=str(written),
                    scaled=scaled,
                ),
            )
        return written
