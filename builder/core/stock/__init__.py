"""Networks as their trainers ship them, and how a file differs from the nearest of them."""

from builder.core.stock.nearest import Alignment, nearest
from builder.core.stock.networks import StockNetwork, networks
from builder.core.stock.stale import Comparison, Group, Reference, State, compare, is_duplicate

__all__ = [
    "Alignment",
    "Comparison",
    "Group",
    "Reference",
    "State",
    "StockNetwork",
    "compare",
    "is_duplicate",
    "nearest",
    "networks",
]
