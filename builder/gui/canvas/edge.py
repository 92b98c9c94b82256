"""One input of a row as a line with an arrowhead."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from builder.core.diagnostics import Severity
from builder.core.layout import Edge, rounded
from builder.gui.canvas.card import BLOCKS_ONLY, NO_TEXT
from builder.gui.canvas.ink import Ink, line_pen
from builder.gui.canvas.overlay import Mark

_ARROW, _HALF = 6.5, 3.2
_MARGIN = 11.0
_PLUS = 8.0
_LABEL_ROOM = 30.0


class EdgeItem(QGraphicsItem):
    """Takes no mouse events: the canvas finds edges by distance.

    Attributes:
        edge: Where it runs. A missing source is called by its name.
        strong, lit: It belongs to a card in hand; a gesture would end on it.
        mark: How it is drawn for a while; None: as usual.
    """

    def __init__(self, edge: Edge, severity: Severity | None, ink: Ink, name: str = "") -> None:
        super().__init__()
        self.edge = edge
        self.strong = self.lit = False
        self.mark: Mark | None = None
        self._severity, self._ink, self._name = severity, ink, name
        self._path: QPainterPath | None = None
        self._bounds = _bounds(edge)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self._stack()

    def present(self, edge: Edge, severity: Severity | None, name: str = "") -> None:
        """Take another course and colour; what is equal costs nothing."""
        same = edge is self.edge or edge == self.edge
        if same and severity == self._severity and name == self._name:
            return
        if not same and edge.points != self.edge.points:
            self.prepareGeometryChange()
            self._bounds = _bounds(edge)
            self._path = None
        self.edge, self._severity, self._name = edge, severity, name
        self._stack()
        self.update()

    def set_ink(self, ink: Ink) -> None:
        """Take the colours of another theme."""
        self._ink = ink
        self.update()

    def set_state(self, *, strong: bool, lit: bool) -> None:
        """Make it stand out, or not."""
        if (strong, lit) != (self.strong, self.lit):
            self.strong, self.lit = strong, lit
            self._stack()
            self.update()

    def set_mark(self, mark: Mark | None) -> None:
        """Draw it otherwise for a while, or as usual again."""
        if mark is not self.mark:
            self.mark = mark
            self._stack()
            self.update()

    def boundingRect(self) -> QRectF:
        """The line with room for its arrowhead and the number of a missing source."""
        return self._bounds

    def shape(self) -> QPainterPath:
        """Nothing: a line must not catch a click that is meant for what lies under it."""
        return QPainterPath()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        """Paint as much as can be seen at this zoom."""
        zoom = option.levelOfDetailFromTransform(painter.worldTransform())
        colour, width, style = self._look()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, zoom >= BLOCKS_ONLY)
        painter.setPen(line_pen(colour, width if zoom >= BLOCKS_ONLY else width / zoom / 2, style))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._path is None:
            self._path = _path(self.edge)
        painter.drawPath(self._path)
        if zoom < BLOCKS_ONLY:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon(_arrow(self.edge))
        if self.lit:
            self._paint_plus(painter)
        if self.edge.stub and zoom >= NO_TEXT:
            x, y = self.edge.points[0]
            painter.setPen(colour)
            painter.setFont(self._ink.small)
            place = QRectF(x - _LABEL_ROOM - 3, y - 8, _LABEL_ROOM, 16)
            align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(place, align, self._name)

    def _paint_plus(self, painter: QPainter) -> None:
        """A row would be put in here."""
        middle = _middle(self.edge)
        painter.drawEllipse(middle, _PLUS, _PLUS)
        painter.setPen(QPen(self._ink.card.color(), 1.8))
        reach = _PLUS - 3.5
        painter.drawLine(middle - QPointF(reach, 0), middle + QPointF(reach, 0))
        painter.drawLine(middle - QPointF(0, reach), middle + QPointF(0, reach))

    def _look(self) -> tuple[QColor, float, Qt.PenStyle]:
        style = Qt.PenStyle.DashLine if self.edge.stub else Qt.PenStyle.SolidLine
        if self.lit:
            return self._ink.accent, 3.2, style
        if self.mark is not None:
            return self.mark.look(self._ink)
        finding = self._ink.of_severity(Severity.ERROR if self.edge.wrong else self._severity)
        if finding is not None:
            return finding, 2.8 if self.strong else 2.2, style
        return (self._ink.accent, 2.0, style) if self.strong else (self._ink.line, 1.3, style)

    def _stack(self) -> None:
        """What stands out lies above what does not; only a lit line lies above the cards."""
        found = self.edge.wrong or self._severity is not None
        self.setZValue(
            3.0 if self.lit else 1.6 if self.mark else 1.4 if found else 1.2 if self.strong else 1.0
        )


def _bounds(edge: Edge) -> QRectF:
    xs, ys = [x for x, _ in edge.points], [y for _, y in edge.points]
    left = min(xs) - _MARGIN - (_LABEL_ROOM if edge.stub else 0)
    top = min(ys) - _MARGIN
    return QRectF(left, top, max(xs) + _MARGIN - left, max(ys) + _MARGIN - top)


def _path(edge: Edge) -> QPainterPath:
    path = QPainterPath(QPointF(*edge.points[0]))
    for bend in rounded(edge.points):
        path.lineTo(QPointF(*bend.start))
        path.quadTo(QPointF(*bend.corner), QPointF(*bend.end))
    # The line stops inside the arrowhead, so that its square end does not blunt the tip.
    (x, y), (dx, dy) = edge.points[-1], _direction(edge)
    path.lineTo(QPointF(x - 3 * dx, y - 3 * dy))
    return path


def _middle(edge: Edge) -> QPointF:
    """The middle of the longest part."""
    parts = zip(edge.points, edge.points[1:], strict=False)
    a, b = max(parts, key=lambda part: abs(part[0][0] - part[1][0] + part[0][1] - part[1][1]))
    return QPointF((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)


def _arrow(edge: Edge) -> QPolygonF:
    (x, y), (dx, dy) = edge.points[-1], _direction(edge)
    back_x, back_y = x - _ARROW * dx, y - _ARROW * dy
    return QPolygonF(
        [
            QPointF(x, y),
            QPointF(back_x - _HALF * dy, back_y - _HALF * dx),
            QPointF(back_x + _HALF * dy, back_y + _HALF * dx),
        ]
    )


def _direction(edge: Edge) -> tuple[int, int]:
    (x0, y0), (x, y) = edge.points[-2:]
    return (x > x0) - (x < x0), (y > y0) - (y < y0)
