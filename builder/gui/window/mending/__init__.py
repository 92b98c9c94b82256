"""Looking at changes before they are made: of a fix, of all of them, of a repair."""

from builder.gui.window.mending.desk import FixingDesk

__all__ = ["FixingDesk"]
