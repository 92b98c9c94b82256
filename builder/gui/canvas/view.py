"""The canvas: the network as a pyramid that takes gestures."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMetaMethod, QPoint, Qt, SignalInstance
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QApplication, QGraphicsView, QWidget

from builder.core.analysis.report import Report
from builder.core.diagnostics import Diagnostic
from builder.core.layout import IMAGE
from builder.gui.canvas.gestures import Connect, DropBlock, Gesture, MoveRow, Pan
from builder.gui.canvas.keys import is_arrow, neighbour
from builder.gui.canvas.menu import CanvasMenu
from builder.gui.canvas.targets import OnCard, card_at, output_at, target_at
from builder.gui.canvas.zooming import ZoomingView
from builder.gui.mime import block_of_mime

_HOVER_REACH = 6.0


class CanvasView(ZoomingView):
    """Shows a report and says, by the signals of `CanvasIntents`, what the user wants."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._menu = CanvasMenu(self)
        self._gesture: Gesture | None = None
        self._drop: DropBlock | None = None
        self._pressed: tuple[QPoint, int] | None = None
        self._space = False
        self._told: tuple[int, ...] = ()
        self.setAccessibleName(self.tr("Network"))
        self.setDragMode(QGraphicsView.DragMode.RubberBandDrag)
        self.setAcceptDrops(True)
        self.setMouseTracking(True)

    def show_report(self, report: Report, diagnostics: Sequence[Diagnostic]) -> None:
        """Show another report and what was found in it; the view stays where it is.

        The first rows after an empty canvas are fitted into the window. A gesture under way is
        given up, for it may be about a row that is gone.
        """
        was_empty = not self.canvas.layout.nodes
        self._give_up()
        self.canvas.show_report(report, diagnostics)
        self._told = self.canvas.selected()
        self.invitation.setVisible(not report.layers)
        if was_empty and report.layers:
            self.fit()

    def set_selected(self, indices: Sequence[int]) -> None:
        """Select exactly these rows, without a signal."""
        if tuple(indices) != self.canvas.selected():
            self.canvas.select(indices)
        self._told = self.canvas.selected()

    def selected(self) -> tuple[int, ...]:
        """The selected rows, ascending."""
        return self.canvas.selected()

    def highlight(self, indices: Sequence[int]) -> None:
        """Ring search results; none for no indices."""
        self.canvas.highlight(indices)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a gesture, or select."""
        place = event.position().toPoint()
        left = event.button() == Qt.MouseButton.LeftButton
        if event.button() == Qt.MouseButton.MiddleButton or (left and self._space):
            self._begin(Pan(self, self.canvas, self.hint, place))
            self.loosen()
            return
        if left and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            source = output_at(self.canvas.layout, self._point(place), self.zoom())
            if source is not None and self._on_port(place, source):
                self._begin(Connect(self, self.canvas, self.hint, source))
                return
        if left:
            card = card_at(self.canvas.layout, self._point(place), 0.0)
            self._pressed = (place, card.index) if card and card.index != IMAGE else None
        super().mousePressEvent(event)
        if self._pressed:
            self._tell()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the mouse."""
        place = event.position().toPoint()
        if self._gesture is not None:
            self._gesture.move(place)
            return
        if self._pressed and event.buttons() == Qt.MouseButton.LeftButton:
            start, index = self._pressed
            if (place - start).manhattanLength() >= QApplication.startDragDistance():
                self._pressed = None
                self._begin(MoveRow(self, self.canvas, self.hint, index, start))
            return
        if event.buttons() == Qt.MouseButton.NoButton:
            point = self._point(place)
            source = output_at(self.canvas.layout, point, self.zoom())
            target = target_at(self.canvas.layout, point, self.zoom(), _HOVER_REACH)
            on_port = source is not None and self._on_port(place, source)
            self.canvas.hover(OnCard(source) if source is not None and on_port else target)
            self._show_cursor(on_port=on_port)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the gesture."""
        self._pressed = None
        if self._gesture is not None:
            gesture, self._gesture = self._gesture, None
            gesture.finish(event.position().toPoint())
            return
        super().mouseReleaseEvent(event)
        event.accept()  # also the release of a gesture that a new report has ended
        self._tell()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit the row."""
        card = card_at(self.canvas.layout, self._point(event.position().toPoint()), 0.0)
        if card is not None and card.index != IMAGE:
            self._pressed = None
            self.activated.emit(card.index)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the mouse any more."""
        self.canvas.hover(None)
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Remove, duplicate, edit, walk along edges, cancel."""
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self._escape()
        elif key == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = True
            self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
        elif is_arrow(key):
            self._walk(key, extend=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif not self._edit_by_key(event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Let go of the space bar."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = False
            self.viewport().unsetCursor()
        super().keyReleaseEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep the canvas's keys from the window's shortcuts while it has the focus."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self.selected()
            and (_is_duplicate(event) or _is_remove(event))
        ):
            event.accept()
            return True
        return super().event(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the row under the mouse, or with the selected ones."""
        card = card_at(self.canvas.layout, self._point(event.pos()), 0.0)
        if card is not None and card.index != IMAGE and card.index not in self.selected():
            self.canvas.select([card.index])
            self._tell()
        if self._heard(self.context_menu_requested):
            self.context_menu_requested.emit(event.globalPos(), self.selected())
        else:
            self._menu.open(event.globalPos(), self.selected())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take blocks, and files if somebody opens them; else they are the window's."""
        block = block_of_mime(event.mimeData())
        if block is not None:
            self._give_up()
            self._drop = DropBlock(self, self.canvas, self.hint, block)
            self._drop.move(event.position().toPoint())
            event.acceptProposedAction()
        elif event.mimeData().hasUrls() and self._heard(self.files_dropped):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show what the block would do."""
        if self._drop is None:
            event.setAccepted(event.mimeData().hasUrls())
            return
        place = event.position().toPoint()
        self._drop.move(place)
        event.setAccepted(self._drop.takes(place))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """The block has gone elsewhere."""
        self._give_up()
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Ask for the row, or for the files to be opened."""
        drop, self._drop = self._drop, None
        event.acceptProposedAction()
        if drop is not None:
            drop.finish(event.position().toPoint())
            self.setFocus()
            return
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            self.files_dropped.emit(paths)

    def _heard(self, signal: SignalInstance) -> bool:
        """Whether anything is connected with a signal."""
        return self.isSignalConnected(QMetaMethod.fromSignal(signal))

    def _point(self, place: QPoint) -> tuple[float, float]:
        mapped = self.mapToScene(place)
        return mapped.x(), mapped.y()

    def _on_port(self, place: QPoint, source: int) -> bool:
        """Whether the mouse is on the port rather than on the card's body beside it."""
        box = self.canvas.layout.by_index[source].box
        return self._point(place)[0] >= box.right - min(6.0 / self.zoom(), box.width / 8)

    def _show_cursor(self, *, on_port: bool) -> None:
        if not self._space:
            shape = Qt.CursorShape.CrossCursor if on_port else Qt.CursorShape.ArrowCursor
            if self.viewport().cursor().shape() != shape:
                self.viewport().setCursor(shape)

    def _begin(self, gesture: Gesture) -> None:
        self._give_up()
        grabber = self.canvas.mouseGrabberItem()
        if grabber is not None:  # the card that took the press shall not wait for the release
            grabber.ungrabMouse()
        self._gesture = gesture

    def _give_up(self) -> None:
        for gesture in (self._gesture, self._drop):
            if gesture is not None:
                gesture.cancel()
        self._gesture = self._drop = None

    def _escape(self) -> None:
        if self._gesture is not None:
            self._give_up()
        else:
            self.canvas.select(())
            self._tell()

    def _walk(self, key: int, *, extend: bool) -> None:
        rows = self.selected()
        current = self._told[-1] if len(rows) == 1 else (rows[-1] if rows else None)
        onward = neighbour(self.canvas.layout, current, key)
        if onward is not None:
            self.canvas.select([*rows, onward] if extend else [onward])
            self.center_on(onward)
            self._tell()

    def _edit_by_key(self, event: QKeyEvent) -> bool:
        rows = self.selected()
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self.canvas.select(self.canvas.cards.keys() - {IMAGE})
            self._tell()
        elif not rows:
            return False
        elif _is_remove(event):
            self.remove_requested.emit(rows)
        elif _is_duplicate(event):
            self.duplicate_requested.emit(rows)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and len(rows) == 1:
            self.activated.emit(rows[0])
        else:
            return False
        return True

    def _tell(self) -> None:
        rows = self.selected()
        if rows != self._told:
            self._told = rows
            self.selection_changed.emit(rows)


def _is_remove(event: QKeyEvent) -> bool:
    return event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


def _is_duplicate(event: QKeyEvent) -> bool:
    control = Qt.KeyboardModifier.ControlModifier
    return event.key() == Qt.Key.Key_D and event.modifiers() == control
