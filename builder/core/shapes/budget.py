"""How much work a block may ask for, and the running counts of one run."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

from builder.core.diagnostics import Message
from builder.core.shapes.errors import BudgetExceeded

OPERATIONS = 200_000
MODULES = 20_000
REPEATS = 1_000
RECURSION = 100
ARGUMENT = 10_000_000


class State:
    """Counters of the run under way, and the limits in force.

    One object for the process: attribute access is the cheapest shared state in Python, and
    `build` and `run` hold a lock around it.

    Attributes:
        classic, modern: Operations as thop 0.1.1 and ultralytics-thop 2.2.3 count them.
        macs: Multiply-accumulates of convolutions, linear layers and matrix products.
        ruled: How many modules with a counting rule of the modern kind are under way.
        operations, modules, depth: Work done so far.
        modes_set: Some module has a training flag of its own, by `train` or `eval`.
    """

    __slots__ = (
        "argument_limit",
        "classic",
        "depth",
        "depth_limit",
        "macs",
        "modern",
        "modes_set",
        "modules",
        "modules_limit",
        "operations",
        "operations_limit",
        "repeats_limit",
        "ruled",
    )

    def __init__(self) -> None:
        self.classic = self.modern = self.macs = 0
        self.ruled = self.operations = self.modules = self.depth = 0
        self.modes_set = False
        self.operations_limit = OPERATIONS
        self.modules_limit = MODULES
        self.repeats_limit = REPEATS
        self.depth_limit = RECURSION
        self.argument_limit = ARGUMENT

    def start(self) -> None:
        """Set the counters to zero."""
        self.classic = self.modern = self.macs = 0
        self.ruled = self.operations = self.modules = self.depth = 0


state = State()


def exhausted(message: Message) -> NoReturn:
    """Stop the block that ran past a limit; the message says which."""
    raise BudgetExceeded(message)


@contextmanager
def budget(
    operations: int = OPERATIONS,
    modules: int = MODULES,
    repeats: int = REPEATS,
    recursion: int = RECURSION,
    argument: int = ARGUMENT,
) -> Iterator[None]:
    """Other limits for the builds and runs inside the `with`.

    Args:
        operations: Tensors that one run may create.
        modules: Modules that one build may create.
        repeats: Copies of a block, and passes of a `range` in its code, per build.
        recursion: How deep modules may call each other.
        argument: Largest absolute integer among the arguments of a build.
    """
    names = ("operations", "modules", "repeats", "depth", "argument")
    before = [getattr(state, f"{name}_limit") for name in names]
    limits = (operations, modules, repeats, recursion, argument)
    for name, limit in zip(names, limits, strict=True):
        setattr(state, f"{name}_limit", limit)
    try:
        yield
    finally:
        for name, limit in zip(names, before, strict=True):
            setattr(state, f"{name}_limit", limit)
