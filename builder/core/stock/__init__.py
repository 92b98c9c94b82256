"""Networks as their trainers ship them, and how a file differs from the nearest of them."""

from builder.core.stock.nearest import Alignment, nearest
from builder.core.stock.networks import StockNetwork, alike, beside_block, networks, run_of
from builder.core.stock.stale import Comparison, Group, Reference, State

__all__ = [
    "Alignment",
    "Comparison",
    "Group",
    "Reference",
    "State",
    "StockNetwork",
    "alike",
    "beside_block",
    "nearest",
    "networks",
    "run_of",
]
