"""A block on its way from the palette into the network."""

from PySide6.QtCore import QPoint

from builder.core.blocks import Category
from builder.core.layout import IMAGE
from builder.gui.canvas.gestures.gesture import Gesture
from builder.gui.canvas.hint import Hint
from builder.gui.canvas.intents import CanvasIntents
from builder.gui.canvas.scene import CanvasScene
from builder.gui.canvas.targets import OnCard, OnEdge, Target


class DropBlock(Gesture):
    """Drop on an edge, on a card (behind it), or on free ground (at the end)."""

    def __init__(self, view: CanvasIntents, scene: CanvasScene, hint: Hint, block: str) -> None:
        super().__init__(view, scene, hint)
        self.block = block

    def move(self, place: QPoint) -> None:
        """Light what would take the block."""
        target = self._place_for(place)
        self.scene.light(target)
        self.hint.say(self._words(target), place)

    def finish(self, place: QPoint) -> None:
        """Ask for the new row."""
        target = self._place_for(place)
        self.cancel()
        if isinstance(target, OnEdge):
            self.view.insert_on_edge.emit(self.block, target.source, target.target, target.port)
        elif isinstance(target, OnCard):
            self.view.insert_after.emit(self.block, target.index)
        elif not self._closed():
            self.view.insert_at_end.emit(self.block)

    def takes(self, place: QPoint) -> bool:
        """Whether a drop there would do something."""
        return self._place_for(place) is not None or not self._closed()

    def _place_for(self, place: QPoint) -> Target | None:
        """The edge or card that takes the block: nothing can stand behind a head."""
        target = self.target(place)
        if isinstance(target, OnCard):
            if self.layout.by_index[target.index].head:
                return None
            if target.index == IMAGE:
                return OnEdge(IMAGE, 0, 0)
        return target

    def _closed(self) -> bool:
        """Whether the last row is a head, which trainers expect to stay last."""
        layers = self.scene.report.layers if self.scene.report else ()
        spec = layers[-1].spec if layers else None
        return spec is not None and spec.category is Category.HEAD

    def _words(self, target: Target | None) -> str:
        if isinstance(target, OnEdge):
            if target.source == IMAGE:
                words = self.tr("insert {block} between the image and {target}")
            else:
                words = self.tr("insert {block} between {source} and {target}")
            source = self.scene.number_read(target.target, target.port)
            row = self.scene.number(target.target)
            return words.format(block=self.block, source=source, target=row)
        if isinstance(target, OnCard):
            words = self.tr("insert {block} after {index}")
            return words.format(block=self.block, index=self.scene.number(target.index))
        if self._closed():
            return self.tr("drop {block} on an edge or a layer").format(block=self.block)
        return self.tr("add {block} at the end").format(block=self.block)
