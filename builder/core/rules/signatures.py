"""A row's args beside the list of arguments that its block takes."""

from collections.abc import Iterator
from typing import NamedTuple

from builder.core.analysis import Status
from builder.core.blocks import Argument, Kind
from builder.core.config import Node, Sequence
from builder.core.rules.network import Network


class Call(NamedTuple):
    """What a row writes, and what its block takes.

    Attributes:
        arguments: What the block takes, in order.
        items: What the row writes.
    """

    arguments: tuple[Argument, ...]
    items: tuple[Node, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The arguments' names."""
        return tuple(argument.name for argument in self.arguments)

    @property
    def required(self) -> int:
        """How many a row must write."""
        return sum(argument.required for argument in self.arguments)

    @property
    def written(self) -> int:
        """How many the row writes."""
        return len(self.items)

    @property
    def missing(self) -> int:
        """How many it lacks."""
        return max(self.required - self.written, 0)

    @property
    def surplus(self) -> int:
        """How many too many it writes."""
        return max(self.written - len(self.arguments), 0)


def call_of(network: Network, index: int) -> Call | None:
    """The row's args beside its block's; None for an unknown block or args that are no list."""
    spec = network.spec(index)
    cell = network.layers[index].args
    if spec is None or not isinstance(cell, Sequence):
        return None
    return Call(spec.arguments, cell.items)


def output_channels(network: Network, index: int) -> Node | None:
    """What the row writes as its output channels, if its block takes those first."""
    call = call_of(network, index)
    if call is None or not call.items or not call.arguments:
        return None
    return call.items[0] if call.arguments[0].kind is Kind.CHANNELS else None


def unbuilt(network: Network, index: int) -> bool:
    """Whether the row's module refused its arguments, before any input came."""
    report = network.reports[index]
    return (
        report.status is Status.ERROR
        and network.rows[index].fatal is None
        and report.input_shapes is None
    )


def suspects(network: Network) -> Iterator[int]:
    """Rows whose arguments were refused, or could not be tried because of an earlier fault."""
    for report in network.reports:
        if report.status is Status.OK or network.rows[report.index].fatal is not None:
            continue
        if report.input_shapes is None:
            yield report.index
