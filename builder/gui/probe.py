"""Says on standard output what end-to-end tests and benchmarks need to know of the window.

Imported only if BUILDER_TEST_PROBE=1. Every line is a JSON object with an "event":

- "painted", once: the network has been painted for the first time.
- "state", whenever it has changed: whether the window has the keyboard, the text in hand, whether
  it is modified, and where things stand on the screen in global pixels: `edges` (source, target,
  x, y), `cards` by row, `blocks` of the palette by name, its `search` field, and `fixes`, the
  buttons that mend something; then what the canvas marks (`marks` of edges, `ghosts`), and how many
  `repairs` an open dialog offers.
"""

import json
import os
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QPointF, QRect, QTimer
from PySide6.QtWidgets import QApplication, QTreeWidgetItemIterator, QWidget

from builder.core.layout import Edge, Layout, place
from builder.gui.canvas import CanvasView
from builder.gui.document import Document
from builder.gui.fix_button import FixButton
from builder.gui.palette import PalettePanel
from builder.gui.palette.tree import NAME_ROLE, BlockTree
from builder.gui.window.canvas_page import CanvasPage
from builder.gui.window.mending.repair_dialog import RepairDialog

VARIABLE = "BUILDER_TEST_PROBE"
EVERY_MS = 40

Pixel = tuple[int, int]
Kind = TypeVar("Kind", bound=QWidget)


class Probe(QObject):
    """Watches the window from outside; nothing in the window knows of it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._said = ""
        _application().installEventFilter(self)
        timer = QTimer(self)
        timer.timeout.connect(self._say_state)
        timer.start(EVERY_MS)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the first picture of a network."""
        if event.type() == QEvent.Type.Paint and isinstance(watched.parent(), CanvasView):
            page = _visible(CanvasPage)
            if page is not None and page.document and page.document.config.layers:
                # The timer fires when this event, and with it the painting, is over.
                QTimer.singleShot(0, lambda: _say({"event": "painted"}))
                _application().removeEventFilter(self)
        return False

    def _say_state(self) -> None:
        page, palette = _visible(CanvasPage), _visible(PalettePanel)
        if page is None or page.document is None or palette is None:
            return
        state = _state(page.canvas, page.document, palette)
        line = json.dumps(state, sort_keys=True)
        if line != self._said:
            self._said = line
            _say(state)


def _application() -> QCoreApplication:
    application = QApplication.instance()
    assert application is not None
    return application


def _visible(kind: type[Kind]) -> Kind | None:
    """The widget of that kind that can be seen; another language makes another window."""
    return next(iter(_all_visible(kind)), None)


def _all_visible(kind: type[Kind]) -> list[Kind]:
    found = (one for top in QApplication.topLevelWidgets() for one in top.findChildren(kind))
    return [one for one in found if one.isVisible()]


def _state(canvas: CanvasView, document: Document, palette: PalettePanel) -> dict[str, object]:
    layout = place(document.analysis.report)
    return {
        "event": "state",
        "active": canvas.isActiveWindow(),
        "text": document.text,
        "modified": document.modified,
        "edges": [
            {"source": edge.source, "target": edge.target, "x": x, "y": y}
            for edge in layout.edges
            for x, y in (_on_screen(canvas, _middle(edge)),)
        ],
        "cards": _cards(canvas, layout),
        "blocks": _blocks(palette.tree),
        "search": _middle_of(palette.search),
        "fixes": [
            _middle_of(button)
            for button in _all_visible(FixButton)
            if not button.visibleRegion().isEmpty()  # some are scrolled out of sight
        ],
        "marks": sorted(mark.value for _, _, mark in canvas.canvas.overlay.marked),
        "ghosts": sorted(mark.value for _, mark in canvas.canvas.overlay.ghosts),
        "repairs": sum(len(dialog.repairs) for dialog in _all_visible(RepairDialog)),
    }


def _cards(canvas: CanvasView, layout: Layout) -> dict[int, Pixel]:
    return {node.index: _on_screen(canvas, QPointF(*node.box.middle)) for node in layout.nodes}


def _blocks(tree: BlockTree) -> dict[str, Pixel]:
    """The blocks that can be seen in the palette."""
    found: dict[str, Pixel] = {}
    walk = QTreeWidgetItemIterator(tree)
    while (item := walk.value()) is not None:
        area: QRect = tree.visualItemRect(item)
        name = item.data(0, NAME_ROLE)
        if isinstance(name, str) and tree.viewport().rect().contains(area.center()):
            found[name] = _pixel(tree.viewport().mapToGlobal(area.center()))
        walk += 1
    return found


def _middle(edge: Edge) -> QPointF:
    """The middle of the longest piece of a line."""
    pieces = zip(edge.points, edge.points[1:], strict=False)
    (x1, y1), (x2, y2) = max(pieces, key=lambda ends: _length(*ends))
    return QPointF((x1 + x2) / 2, (y1 + y2) / 2)


def _length(start: tuple[float, float], end: tuple[float, float]) -> float:
    return abs(start[0] - end[0]) + abs(start[1] - end[1])


def _on_screen(canvas: CanvasView, point: QPointF) -> Pixel:
    return _pixel(canvas.viewport().mapToGlobal(canvas.mapFromScene(point)))


def _middle_of(widget: QWidget) -> Pixel:
    return _pixel(widget.mapToGlobal(widget.rect().center()))


def _pixel(point: QPoint) -> Pixel:
    return point.x(), point.y()


def _say(message: dict[str, object]) -> None:
    # One write for a line, past Python's buffer: the reader gets whole lines at once.
    os.write(1, (json.dumps(message) + "\n").encode())
