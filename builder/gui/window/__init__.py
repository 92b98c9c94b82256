"""The main window: it puts the panels together and knows what they do not know of each other."""

from builder.gui.window.window import MainWindow

__all__ = ["MainWindow"]
