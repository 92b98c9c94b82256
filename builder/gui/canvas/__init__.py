"""The network as a picture that takes gestures: the pyramid."""

from builder.gui.canvas.card import NO_TEXT
from builder.gui.canvas.intents import CanvasIntents
from builder.gui.canvas.overlay import (
    NOTHING,
    Mark,
    Overlay,
    before_fix,
    marks_after,
    marks_before,
    of_finding,
)
from builder.gui.canvas.view import CanvasView
from builder.gui.canvas.zooming import ZoomingView

__all__ = [
    "NOTHING",
    "NO_TEXT",
    "CanvasIntents",
    "CanvasView",
    "Mark",
    "Overlay",
    "ZoomingView",
    "before_fix",
    "marks_after",
    "marks_before",
    "of_finding",
]
