"""Moving the picture under the window."""

from PySide6.QtCore import QPoint, Qt

from builder.gui.canvas.gestures.gesture import Gesture
from builder.gui.canvas.hint import Hint
from builder.gui.canvas.intents import CanvasIntents
from builder.gui.canvas.scene import CanvasScene


class Pan(Gesture):
    """Drag with the middle button, or with the space bar held."""

    def __init__(self, view: CanvasIntents, scene: CanvasScene, hint: Hint, start: QPoint) -> None:
        super().__init__(view, scene, hint)
        self._last = start
        view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def move(self, place: QPoint) -> None:
        """Move the picture with the mouse."""
        step = place - self._last
        self._last = place
        across, down = self.view.horizontalScrollBar(), self.view.verticalScrollBar()
        across.setValue(across.value() - step.x())
        down.setValue(down.value() - step.y())

    def finish(self, place: QPoint) -> None:
        """Stay where it is."""
        self.move(place)
        self.cancel()

    def cancel(self) -> None:
        """Let go."""
        self.view.viewport().unsetCursor()
        super().cancel()
