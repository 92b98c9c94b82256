"""One row as a card."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from builder.core.analysis.report import Status
from builder.core.diagnostics import Severity
from builder.core.layout import IMAGE, Node
from builder.gui.canvas.face import Face
from builder.gui.canvas.ink import Ink

BLOCKS_ONLY, NO_TEXT = 0.25, 0.4
"""Zooms below which a card is a plain rectangle, and below which it has no text."""
PORT_RADIUS = 4.0
_RADIUS, _BAR = 5.0, 5.0
_MARGIN = 7.0
_SOLID, _DASH = Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine
_NUMBER_RIGHT, _NAME_LEFT, _PAD = 29.0, 36.0, 10.0


class CardItem(QGraphicsItem):
    """Paints all of a card itself; it has no children.

    Attributes:
        index: The row's number; -1 is the image.
        hovered, lit, found, dimmed: The mouse is on it; a gesture would end on it; it is a
            search result; a gesture cannot end on it.
        blamed, doubted, changed: It is an end of an edge in question, because of an error or of
            less; a fix changes it.
    """

    def __init__(self, node: Node, face: Face, ink: Ink) -> None:
        super().__init__()
        self.index = node.index
        self.hovered = self.lit = self.found = self.dimmed = False
        self.blamed = self.doubted = self.changed = False
        self._node, self._face, self._ink = node, face, ink
        self._rect = QRectF(0, 0, node.box.width, node.box.height)
        self._name = self._detail = ""
        self._small_name = False
        self._elide()
        self.setPos(node.box.x, node.box.y)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIsSelectable, self.index != IMAGE)
        self.setZValue(2)

    def present(self, node: Node, face: Face) -> None:
        """Take another place and content; what is equal costs nothing."""
        if node is not self._node and node != self._node:
            if (node.box.width, node.box.height) != (self._rect.width(), self._rect.height()):
                self.prepareGeometryChange()
                self._rect = QRectF(0, 0, node.box.width, node.box.height)
                self._elide()
            self.setPos(node.box.x, node.box.y)
            self._node = node
        if face != self._face:
            self._face = face
            self._elide()
            self.update()

    def set_ink(self, ink: Ink) -> None:
        """Take the colours of another theme."""
        self._ink = ink
        self._elide()
        self.update()

    def set_state(self, name: str, on: bool) -> None:
        """Switch one of `hovered`, `lit`, `found`, `dimmed`, `blamed`, `doubted`, `changed`."""
        if getattr(self, name) != on:
            setattr(self, name, on)
            self.update()

    def boundingRect(self) -> QRectF:
        """The card, its ring and its port."""
        return self._rect.adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN)

    def shape(self) -> QPainterPath:
        """The card alone, for clicks and the rubber band."""
        path = QPainterPath()
        path.addRect(self._rect)
        return path

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        """Paint as much as can be seen at this zoom."""
        zoom = option.levelOfDetailFromTransform(painter.worldTransform())
        if self.dimmed:
            painter.setOpacity(0.35)
        if zoom < BLOCKS_ONLY:
            painter.fillRect(self._rect, self._distant_colour())
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ring(painter)
        self._paint_body(painter)
        if zoom < NO_TEXT:
            return
        if self._node.tall:
            self._paint_tall(painter)
        else:
            self._paint_line(painter)
        if self.hovered and self.index != IMAGE and not self._node.head:
            self._paint_port(painter)

    def _edge_colour(self) -> QColor:
        category = self._face.category
        return self._ink.unknown if category is None else self._ink.categories[category]

    def _distant_colour(self) -> QColor:
        if self.isSelected():
            return self._ink.accent
        return self._ink.of_severity(self._face.severity) or self._edge_colour()

    def _ground(self) -> QBrush:
        if self.isSelected() or self.lit:
            return self._ink.accent_tint
        if self._face.severity is Severity.ERROR:
            return self._ink.error_tint
        if self._face.status in (Status.BLOCKED, Status.UNKNOWN):
            return self._ink.hatch
        if self._face.severity is Severity.WARNING:
            return self._ink.warning_tint
        return self._ink.card

    def _border(self) -> QPen:
        finding = self._ink.of_severity(self._face.severity)
        if self.lit:
            return QPen(self._ink.accent, 2.0)
        if finding is not None:
            return QPen(finding, 1.6)
        if self.isSelected():
            return QPen(self._ink.accent, 1.6)
        return QPen(self._ink.faint if self.hovered else self._ink.border, 1.0)

    def _paint_ring(self, painter: QPainter) -> None:
        """What is looked at stands out by a ring, whatever the border says."""
        ink = self._ink
        rings = (
            (self.found, ink.found),
            (self.changed, ink.good),
            (self.blamed, ink.error_ring),
            (self.doubted, ink.warning_ring),
            (self.isSelected(), ink.ring),
        )
        colour = next((colour for on, colour in rings if on), None)
        if colour is None:
            return
        painter.setPen(QPen(colour, 3.0, _DASH if colour is ink.good else _SOLID))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(self._rect.adjusted(-3, -3, 3, 3), _RADIUS + 3, _RADIUS + 3)

    def _paint_body(self, painter: QPainter) -> None:
        radius = self._rect.height() / 2 if self.index == IMAGE else _RADIUS
        painter.setPen(self._border())
        painter.setBrush(self._ground())
        painter.drawRoundedRect(self._rect, radius, radius)
        if self.index == IMAGE:
            return
        bar = QPainterPath()
        bar.setFillRule(Qt.FillRule.WindingFill)
        bar.addRoundedRect(QRectF(0, 0, 2 * _RADIUS, self._rect.height()), _RADIUS, _RADIUS)
        painter.save()
        painter.setClipRect(QRectF(0, 0, _BAR, self._rect.height()), Qt.ClipOperation.IntersectClip)
        painter.fillPath(bar, self._edge_colour())
        painter.restore()

    def _paint_line(self, painter: QPainter) -> None:
        caption, ink, rect = self._face.caption, self._ink, self._rect
        middle = Qt.AlignmentFlag.AlignVCenter
        left = _NAME_LEFT if caption.number else 15.0
        painter.setFont(ink.small)
        painter.setPen(ink.faint)
        painter.drawText(
            QRectF(0, 0, _NUMBER_RIGHT, rect.height()),
            middle | Qt.AlignmentFlag.AlignRight,
            caption.number,
        )
        painter.drawText(
            QRectF(0, 0, rect.width() - _PAD, rect.height()),
            middle | Qt.AlignmentFlag.AlignRight,
            self._detail,
        )
        if caption.repeats:
            after = left + ink.name_metrics.horizontalAdvance(self._name) + 5
            place = QRectF(after, 0, rect.width() - after, rect.height())
            painter.drawText(place, middle, caption.repeats)
        painter.setFont(ink.name)
        painter.setPen(ink.text if caption.number else ink.faint)
        painter.drawText(QRectF(left, 0, rect.width(), rect.height()), middle, self._name)

    def _paint_tall(self, painter: QPainter) -> None:
        caption, ink = self._face.caption, self._ink
        centre = Qt.AlignmentFlag.AlignCenter
        painter.setFont(ink.small if self._small_name else ink.name)
        painter.setPen(ink.text)
        if self._rect.height() < 60:
            painter.drawText(self._rect, centre, f"{caption.number}  {self._name}")
            return
        painter.drawText(self._rect, centre, self._name)
        painter.setFont(ink.small)
        painter.setPen(ink.faint)
        painter.drawText(self._rect.translated(0, -18), centre, caption.number)
        painter.drawText(self._rect.translated(0, 18), centre, self._detail)

    def _paint_port(self, painter: QPainter) -> None:
        painter.setPen(QPen(self._ink.card.color(), 1.5))
        painter.setBrush(self._ink.accent)
        place = QPointF(self._rect.right(), self._rect.center().y())
        painter.drawEllipse(place, PORT_RADIUS + 1, PORT_RADIUS + 1)

    def _elide(self) -> None:
        """Fit number, name and output on the line: first the output gives way, then the name."""
        caption, ink = self._face.caption, self._ink
        room = self._rect.width() - _PAD
        self._detail = caption.detail
        if not self._node.tall:
            room -= (_NAME_LEFT if caption.number else _PAD) + 8
            if caption.repeats:
                room -= 5 + ink.small_metrics.horizontalAdvance(caption.repeats)
            name = ink.name_metrics.horizontalAdvance(caption.name)
            if name + ink.small_metrics.horizontalAdvance(self._detail) > room:
                self._detail = caption.short
            room -= ink.small_metrics.horizontalAdvance(self._detail)
        mode = Qt.TextElideMode.ElideRight
        # A long name of a tall card is written smaller before it is cut.
        self._small_name = (
            self._node.tall and ink.name_metrics.horizontalAdvance(caption.name) > room
        )
        metrics = ink.small_metrics if self._small_name else ink.name_metrics
        self._name = metrics.elidedText(caption.name, mode, room)
