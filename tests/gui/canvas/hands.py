"""A mouse for the canvas."""

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from builder.gui.canvas import CanvasView

LEFT = Qt.MouseButton.LeftButton
_COPY = Qt.DropAction.CopyAction


def viewport_point(view: CanvasView, x: float, y: float) -> QPoint:
    """A place of the picture, in pixels of the viewport."""
    return view.mapFromScene(QPointF(x, y))


def centre(view: CanvasView, index: int) -> QPoint:
    """The middle of a card."""
    return viewport_point(view, *view.canvas.layout.by_index[index].box.middle)


def port(view: CanvasView, index: int) -> QPoint:
    """The output port of a card."""
    box = view.canvas.layout.by_index[index].box
    return viewport_point(view, box.right, box.middle[1])


def between(view: CanvasView, source: int, target: int) -> QPoint:
    """The middle of an edge's longest part."""
    edge = next(e for e in view.canvas.layout.edges if (e.source, e.target) == (source, target))
    parts = zip(edge.points, edge.points[1:], strict=False)
    a, b = max(parts, key=lambda p: abs(p[0][0] - p[1][0]) + abs(p[0][1] - p[1][1]))
    return viewport_point(view, (a[0] + b[0]) / 2, (a[1] + b[1]) / 2)


def click(
    qtbot: QtBot,
    view: CanvasView,
    index: int,
    keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """Click on a card."""
    qtbot.mouseClick(view.viewport(), LEFT, keys, centre(view, index))


def drag(
    qtbot: QtBot, view: CanvasView, start: QPoint, end: QPoint, button: Qt.MouseButton = LEFT
) -> None:
    """Press, move in steps, and stay at the end with the button held."""
    qtbot.mousePress(view.viewport(), button, pos=start)
    for share in (0.25, 0.5, 0.75, 1.0):
        _move(view, start + (end - start) * share, button)


def release(qtbot: QtBot, view: CanvasView, end: QPoint, button: Qt.MouseButton = LEFT) -> None:
    """Let go."""
    qtbot.mouseRelease(view.viewport(), button, pos=end)


def _move(view: CanvasView, place: QPoint, button: Qt.MouseButton) -> None:
    # QTest's own move does not say that a button is held.
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QMouseEvent

    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(place),
        view.viewport().mapToGlobal(QPointF(place)),
        Qt.MouseButton.NoButton,
        button,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(view.viewport(), event)


def carry(view: CanvasView, data: QMimeData, place: QPoint) -> bool:
    """Drag `data` over the canvas to `place`; whether it would be taken there."""
    keys = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(place, _COPY, data, LEFT, keys)
    QApplication.sendEvent(view.viewport(), enter)
    move = QDragMoveEvent(place, _COPY, data, LEFT, keys)
    QApplication.sendEvent(view.viewport(), move)
    return enter.isAccepted() and move.isAccepted()


def carry_away(view: CanvasView) -> None:
    """Leave the canvas without a drop."""
    QApplication.sendEvent(view.viewport(), QDragLeaveEvent())


def drop(view: CanvasView, data: QMimeData, place: QPoint) -> None:
    """Drag `data` to `place` and drop it."""
    carry(view, data, place)
    event = QDropEvent(QPointF(place), _COPY, data, LEFT, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(view.viewport(), event)


def files(*paths: str) -> QMimeData:
    """Files as a file manager drags them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(path) for path in paths])
    return data
