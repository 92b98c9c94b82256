"""A network before and after a change, side by side or in turn."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGraphicsView,
    QHBoxLayout,
    QLabel,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from builder.gui.canvas import NO_TEXT, Overlay, ZoomingView, marks_after, marks_before
from builder.gui.document import Analysis, Preview

_WIDE = 880
"""Width from which on two pictures can be read beside each other."""
_NEARLY = 0.75
"""Share of the zoom from which on cards have words, at which a picture is brought up to it."""
_ABOVE = 1.05
"""A zoom at the limit itself would be rounded to either side, card by card."""
BEFORE, AFTER, BOTH = range(3)


class Picture(ZoomingView):
    """A picture to look at: it can be moved and zoomed, nothing in it can be changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setInteractive(False)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.invitation.hide()

    def show_analysis(self, analysis: Analysis, overlay: Overlay) -> None:
        """Show a network with marks on it, whole."""
        self.canvas.show_report(analysis.report, analysis.diagnostics)
        self.canvas.lay_over(overlay)
        self.fit()

    def fit(self) -> None:
        """Show the network whole, or a little less of it if the cards can then be read."""
        super().fit()
        if _NEARLY * NO_TEXT <= self.zoom() < NO_TEXT:
            self._set_zoom(NO_TEXT * _ABOVE)
            self.centerOn(self.canvas.picture_rect().center())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the picture."""
        self.loosen()
        super().mousePressEvent(event)


class Pictures(QWidget):
    """Two pictures and buttons that say which to show."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.before, self.after = Picture(), Picture()
        self.before.setAccessibleName(self.tr("The network before"))
        self.after.setAccessibleName(self.tr("The network after"))
        self._by_hand = False
        self._group = QButtonGroup(self)
        words = (self.tr("Before"), self.tr("After"), self.tr("Side by side"))
        top = QHBoxLayout()
        top.setSpacing(2)
        for number, text in enumerate(words):
            button = QToolButton()
            button.setText(text)
            button.setCheckable(True)
            button.setAutoRaise(True)
            self._group.addButton(button, number)
            top.addWidget(button)
        top.addStretch(1)
        self._legend = QLabel(self.tr("Red: as it is. Green: as it would be."))
        self._legend.setEnabled(False)
        top.addWidget(self._legend)
        self._group.idClicked.connect(self._choose)
        pictures = QHBoxLayout()
        pictures.setSpacing(6)
        pictures.addWidget(self.before, 1)
        pictures.addWidget(self.after, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(top)
        column.addLayout(pictures, 1)
        self.show_side(AFTER)

    @property
    def side(self) -> int:
        """What is shown: `BEFORE`, `AFTER` or `BOTH`."""
        return self._group.checkedId()

    def show_preview(self, preview: Preview) -> None:
        """Show what a change does."""
        self.before.show_analysis(preview.before, marks_before(preview))
        self.after.show_analysis(preview.after, marks_after(preview))

    def show_side(self, side: int) -> None:
        """Show the picture before, the one after, or both."""
        self._group.button(side).setChecked(True)
        self.before.setVisible(side != AFTER)
        self.after.setVisible(side != BEFORE)

    def show_row(self, before: int, after: int | None) -> None:
        """Bring a row's card into sight in both pictures, and select it."""
        for picture, row in ((self.before, before), (self.after, after)):
            picture.canvas.select(() if row is None else (row,))
            if row is not None:
                picture.reveal(row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Both where there is room, until the user says otherwise."""
        super().resizeEvent(event)
        if not self._by_hand:
            self.show_side(BOTH if self.width() >= _WIDE else AFTER)

    def _choose(self, side: int) -> None:
        self._by_hand = True
        self.show_side(side)
        self._group.button(side).setFocus(Qt.FocusReason.OtherFocusReason)
