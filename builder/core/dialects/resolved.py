"""Rows as a trainer's parser resolves them, before anything is built."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from builder.core.blocks import BlockSpec
from builder.core.diagnostics import Message
from builder.core.text import Span

Severity = Literal["error", "warning", "info"]
Channels = int | tuple[int, ...] | None
"""Output channels that a parser notes: a number, one for each of several outputs, or unknown."""


@dataclass(frozen=True, slots=True)
class ModuleCall:
    """An argument that the trainer turns into a module: `nn.LeakyReLU(0.1)`."""

    name: str
    args: tuple[object, ...] = ()
    kwargs: tuple[tuple[str, object], ...] = ()

    def __repr__(self) -> str:
        inside = [repr(a) for a in self.args] + [f"{k}={v!r}" for k, v in self.kwargs]
        return f"nn.{self.name}({', '.join(inside)})"


@dataclass(frozen=True, slots=True)
class Trap:
    """Something that the trainer does with a row and its writer may not expect.

    Attributes:
        kind: Stable name that a rule reports under, such as "no-trap" or "unknown-module".
        span: The cell it is about.
        message: The fact with its numbers.
        fatal: The trainer stops here; the row cannot be built.
        key: The header key that it is about; "" if it is about a row.
        error: The trainer's own last words, where they are known.
    """

    kind: str
    span: Span
    message: Message
    fatal: bool = False
    key: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True)
class ResolvedRow:
    """One row after depth and width scaling, names and input channels.

    Attributes:
        index: The row's number.
        sources: Rows it reads, in order; -1 is the image. None: `from` cannot be read.
        many: `from` is a list, so the module gets a list of tensors.
        written_from: The `from` cell's value.
        module: The name as written.
        implementation: What to build ("csp:C3"); None if unknown.
        repeats: `number` after depth scaling, as the trainer prints it.
        copies: How many equal modules run one after another (1: no Sequential).
        args: Constructor arguments; None where something before makes them unknowable.
        channels: The output channels that the parser notes for readers; None if unknown.
        traps: What is odd about it.
        spec: The block that the module means to this trainer; None if the catalogue lacks it.
        kwargs: What the trainer sets beside the arguments, and does not print.
        picks: For each source which of its outputs is read; None: all of them. Empty: all None.
        slots: The numbers by which `from` can name the row; empty: its index.
        slots_read: The numbers of what it reads; None: `sources`, where each row has one number.
        call: What our class is built with, where its constructor takes other arguments than the
            trainer's, which are those shown. None: `args`.
    """

    index: int
    sources: tuple[int, ...] | None
    many: bool
    written_from: object
    module: str
    implementation: str | None
    repeats: int
    copies: int
    args: tuple[object, ...] | None
    channels: Channels
    traps: tuple[Trap, ...] = ()
    spec: BlockSpec | None = None
    kwargs: tuple[tuple[str, object], ...] = ()
    picks: tuple[int | None, ...] = ()
    slots: tuple[int, ...] = ()
    call: tuple[object, ...] | None = None
    slots_read: tuple[int, ...] | None = None

    @property
    def number(self) -> str:
        """The number by which rows name it: "5"; "0-4" for a row of several slots."""
        return slots_text(self.slots or (self.index,))

    @property
    def fatal(self) -> Trap | None:
        """The trap at which the trainer stops, if there is one."""
        return next((trap for trap in self.traps if trap.fatal), None)


def slots_text(slots: tuple[int, ...]) -> str:
    """The numbers of a row: "5", "0-4"."""
    return str(slots[0]) if slots[0] == slots[-1] else f"{slots[0]}-{slots[-1]}"


Maps = Callable[[str, tuple[object, ...]], tuple[int, ...] | None]
"""Channels of a backbone's maps, from its implementation and arguments; None: unknown."""


def no_maps(implementation: str, args: tuple[object, ...]) -> None:
    """Where nobody can be asked for a backbone's maps."""
    del implementation, args


@dataclass(frozen=True, slots=True)
class Strides:
    """How the trainer learns the strides of a network.

    Attributes:
        by: "levels": from the head's inputs in a test pass; "deepest": from the smallest map of
            that pass; "fixed": it takes `values` and makes no pass; "none": it has none.
        values: The fixed ones.
    """

    by: Literal["levels", "deepest", "fixed", "none"] = "none"
    values: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolved:
    """A whole config as one dialect reads it.

    Attributes:
        rows: One for each layer of the config.
        nc: Number of classes in force; None if the file has none and none was given.
        depth, width: The multiples in force.
        activation: The header's `activation`, which every Conv takes; None: the default.
        traps: What is odd about the header (missing keys …).
        input_channels: Channels of the image.
        holders: The classes whose default activation the header's replaces.
        scale: Name of the scale in force; None where the file has none.
        scales: Names of the scales that can be chosen.
        multiples: Of each of them: depth and width, and what channels are cut to, if they are.
        own_scale: The scale that the file itself says, whatever was wanted; None: it has none.
        own_scale_from: Where it says so: "name": in the file's name; "first": nowhere, so the first
            of several is taken; "only": there is one.
        strides: How the trainer learns the strides.
        text: Shape of the text embedding that some rows take beside their map; None: there is none.
    """

    rows: tuple[ResolvedRow, ...]
    nc: int | None
    depth: float
    width: float
    activation: ModuleCall | None
    traps: tuple[Trap, ...]
    input_channels: int = 3
    holders: tuple[str, ...] = ("conv:Conv",)
    scale: str | None = None
    scales: tuple[str, ...] = ()
    multiples: tuple[tuple[float, ...], ...] = ()
    own_scale: str | None = None
    own_scale_from: Literal["name", "first", "only", ""] = ""
    strides: Strides = Strides()
    text: tuple[int, ...] | None = None
