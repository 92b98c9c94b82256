"""The blocks that can be put into a network."""

from builder.gui.palette.panel import PalettePanel

__all__ = ["PalettePanel"]
