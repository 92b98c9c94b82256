"""The table of layers."""

from builder.gui.table.panel import TablePanel

__all__ = ["TablePanel"]
