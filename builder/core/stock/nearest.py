"""The stock network that a file was made from, as far as its rows tell."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import TypeVar

from builder.core.config import Config
from builder.core.stock.align import BEST, align
from builder.core.stock.networks import Row, StockNetwork, networks, row_of

_T = TypeVar("_T", bound=Hashable)
_TRIED = 6  # stock networks that are aligned, of those with the most rows in common
_MOST_CELLS = 40_000  # of all alignments of one file, but for the first
_LONGEST = 600  # rows: twice as many as the longest network that is shipped
_FEWEST = 5  # rows; what is shorter resembles everything
_OWN = 0.5  # points for a network of the file's own trainer
_ALIKE = 0.45  # share of rows that two networks must have in common


@dataclass(frozen=True)
class Alignment:
    """A file's rows beside those of the nearest stock network.

    Attributes:
        network: The stock network.
        rows: The file's rows.
        pairs: For each row of the file its row in the stock network; None for a new one.
        score: How well they fit; 0 is best, and what differs counts against it.
    """

    network: StockNetwork
    rows: tuple[Row, ...]
    pairs: tuple[int | None, ...]
    score: float

    @cached_property
    def places(self) -> dict[int, int]:
        """For each row of the stock network that is left its row in the file."""
        return {at: index for index, at in enumerate(self.pairs) if at is not None}

    @cached_property
    def inserted(self) -> tuple[int, ...]:
        """Rows of the file that the stock network lacks."""
        return tuple(index for index, at in enumerate(self.pairs) if at is None)

    @cached_property
    def removed(self) -> tuple[int, ...]:
        """Rows of the stock network that the file lacks."""
        return tuple(at for at in range(len(self.network)) if at not in self.places)

    @cached_property
    def likeness(self) -> float:
        """Share of the rows of both that are the same module, 0 to 1."""
        same = sum(
            self.rows[index].module == self.network.rows[at].module
            for at, index in self.places.items()
        )
        return 2 * same / (len(self.rows) + len(self.network))


def nearest(config: Config, trainer: str) -> tuple[Alignment, ...]:
    """The stock networks that a file resembles, the nearest first; () if it resembles none.

    Args:
        config: The file.
        trainer: Whose networks are preferred where several are equally near.
    """
    rows = tuple(
        row_of(
            layer.index,
            *(
                cell.value if cell is not None else None
                for cell in (layer.from_cell, layer.number, layer.module, layer.args)
            ),
        )
        for layer in config.layers
    )
    return _nearest(rows, trainer) if _FEWEST <= len(rows) <= _LONGEST else ()


@lru_cache(maxsize=64)
def _nearest(rows: tuple[Row, ...], trainer: str) -> tuple[Alignment, ...]:
    found: list[Alignment] = []
    best = float("-inf")
    cells = 0
    for most, network in _likely(rows):
        cells += len(rows) * len(network)
        if most < best or (found and cells > _MOST_CELLS):
            break  # neither it nor the next can come near, however their rows are ordered
        points, pairs = align(rows, network.rows)
        score = points - _whole(rows, network) + _OWN * (network.trainer == trainer)
        alignment = Alignment(network, rows, pairs, score)
        if alignment.likeness >= _ALIKE:
            found.append(alignment)
            best = max(best, score)
    return tuple(sorted(found, key=lambda one: -one.score))


def _whole(rows: Sequence[Row], network: StockNetwork) -> float:
    """The score of an alignment without a fault: so that longer networks are not nearer."""
    return BEST / 2 * (len(rows) + len(network))


def _likely(rows: Sequence[Row]) -> list[tuple[float, StockNetwork]]:
    """The networks that share the most rows, each with the best score that it could have."""
    by_kind, by_module = _places()
    alike = _shared(Counter((row.module, row.args) for row in rows), by_kind)
    named = _shared(Counter(row.module for row in rows), by_module)
    ranked = []
    for place, network in enumerate(networks()):
        points = BEST * alike[place] + (BEST - 0.5) * (named[place] - alike[place])
        ranked.append((points - _whole(rows, network) + _OWN, -place, network))
    ranked.sort(key=lambda one: one[:2], reverse=True)
    return [(score, network) for score, _, network in ranked[:_TRIED]]


_Places = dict[_T, list[tuple[int, int]]]  # of each thing the networks that have it, and how often


def _shared(counts: Mapping[_T, int], places: _Places[_T]) -> list[int]:
    """For each network how many things it shares with those that are counted."""
    shared = [0] * len(networks())
    for one, count in counts.items():
        for place, its in places.get(one, ()):
            shared[place] += min(count, its)
    return shared


@cache
def _places() -> tuple[_Places[tuple[str, str]], _Places[str]]:
    """Where each kind of row and each module stand."""
    kinds: _Places[tuple[str, str]] = defaultdict(list)
    modules: _Places[str] = defaultdict(list)
    for place, network in enumerate(networks()):
        for kind, count in Counter(network.kinds).items():
            kinds[kind].append((place, count))
        for module, count in Counter(module for module, _ in network.kinds).items():
            modules[module].append((place, count))
    return kinds, modules
