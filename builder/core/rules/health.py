"""How a network does as a whole, to compare what comes of several repairs."""

from itertools import pairwise
from typing import NamedTuple

from builder.core.analysis import Status
from builder.core.rules import comments
from builder.core.rules.network import Network
from builder.core.rules.offers import ends_run


class Health(NamedTuple):
    """What is wrong with a network; 0 everywhere is best.

    Attributes:
        stopped: Rows at which the trainer stops.
        waiting: Rows that read one without an output.
        dead: Rows that nobody reads.
        head: Inputs of the head that are no level of their own: out of order, twice, or a join.
        loose: Far inputs of joins and heads behind which rows of the same size follow. They mostly
            read the last row of a level.
        comments: Comments that say another level or another number than the row has.
    """

    stopped: int
    waiting: int
    dead: int
    head: int
    loose: int
    comments: int

    @property
    def failed(self) -> int:
        """Rows that do not run."""
        return self.stopped + self.waiting

    @property
    def faults(self) -> int:
        """What a trainer or a glance at the graph would find."""
        return self.failed + self.dead + self.head

    def better_than(self, other: "Health") -> bool:
        """Whether there are fewer faults, and not only fewer rows that wait.

        Who reads around a row that fails of itself lets others run and mends nothing.
        """
        mended = self.stopped < other.stopped or self.dead + self.head < other.dead + other.head
        return mended and self.faults < other.faults

    def no_worse_than(self, other: "Health", *, known: bool = False) -> bool:
        """Whether nothing got worse that matters; a row that runs may turn out to be unread.

        Args:
            other: What was before.
            known: Whether the references are known to have been so: then a row may well wait for
                one that fails of itself, which it read around by mistake.
        """
        if known:
            return self.stopped <= other.stopped and self.dead <= other.dead
        if self.failed != other.failed:
            return self.failed < other.failed
        return self.faults <= other.faults


def health(network: Network) -> Health:
    """How a network does."""
    statuses = [layer.status for layer in network.reports]
    return Health(
        statuses.count(Status.ERROR),
        statuses.count(Status.BLOCKED),
        len(network.dead),
        _head(network),
        _loose(network),
        _comments(network),
    )


def _head(network: Network) -> int:
    head = network.head
    if head is None:
        return 0
    strides = network.head_strides
    disorder = sum(one >= other for one, other in pairwise(strides))
    rows = [network.config.row_of(number) for number in network.head_levels]
    return disorder + sum(network.joins(row) for row in rows if row >= 0)


def _loose(network: Network) -> int:
    """Far references that do not read the last row of a level."""
    found = 0
    for layer in network.layers:
        if network.joins(layer.index) or layer.index == network.head:
            far = (number for number in network.read(layer.index) if number >= 0)
            above = network.number(layer.index) - 1
            found += sum(number != above and not ends_run(network, number) for number in far)
    return found


def _comments(network: Network) -> int:
    found = 0
    for layer in network.layers:
        text = comments.text_of(network.config, layer)
        claimed = comments.stride_claimed(text)
        stride = network.stride(layer.index)
        found += claimed is not None and stride is not None and claimed != stride
        joined = comments.joined_level(text)
        if joined is not None:
            strides = {network.stride_of(number) for number in network.read(layer.index)}
            found += joined[1] not in strides and None not in strides
    return found
