"""Carrying a row to another place."""

from PySide6.QtCore import QPoint, QRectF

from builder.core.layout import IMAGE
from builder.gui.canvas.gestures.gesture import Gesture
from builder.gui.canvas.hint import Hint
from builder.gui.canvas.intents import CanvasIntents
from builder.gui.canvas.scene import CanvasScene
from builder.gui.canvas.targets import OnCard, OnEdge, Target


class MoveRow(Gesture):
    """Drag a card onto an edge (it goes in front of the edge's target) or onto another card."""

    def __init__(
        self, view: CanvasIntents, scene: CanvasScene, hint: Hint, index: int, grip: QPoint
    ) -> None:
        super().__init__(view, scene, hint)
        self.index = index
        node = scene.layout.by_index[index]
        corner = view.mapFromScene(node.box.x, node.box.y)
        self._grip = grip - corner
        self._size = (node.box.width, node.box.height)

    def move(self, place: QPoint) -> None:
        """Show the card on its way and what would take it."""
        target = self._place_for(place)
        self.scene.light(target)
        words = self.tr("move {row} in front of {before}") if target else ""
        row, before = self.scene.number(self.index), self.scene.number(self._before(target))
        self.hint.say(words.format(row=row, before=before), place)
        corner = self.view.mapToScene(place - self._grip)
        self.scene.draw_over(QRectF(corner.x(), corner.y(), *self._size), None)

    def finish(self, place: QPoint) -> None:
        """Ask for the move."""
        target = self._place_for(place)
        self.cancel()
        if target is not None:
            self.view.move_requested.emit(self.index, self._before(target))

    def _place_for(self, place: QPoint) -> Target | None:
        """The edge or card that takes the row, if that changes anything."""
        target = self.target(place)
        if isinstance(target, OnCard) and self.layout.by_index[target.index].head:
            return None
        if (
            target is None
            or target == OnCard(IMAGE)
            or self._before(target) in (self.index, self.index + 1)
        ):
            return None
        return target

    def _before(self, target: Target | None) -> int:
        """The row in front of which the moved one would stand."""
        if isinstance(target, OnEdge):
            return target.target
        return target.index + 1 if target else self.index
