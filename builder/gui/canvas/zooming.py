"""A view on the picture: how much of it, and which part."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QResizeEvent, QShowEvent, QTransform, QWheelEvent
from PySide6.QtWidgets import QFrame, QGraphicsView, QToolTip, QWidget

from builder.core.layout import Box
from builder.gui.canvas.hint import Hint, Invitation
from builder.gui.canvas.intents import CanvasIntents
from builder.gui.canvas.overlay import Overlay
from builder.gui.canvas.scene import CanvasScene
from builder.gui.canvas.targets import OnCard, target_at
from builder.gui.canvas.tooltip import edge_html, layer_html
from builder.gui.theme import colours

_LEAST, _MOST = 0.08, 4.0
_FIT_MOST = 1.25
_STEP = 1.2
_EDGE = 12
_TOOLTIP_REACH = 6.0


class ZoomingView(CanvasIntents):
    """Zooms at the mouse, fits, scrolls to a card; takes the window's theme."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # The scene is kept by name: Qt alone would not keep the Python object alive.
        self.canvas = CanvasScene(self)
        # Children of the view, not of the viewport: scrolling moves what the viewport holds.
        self.hint = Hint(self)
        self.invitation = Invitation(self)
        self._fitted = True
        self.setScene(self.canvas)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontSavePainterState)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._dress()

    def lay_over(self, overlay: Overlay) -> None:
        """Mark edges and cards until another report is shown; `NOTHING` ends it."""
        self.canvas.lay_over(overlay)

    def zoom(self) -> float:
        """Pixels per unit of the picture."""
        return self.transform().m11()

    def fit(self) -> None:
        """Show the whole picture, and keep it so while the window changes its size."""
        self._fitted = True
        rect = self.canvas.picture_rect()
        if rect.isEmpty():
            return
        view = self.viewport().size()
        scale = min(view.width() / rect.width(), view.height() / rect.height(), _FIT_MOST)
        self._set_zoom(max(scale, _LEAST))
        self.centerOn(rect.center())

    def zoom_in(self) -> None:
        """Show less, larger, around the middle."""
        self._zoom_at(_STEP, self.viewport().rect().center())

    def zoom_out(self) -> None:
        """Show more, smaller, around the middle."""
        self._zoom_at(1 / _STEP, self.viewport().rect().center())

    def reset_zoom(self) -> None:
        """Show cards at their own size, around the middle."""
        self._zoom_at(1 / self.zoom(), self.viewport().rect().center())

    def center_on(self, index: int) -> None:
        """Bring a row's card into the view; one that can be seen already stays in place."""
        node = self.canvas.layout.by_index.get(index)
        if node is None:
            return
        if not self._sees(node.box):
            self._fitted = False
            self.centerOn(QPointF(*node.box.middle))

    def reveal(self, index: int) -> None:
        """Show a new row's card: a fitted picture is fitted again, another moves a little."""
        node = self.canvas.layout.by_index.get(index)
        if node is None or self._sees(node.box):
            return
        if self._fitted:
            self.fit()
        else:
            self.ensureVisible(_rectangle(node.box), _EDGE, _EDGE)

    def loosen(self) -> None:
        """Stop keeping the whole picture in the window."""
        self._fitted = False

    def refresh_theme(self) -> None:
        """Take the window's colours again; a change of the palette does this by itself."""
        self.canvas.refresh_theme()
        self._dress()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the mouse; a touch pad without Ctrl, and Shift with the wheel, scroll."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if not control and (shift or not event.pixelDelta().isNull()):
            delta = event.pixelDelta() or event.angleDelta()
            self._scroll(QPoint(delta.y(), delta.x()) if shift and not delta.x() else delta)
        else:
            self._zoom_at(1.0015 ** event.angleDelta().y(), event.position().toPoint())
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep a fitted picture fitted."""
        super().resizeEvent(event)
        self.invitation.setGeometry(self.viewport().rect())
        if self._fitted:
            self.fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Fit what was shown before there was a size."""
        super().showEvent(event)
        if self._fitted:
            self.fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.refresh_theme()

    def viewportEvent(self, event: QEvent) -> bool:
        """Make tooltips when they are asked for."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.tooltip_at(event.pos()), self.viewport())
            return True
        return super().viewportEvent(event)

    def tooltip_at(self, place: QPoint) -> str:
        """All about the card or edge at a place of the viewport; "" on free ground."""
        point, report = self.mapToScene(place), self.canvas.report
        target = target_at(self.canvas.layout, (point.x(), point.y()), self.zoom(), _TOOLTIP_REACH)
        if report is None or target is None:
            return ""
        if isinstance(target, OnCard):
            return layer_html(report, target.index, self.canvas.diagnostics)
        return edge_html(report, target.source, target.target, target.port)

    def _sees(self, box: Box) -> bool:
        card = self.mapFromScene(_rectangle(box)).boundingRect()
        return self.viewport().rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE).contains(card)

    def _zoom_at(self, factor: float, place: QPoint) -> None:
        """Change the zoom; what is under `place` stays there."""
        wanted = min(max(self.zoom() * factor, _LEAST), _MOST)
        before = self.mapToScene(place)
        self._set_zoom(wanted)
        moved = self.mapFromScene(before) - place
        self._scroll(-moved)

    def _set_zoom(self, scale: float) -> None:
        self.setTransform(QTransform.fromScale(scale, scale))

    def _scroll(self, by: QPoint) -> None:
        self._fitted = False
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setValue(across.value() - by.x())
        down.setValue(down.value() - by.y())

    def _dress(self) -> None:
        self.hint.dress(colours())
        self.invitation.dress(colours())


def _rectangle(box: Box) -> QRectF:
    return QRectF(box.x, box.y, box.width, box.height)
