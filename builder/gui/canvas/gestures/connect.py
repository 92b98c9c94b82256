"""Joining an output with an input."""

from PySide6.QtCore import QPoint, QPointF

from builder.core.layout import IMAGE, Point
from builder.gui.canvas.gestures.gesture import Gesture
from builder.gui.canvas.hint import Hint
from builder.gui.canvas.intents import CanvasIntents
from builder.gui.canvas.scene import CanvasScene
from builder.gui.canvas.targets import REACH, OnCard, card_at


class Connect(Gesture):
    """Drag from the port on a card's right side to a later card.

    On a module that joins inputs this adds one, unless it ends on the tip of an edge, which it
    then replaces; any other module has one input, which is replaced.
    """

    def __init__(self, view: CanvasIntents, scene: CanvasScene, hint: Hint, source: int) -> None:
        super().__init__(view, scene, hint)
        self.source = source
        scene.dim(index for index in scene.cards if not self._takes(index))

    def move(self, place: QPoint) -> None:
        """Draw the line and say what it would do."""
        goal = self._goal(place)
        self.scene.light(OnCard(goal[0]) if goal else None)
        self.hint.say(self._words(*goal) if goal else self.tr("Drop on a later layer"), place)
        box = self.layout.by_index[self.source].box
        start = QPointF(box.right, box.middle[1])
        self.scene.draw_over(None, (start, self.view.mapToScene(place)))

    def finish(self, place: QPoint) -> None:
        """Ask for the connection if the line ends on a card that can take it."""
        goal = self._goal(place)
        self.cancel()
        if goal is not None and not self._is_so(*goal):
            self.view.connect_requested.emit(self.source, *goal)

    def _takes(self, index: int) -> bool:
        return index > self.source and index != IMAGE

    def _goal(self, place: QPoint) -> tuple[int, int] | None:
        """The row and the position in its `from` that are meant."""
        point = self.point(place)
        room = REACH / self.zoom
        tips = [
            (_apart(edge.points[-1], point), edge)
            for edge in self.layout.edges
            if self._takes(edge.target) and len(self._inputs(edge.target)) > 1
        ]
        near = min(tips, key=lambda tip: tip[0], default=None)
        if near is not None and near[0] <= room:
            edge = near[1]
            if near[0] < _apart(self.layout.by_index[edge.target].box.middle, point):
                return edge.target, edge.port
        node = card_at(self.layout, point, 0.0) or card_at(self.layout, point, room)
        if node is None or not self._takes(node.index):
            return None
        return node.index, self._free_port(node.index)

    def _inputs(self, index: int) -> tuple[int, ...]:
        report = self.scene.report
        return (report.layers[index].sources or ()) if report else ()

    def _free_port(self, index: int) -> int:
        """One past the inputs if the module takes another, else its last input."""
        assert self.scene.report is not None
        inputs = len(self._inputs(index))
        spec = self.scene.report.layers[index].spec
        if spec is None:
            return inputs if inputs > 1 else 0
        most = {"one": 1, "exactly 2": 2, "exactly 3": 3}.get(spec.arity)
        return inputs if most is None else max(min(inputs, most - 1), 0)

    def _is_so(self, target: int, port: int) -> bool:
        inputs = self._inputs(target)
        return port < len(inputs) and inputs[port] == self.source

    def _words(self, target: int, port: int) -> str:
        inputs = self._inputs(target)
        if self._is_so(target, port):
            words = self.tr("{target} reads {source} already")
        elif port < len(inputs):
            words = self.tr("let {target} read {source} instead of {old}")
        else:
            words = self.tr("add {source} to the inputs of {target}")
        old = ""
        if port < len(inputs):
            image = inputs[port] == IMAGE
            old = self.tr("the image") if image else self.scene.number_read(target, port)
        source = self.scene.last_number(self.source)
        return words.format(source=source, target=self.scene.number(target), old=old)


def _apart(a: Point, b: Point) -> float:
    return abs(a[0] - b[0]) + abs(a[1] - b[1])
