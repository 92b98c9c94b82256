"""How trainers make constructor arguments and output channels of a row.

What they have in common stands here; a dialect says which rule its parser has for which module,
and overrides what it does in its own way.
"""

import math
from collections.abc import Mapping
from typing import ClassVar

from builder.core.blocks import BlockSpec, ChannelRule
from builder.core.blocks.catalogue import find
from builder.core.diagnostics import Message
from builder.core.dialects.cells import RowReader, Unreadable
from builder.core.dialects.resolved import Channels, ResolvedRow
from builder.core.dialects.torch_names import TORCH_NN
from builder.core.text import Span

Made = tuple[tuple[object, ...] | None, Channels]
"""Constructor arguments (None: unknowable), and the channels that readers are built for."""


def make_divisible(channels: float, divisor: int = 8) -> int:
    """The smallest multiple of `divisor` that is at least `channels`."""
    return math.ceil(channels / divisor) * divisor


class TrainerRow(RowReader):
    """One row with a trainer's rules.

    Attributes:
        title: The trainer's name and version for people.
        trainer: Whose blocks names mean.
        rules: The modules that its parser lists, and how it treats them.
        repeating: Of those, the ones that take `number` as an argument of their own.
        repeats_at: Where that argument stands.
        literal: Modules that the trainer has, and whose rows its parser takes literally.
        prints_copies: What it prints as `number` is how many copies it makes.
    """

    title: ClassVar[str]
    trainer: ClassVar[str]
    rules: ClassVar[Mapping[str, ChannelRule]]
    repeating: ClassVar[frozenset[str]]
    literal: ClassVar[frozenset[str]] = frozenset()
    repeats_at: ClassVar[Mapping[str, int]] = {}
    prints_copies: ClassVar[bool] = False

    spec: BlockSpec | None = None
    implementation: str | None = None

    def resolve(self) -> ResolvedRow:
        """The row as the trainer resolves it."""
        args: tuple[object, ...] | None = None
        channels: Channels = None
        copies = 1
        try:
            self.read_cells()
            self.implementation = self.find_module()
            written = self.read_args()
            rule = self.rule()
            copies = self.repeats
            if self.repeats_inside():
                copies = 1
            args, channels = self._applied(rule, written)
        except Unreadable:
            pass
        return ResolvedRow(
            index=self.layer.index,
            sources=self.rows_read(),
            slots_read=self.sources,
            many=self.many,
            written_from=self.layer.from_cell.value if self.layer.from_cell else None,
            module=self.name,
            implementation=self.implementation,
            repeats=copies if self.prints_copies and args is not None else self.repeats,
            copies=max(copies, 1),
            args=args,
            channels=channels,
            traps=tuple(self.traps),
            spec=self.spec or find(self.name, self.trainer),
            kwargs=self.kwargs(args),
            picks=self.picks(),
            slots=self.slots(channels),
            call=self.call(args),
        )

    # What a dialect may change ----------------------------------------------------------------

    def rows_read(self) -> tuple[int, ...] | None:
        """The rows that `from` names."""
        return self.sources

    def picks(self) -> tuple[int | None, ...]:
        """Which output of each row is read; empty: all of them."""
        return ()

    def slots(self, channels: Channels) -> tuple[int, ...]:
        """The numbers by which later rows name this one; empty: its index."""
        del channels
        return ()

    def kwargs(self, args: tuple[object, ...] | None) -> tuple[tuple[str, object], ...]:
        """What the trainer sets beside the arguments."""
        del args
        return ()

    def call(self, args: tuple[object, ...] | None) -> tuple[object, ...] | None:
        """What our class is built with, where that is not what the trainer prints."""
        del args
        return None

    def scaled_channels(self, written: float) -> float:
        """Output channels after width scaling."""
        return make_divisible(written * self.header.width)

    # The module -------------------------------------------------------------------------------

    @property
    def module_span(self) -> Span:
        """The third cell, or the row if it has none."""
        return self.layer.module.span if self.layer.module else self.layer.span

    def find_module(self) -> str:
        """The class that the trainer finds under the name.

        Raises:
            Unreadable: It finds none.
        """
        name, span = self.name, self.module_span
        if not name:
            raise self.stop("unknown-module", span, Message("the third cell must name a module"))
        bare = name.removeprefix("torch.")
        if bare.startswith("nn."):
            self.name = bare
            if bare[3:] not in TORCH_NN:
                words = Message("torch.nn has no {module}", module=bare[3:])
                raise self.stop("unknown-module", span, words)
            self.spec = find(bare, self.trainer)
            return f"torch.nn:{bare[3:]}"
        self.spec = find(name, self.trainer)
        if self.spec is None:
            raise self.no_module(name, span)
        if not self.has(name):
            self.note(
                "foreign-module",
                span,
                Message(
                    "{module} is not part of {trainer}: its class and its line in parse_model "
                    "must be added to your copy",
                    module=name,
                    trainer=self.title,
                ),
            )
        return self.spec.implementation

    def no_module(self, name: str, span: Span) -> Unreadable:
        """Why the trainer stops at a name that nobody knows."""
        if not name.isidentifier():
            return self.stop(
                "code-as-module",
                span,
                Message(
                    "'{text}' is Python code, which the trainer runs to find a module; "
                    "this program never runs it",
                    text=name,
                ),
            )
        return self.stop("unknown-module", span, self.lacks(name))

    def lacks(self, name: str) -> Message:
        """That the trainer has no such module."""
        return Message("{trainer} has no module '{module}'", trainer=self.title, module=name)

    def has(self, name: str) -> bool:
        """Whether the trainer ships the module."""
        return name in self.rules or name in self.literal

    def rule(self) -> ChannelRule:
        """How the parser treats the module."""
        if self.name in self.rules:
            return self.rules[self.name]
        # torch's own modules are taken literally, whatever a catalogue thinks best for them.
        if self.spec is None or self.name.startswith("nn.") or self.name in self.literal:
            return ChannelRule.SAME
        return self.spec.channels

    def repeats_inside(self) -> bool:
        """Whether `number` becomes an argument instead of copies."""
        if self.has(self.name):
            return self.name in self.repeating
        return self.spec is not None and self.spec.repeats_inside

    # Rules ------------------------------------------------------------------------------------

    def _applied(self, rule: ChannelRule, args: list[object]) -> Made:
        """As `apply`, also for numbers of which the trainer's arithmetic fails: of infinity, say.

        Raises:
            Unreadable: The trainer stops.
        """
        try:
            return self.apply(rule, args)
        except (ArithmeticError, ValueError) as error:
            words = Message(
                "the trainer cannot compute with these numbers: {error}", error=str(error)
            )
            cell = self.layer.args
            span = cell.span if cell else self.layer.span
            raise self.stop("bad-channels", span, words) from error

    def apply(self, rule: ChannelRule, args: list[object]) -> Made:
        """Constructor arguments and output channels by a rule.

        Raises:
            Unreadable: The trainer stops.
        """
        match rule:
            case ChannelRule.SCALED:
                return self.scaled(args)
            case ChannelRule.SCALED_MANY:
                return self._scaled_many(args)
            case ChannelRule.MIDDLE:
                return self._middle(args)
            case ChannelRule.HEAD | ChannelRule.HEAD_BOXES | ChannelRule.SECOND:
                return self.head(args), self.previous()
            case ChannelRule.SUM:
                return tuple(args), _sum(self.inputs(several=True))
            case ChannelRule.NORM:
                return self._norm()
            case ChannelRule.INPUT:
                return self._input(args)
            case ChannelRule.SPLIT:
                return self._split(args)
            case ChannelRule.MAPS:
                return self.maps(args)
        return tuple(args), self._literal_channels(rule, args)

    def _literal_channels(self, rule: ChannelRule, args: list[object]) -> Channels:
        """Output channels where the arguments stay as they are written."""
        match rule:
            case ChannelRule.FIRST:
                return self.all_inputs(several=self.many)[0]
            case ChannelRule.LAST:
                return self.all_inputs(several=True)[-1]
            case ChannelRule.FOLD | ChannelRule.UNFOLD:
                return self._folded(rule, args)
            case ChannelRule.QUADRUPLE:
                c1 = self.inputs()[0]
                return None if c1 is None else 4 * c1
            case ChannelRule.HALF:
                c1 = self.inputs()[0]
                return None if c1 is None else c1 // 2
            case ChannelRule.STAGE:
                return self._stage(args)
        return self.all_inputs()[0]

    def scaled(self, args: list[object]) -> Made:
        """(c1, c2 scaled, *rest), with `number` behind them where the module repeats inside."""
        c1 = self.inputs()[0]
        c2 = self.scaled_channels(self.first_number(args))
        rest = args[1:]
        if self.repeats_inside():
            at = self.repeats_at.get(self.name, 2) - 2
            rest = [*rest[:at], self.repeats, *rest[at:]]
        return None if c1 is None else (c1, c2, *rest), int(c2)

    def _scaled_many(self, args: list[object]) -> Made:
        channels = self.inputs(several=True)
        c2 = self.scaled_channels(self.first_number(args))
        known = all(c is not None for c in channels)
        return (channels, c2, *args[1:]) if known else None, int(c2)

    def _middle(self, args: list[object]) -> Made:
        c1 = self.inputs()[0]
        middle, c2 = self.first_number(args), self.first_number(args, 1)
        rest = args[2:]
        if self.repeats_inside():
            rest.insert(self.repeats_at.get(self.name, 3) - 3, self.repeats)
        return None if c1 is None else (c1, middle, c2, *rest), int(c2)

    def _norm(self) -> Made:
        c1 = self.inputs()[0]
        return None if c1 is None else (c1,), self.stale(c1)

    def _input(self, args: list[object]) -> Made:
        c1 = self.inputs()[0]
        return None if c1 is None else (c1, *args), c1

    def _split(self, args: list[object]) -> Made:
        c1 = self.inputs()[0]
        parts = args[0] if args else None
        if not isinstance(parts, list) or not all(type(part) is int for part in parts):
            raise self.stop(
                "bad-channels",
                self.layer.span,
                Message("{module} needs a list of channels as the first of args", module=self.name),
            )
        return None if c1 is None else (c1, *args), tuple(parts)

    def maps(self, args: list[object]) -> Made:
        """A whole backbone; a parser that does not know of such takes it for a plain row."""
        return tuple(args), self.inputs()[0]

    def head(self, args: list[object]) -> tuple[object, ...] | None:
        """Constructor arguments of a head."""
        channels = self.inputs(several=True)
        return None if any(c is None for c in channels) else (*args, channels)

    def _stage(self, args: list[object]) -> int:
        """ResNetLayer's own arithmetic: its arguments are (c1, c2, s, is_first, n)."""
        self.all_inputs()  # their channels don't count, but the rows must be there
        c2 = int(self.first_number(args, 1))
        if len(args) < 4:
            raise self.needs("[c1, c2, s, is_first, n]")
        return c2 if args[3] else 4 * c2

    def needs(self, arguments: str) -> Unreadable:
        """Note that args are missing; raise what this returns."""
        words = Message("{module} needs {arguments}", module=self.name, arguments=arguments)
        return self.stop("missing-args", self.layer.span, words)

    def _folded(self, rule: ChannelRule, args: list[object]) -> int | None:
        c1 = self.inputs()[0]
        gain = self.first_number(args)
        if not isinstance(gain, int):
            words = Message("the gain must be whole, not {gain}", gain=str(gain))
            raise self.stop("bad-channels", self.layer.span, words)
        if c1 is None:
            return None
        if rule is ChannelRule.FOLD:
            return c1 * gain**2
        if gain == 0:
            words = Message("{module} cannot divide by 0", module="Expand")
            raise self.stop("bad-channels", self.layer.span, words)
        return c1 // gain**2

    def previous(self) -> Channels:
        """What the trainer notes for a row that sets no channels: those of the row before."""
        return self.noted[-1] if self.noted else self.header.input_channels

    def stale(self, c1: int | None) -> Channels:
        """The same for a row whose output has `c1` channels, which may be others."""
        previous = self.previous()
        if previous != c1 and self.layer.from_cell is not None:
            self.note(
                "stale-channels",
                self.layer.from_cell.span,
                Message(
                    "{module} outputs {channels} channels, but the trainer notes the {noted} of "
                    "the row before it, and builds its readers for those",
                    module=self.name,
                    channels=c1,
                    noted=previous,
                ),
            )
        return previous


def _sum(channels: list[int | None]) -> int | None:
    known = [c for c in channels if c is not None]
    return sum(known) if len(known) == len(channels) else None
