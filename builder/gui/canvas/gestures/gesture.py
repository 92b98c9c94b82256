"""What all gestures share."""

from PySide6.QtCore import QObject, QPoint

from builder.core.layout import Layout, Point
from builder.gui.canvas.hint import Hint
from builder.gui.canvas.intents import CanvasIntents
from builder.gui.canvas.scene import CanvasScene
from builder.gui.canvas.targets import Target, target_at


class Gesture(QObject):
    """One thing that the mouse does, from its press to its release.

    The view makes it, feeds it with places (in pixels of the viewport), and ends it with
    `finish` or `cancel`. It sends an intent at most, in `finish`.
    """

    def __init__(self, view: CanvasIntents, scene: CanvasScene, hint: Hint) -> None:
        super().__init__(view)
        self.view, self.scene, self.hint = view, scene, hint

    def move(self, place: QPoint) -> None:
        """Follow the mouse."""
        raise NotImplementedError

    def finish(self, place: QPoint) -> None:
        """Do it."""
        raise NotImplementedError

    def cancel(self) -> None:
        """Leave no trace."""
        self.scene.light(None)
        self.scene.draw_over(None, None)
        self.scene.dim(())
        self.hint.hide()
        self.deleteLater()

    @property
    def layout(self) -> Layout:
        """Where things stand."""
        return self.scene.layout

    @property
    def zoom(self) -> float:
        """Pixels per unit."""
        return self.view.transform().m11()

    def point(self, place: QPoint) -> Point:
        """A place of the viewport in the picture."""
        mapped = self.view.mapToScene(place)
        return mapped.x(), mapped.y()

    def target(self, place: QPoint) -> Target | None:
        """What lies under the mouse."""
        return target_at(self.layout, self.point(place), self.zoom)
