"""The network as a picture that takes gestures: the pyramid."""

from builder.gui.canvas.intents import CanvasIntents
from builder.gui.canvas.view import CanvasView

__all__ = ["CanvasIntents", "CanvasView"]
