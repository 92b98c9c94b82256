"""What the mouse does on the canvas: one class per gesture."""

from builder.gui.canvas.gestures.connect import Connect
from builder.gui.canvas.gestures.drop import DropBlock
from builder.gui.canvas.gestures.gesture import Gesture
from builder.gui.canvas.gestures.move import MoveRow
from builder.gui.canvas.gestures.pan import Pan

__all__ = ["Connect", "DropBlock", "Gesture", "MoveRow", "Pan"]
