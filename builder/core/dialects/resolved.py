"""Rows as a trainer's parser resolves them, before anything is built."""

from dataclasses import dataclass
from typing import Literal

from builder.core.blocks import BlockSpec
from builder.core.text import Span

Severity = Literal["error", "warning", "info"]


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
    """

    kind: str
    span: Span
    message: str
    fatal: bool = False


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
    channels: int | None
    traps: tuple[Trap, ...] = ()
    spec: BlockSpec | None = None

    @property
    def fatal(self) -> Trap | None:
        """The trap at which the trainer stops, if there is one."""
        return next((trap for trap in self.traps if trap.fatal), None)


@dataclass(frozen=True, slots=True)
class Resolved:
    """A whole config as one dialect reads it.

    Attributes:
        rows: One for each layer of the config.
        nc: Number of classes in force; None if the file has none and none was given.
        depth, width: The multiples in force.
        input_channels: Channels of the image.
        activation: The header's `activation`, which every Conv takes; None: the default.
        traps: What is odd about the header (missing keys …).
    """

    rows: tuple[ResolvedRow, ...]
    nc: int | None
    depth: float
    width: float
    activation: ModuleCall | None
    traps: tuple[Trap, ...]
    input_channels: int = 3
